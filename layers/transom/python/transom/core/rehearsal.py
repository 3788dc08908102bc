"""What rules would have done: a conversation's timeline is lived through again, with what they write and lead to."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from pydantic import JsonValue, ValidationError

from transom.core import lifecycle, rules
from transom.core.rules import ACTOR, Outcome, Verdict
from transom.errors import InvalidError
from transom.model import Conversation, Desk, Entry, EntryName, Frozen, Instant, Matter, Priority, State

_FORGOTTEN = (
    *("team", "assignee", "priority", "state", "workspace_state", "tags"),
    *("firings", "agenda", "messages", "replies", "solved_at", "first_response_at"),
    *("last_reply_at", "unanswered_since", "last_customer_message_at"),
)
_ANY_TIME = timedelta(days=36_525)


class Act(Frozen):
    """That a rule's time came, and what came of it."""

    conversation_id: str
    at: Instant
    because_of: str
    """The name of the event, or `time`."""
    cause: str
    verdict: Verdict


class _Told(Frozen):
    """What an entry tells of its conversation."""

    team: str | None = None
    assignee: str | None = None
    priority: Priority = Priority.NORMAL
    state: State = State.RECEIVED
    workspace_state: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    skills: tuple[str, ...] = ()


def rehearse(conversation: Conversation, entries: Iterable[Entry], desk: Desk, until: datetime) -> Iterator[Act]:
    """Yield what the rules would have done, with the conversation as it was when each entry came.

    What rules once did themselves is left out, both as a cause and in its effects: they do it again, or they do not.
    The limits of rules count from the first of these entries; what is known of the customer is what is known now.
    """
    present = _begun(conversation)
    for entry in entries:
        if entry.actor == ACTOR:
            continue
        present, acts = _waited(present, desk, entry.at)
        yield from acts
        present = _lived(present, entry)
        present, acts = _followed(present, [entry], desk)
        yield from acts
    _, acts = _waited(present, desk, until)
    yield from acts


def _waited(present: Conversation, desk: Desk, until: datetime) -> tuple[Conversation, list[Act]]:
    """Let the time pass up to a moment, and the rules act whose time that brings."""
    acts: list[Act] = []
    while (due := rules.scheduled(present, desk).agenda.get(Matter.RULES)) and due <= until:
        outcome = rules.due(present, desk, due)
        told = [_act(present, "time", due.isoformat(), due, verdict) for verdict in outcome.verdicts]
        present, led = _followed(outcome.conversation, outcome.entries, desk)
        acts += [*told, *led]
    return present, acts


def _followed(present: Conversation, causes: Iterable[Entry], desk: Desk) -> tuple[Conversation, list[Act]]:
    """Let the rules act on entries, on what they write thereupon, and so on until they come to rest."""
    acts: list[Act] = []
    waiting = deque(causes)
    while waiting:
        entry = waiting.popleft()
        outcome: Outcome = rules.follow(present, desk, entry, entry.at)
        acts += [_act(present, entry.name, entry.id, entry.at, verdict) for verdict in outcome.verdicts]
        present = outcome.conversation
        waiting.extend(outcome.entries)
    return present, acts


def _act(present: Conversation, name: str, cause: str, at: datetime, verdict: Verdict) -> Act:
    return Act(conversation_id=present.id, at=at, because_of=name, cause=cause, verdict=verdict)


def _begun(conversation: Conversation) -> Conversation:
    """Return the conversation as it was before anything happened in it."""
    blank = {name: Conversation.model_fields[name].get_default() for name in _FORGOTTEN}
    return conversation.model_copy(update={**blank, "last_message_at": conversation.created_at})


def _lived(conversation: Conversation, entry: Entry) -> Conversation:
    match entry.name:
        case EntryName.CONVERSATION_ROUTED:
            told = {name: entry.data[name] for name in ("team", "assignee", "priority", "tags") if name in entry.data}
            state = State.OPEN if entry.data.get("assignee") else State.NEW
            return _with(conversation, {"state": state} | told | {"tags": _tags(conversation, [], told.get("tags"))})
        case EntryName.CONVERSATION_CHANGED:
            return _changed(conversation, entry)
        case EntryName.MESSAGE_QUEUED | EntryName.MESSAGE_ECHOED if entry.is_answer:
            return _answered(conversation, entry)
        case EntryName.MESSAGE_RECEIVED if not entry.is_automatic:
            return lifecycle.on_customer_message(conversation, entry.at, _ANY_TIME) or conversation
    return conversation


def _changed(conversation: Conversation, entry: Entry) -> Conversation:
    changes = {
        name: each for name in _Told.model_fields if isinstance(each := entry.data.get(name), dict) and "to" in each
    }
    values: dict[str, object] = {name: each["to"] for name, each in changes.items()}
    if "state" in values:
        values.setdefault("workspace_state", None)
    if tags := changes.get("tags"):
        values["tags"] = _tags(conversation, tags.get("from"), tags["to"])
    after = _with(conversation, values)
    solved_at = conversation.solved_at or entry.at
    return after.model_copy(update={"solved_at": solved_at if after.state.is_done else None})


def _answered(conversation: Conversation, entry: Entry) -> Conversation:
    try:
        return lifecycle.on_agent_reply(conversation, entry.at)
    except InvalidError:  # the rules rehearsed here closed what took an answer then
        return conversation


def _tags(conversation: Conversation, gone: JsonValue, come: JsonValue) -> list[JsonValue]:
    """Return the tags after some went and some came; those that the rehearsed rules gave stay."""
    old, new = (each if isinstance(each, list) else [] for each in (gone, come))
    kept = [tag for tag in conversation.tags if tag not in old or tag in new]
    return [*dict.fromkeys((*kept, *(str(tag) for tag in new)))]


def _with(conversation: Conversation, values: Mapping[str, object]) -> Conversation:
    try:
        known = _Told.model_validate(values)
    except ValidationError:  # what an older release wrote
        return conversation
    return conversation.model_copy(update=dict(known.model_dump(exclude_unset=True)))
