"""What rules would have done: a conversation's timeline is lived through again."""

from collections.abc import Iterable, Iterator, Mapping

from pydantic import ValidationError

from transom.core import rules
from transom.core.rules import ACTOR, Verdict
from transom.model import Conversation, Desk, Entry, EntryName, Frozen, State

_FIELDS = ("team", "assignee", "priority", "state", "tags")


class WouldDo(Frozen):
    """What a rule would have done because of an entry."""

    entry: Entry
    verdict: Verdict


def replay(conversation: Conversation, entries: Iterable[Entry], desk: Desk) -> Iterator[WouldDo]:
    """Yield what the rules would have done to each entry, with the conversation as it was when that came.

    What rules once did themselves is part of what happened, and starts nothing here.
    """
    present = _begun(conversation)
    for entry in entries:
        present = _lived(present, entry)
        if entry.actor != ACTOR:
            # each entry is judged by itself: the budgets of a dry run would hang on where it began
            found = rules.follow(present, desk, entry, entry.at).verdicts
            yield from (WouldDo(entry=entry, verdict=verdict) for verdict in found)


def _begun(conversation: Conversation) -> Conversation:
    """Return the conversation as it was before anything happened in it."""
    blank = {name: Conversation.model_fields[name].get_default() for name in (*_FIELDS, "firings", "agenda")}
    return conversation.model_copy(update={**blank, "solved_at": None, "first_response_at": None})


def _lived(conversation: Conversation, entry: Entry) -> Conversation:
    match entry.name:
        case EntryName.CONVERSATION_ROUTED:
            state = State.OPEN if entry.data.get("assignee") else State.NEW
            return _with(conversation, {"state": state} | _told(entry, ("team", "assignee", "priority", "tags")))
        case EntryName.CONVERSATION_CHANGED:
            changes = {name: each for name, each in _told(entry, _FIELDS).items() if isinstance(each, dict)}
            return _with(conversation, {name: each["to"] for name, each in changes.items() if "to" in each})
        case EntryName.MESSAGE_QUEUED if not entry.is_automatic:
            return _with(conversation, {"state": State.WAITING_CUSTOMER, "last_message_at": entry.at})
        case EntryName.MESSAGE_RECEIVED:
            rested = conversation.state in {State.WAITING_CUSTOMER, State.SOLVED}
            moved = {"state": State.REOPENED} if rested else {}
            return _with(conversation, {**moved, "last_message_at": entry.at, "last_customer_message_at": entry.at})
    return conversation


def _told(entry: Entry, names: Iterable[str]) -> dict[str, object]:
    return {name: entry.data[name] for name in names if name in entry.data}


def _with(conversation: Conversation, values: Mapping[str, object]) -> Conversation:
    try:
        return Conversation.model_validate(conversation.model_dump() | dict(values))
    except ValidationError:  # what an older release wrote
        return conversation
