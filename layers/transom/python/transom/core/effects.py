"""What rules and macros do to a conversation, and the entries that tell it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import count

from pydantic import JsonValue

from transom.core import contacts, customers, lifecycle, notifying, offers, quiet, requests, sending, sla, states
from transom.core.phrases import canned, filled
from transom.errors import InvalidError
from transom.model import Actor, ActorKind, Conversation, Desk, Direction, Effects, Entry, EntryName, Frozen, State
from transom.model.automation import Question

_FIELDS = ("team", "assignee", "priority", "state", "workspace_state", "tags", "language", "skills")
_SETTABLE = frozenset[State]().union(*(lifecycle.reachable(state, ActorKind.BOT) for state in State))
"""The states that a rule can lead to from some other."""


class Source(Frozen):
    """Who does it, and because of what."""

    actor: Actor
    at: datetime
    correlation_id: str = ""
    causation_id: str | None = None
    chain: tuple[str, ...] = ()
    """The rules that led here."""
    data: dict[str, JsonValue] = {}

    @property
    def is_person(self) -> bool:
        """Tell whether an agent does it: only then is a reply an answer."""
        return self.actor.kind is ActorKind.AGENT


type NewId = Callable[[int], str]
"""Gives the id of the first, second, … entry that is written."""


def applied(
    steps: Sequence[Effects], conversation: Conversation, desk: Desk, source: Source, new_id: NewId
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Return the conversation with all steps done, and what tells it; raises `InvalidError` if one cannot be."""
    done = conversation
    entries: list[Entry] = []
    for step in steps:
        for part, text in _texts(step, done, desk, source):
            entry = _said(part, text, done, source, new_id(len(entries)))
            if entry.is_automatic:
                done, entry = quiet.put_off(done, entry, desk)
            elif part == "reply":
                leaves_at = sending.departure(None, done, desk, source.at)
                done, entry = sending.queued(done, entry.model_copy(update={"send_at": leaves_at}))
            entries.append(entry)
        done = offers.settled(done, _set(done, step, desk, source), source.actor)
        entries += _notified(step, done, desk, source, new_id(len(entries)))
    if difference := differences(conversation, done):
        entries.append(_changed(conversation, difference, source, new_id(len(entries))))
    if source.is_person:
        for entry in entries:
            done = sla.follow(done, entry, desk)
    for question in (step.request for step in steps if step.request):
        done, asked = _asked(question, done, desk, source, new_id, len(entries))
        entries += asked
    return done, tuple(entries)


def differences(before: Conversation, after: Conversation) -> dict[str, JsonValue]:
    """Return what was and what is, of each field that differs."""
    old, new = (each.model_dump(mode="json", include=set(_FIELDS)) for each in (before, after))
    found: dict[str, JsonValue] = {
        name: {"from": old[name], "to": new[name]} for name in sorted(old) if old[name] != new[name]
    }
    return found | customers.differences(before.customer, after.customer)


def check_names(step: Effects, desk: Desk) -> dict[str, str]:
    """Return what is wrong with the names that effects have, by their fields."""
    wrong = notifying.check_names(step.notify, desk) if step.notify else {}
    named = {
        "team": (step.team, [team.id for team in desk.teams]),
        "assignee": (step.assignee, [user.id for user in desk.users]),
        "tier": (step.tier, desk.brand.tiers),
        "reply": (step.reply, [reply.id for reply in desk.canned_replies]),
        "request.department": (step.request and step.request.department, [each.id for each in desk.departments]),
    }
    if step.state and step.state not in _SETTABLE:
        wrong |= {"state": f"nothing becomes {step.state} so; use one of {', '.join(sorted(_SETTABLE))}"}
    if missing := set(step.skills) - {skill.id for skill in desk.skills}:
        wrong |= {"skills": f"there is no skill {min(missing)!r}"}
    if step.workspace_state and (problem := states.problem(step.workspace_state, desk)):
        wrong |= {"workspace_state": problem}
    try:
        contacts.fields(step.contact_fields, desk.contact_fields)
    except InvalidError as error:
        wrong |= {f"contact_{field}": reason for field, reason in error.fields.items()}
    absent = {field: name for field, (name, known) in named.items() if name and name not in known}
    return wrong | {field: f"there is no {field.rpartition('.')[2]} {name!r}" for field, name in absent.items()}


def _texts(step: Effects, conversation: Conversation, desk: Desk, source: Source) -> Iterable[tuple[str, str]]:
    writer = source.actor.name if source.is_person else ""
    if step.note:
        yield "note", filled(step.note, conversation, desk, writer)
    if step.reply:
        if conversation.is_public and not source.is_person:
            reason = "what everybody can read is answered by people alone"
            raise InvalidError(reason, fields={"reply": reason})
        text = canned(step.reply, conversation, desk, writer)
        if not text.strip():
            reason = f"the canned reply {step.reply} is empty for this customer"
            raise InvalidError(reason, fields={"reply": reason})
        yield "reply", text


def _set(conversation: Conversation, step: Effects, desk: Desk, source: Source) -> Conversation:
    if step.team and not step.assignee:
        conversation = offers.moved(conversation, step.team, desk)
    names = ("team", "assignee", "priority", "language")
    values: dict[str, object] = {name: value for name in names if (value := getattr(step, name))}
    if step.unassign:
        values["assignee"] = None
    kept = (tag for tag in conversation.tags if tag not in step.remove_tags)
    values["tags"] = tuple(dict.fromkeys((*kept, *step.add_tags)))
    values["skills"] = tuple(dict.fromkeys((*conversation.skills, *step.skills)))
    values["customer"] = customers.known(conversation.customer, step)
    after = conversation.model_copy(update=values)
    # a rule moves a conversation where an agent could, and gives it to a bot besides
    actor = ActorKind.AGENT if source.is_person else ActorKind.BOT
    if step.workspace_state:
        return states.change(after, step.workspace_state, desk, actor=actor, now=source.at)
    if step.snooze_for:
        until = source.at + step.snooze_for
        return states.plain(lifecycle.change(after, State.SNOOZED, desk, actor=actor, now=source.at, until=until))
    if step.state is None:
        return after
    return states.plain(lifecycle.change(after, step.state, desk, actor=actor, now=source.at))


def _asked(
    question: Question, conversation: Conversation, desk: Desk, source: Source, new_id: NewId, written: int
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Ask a department; the request is named after the entry that tells it, so that it is opened once."""
    numbers = count(written + 1)
    told = _entry(EntryName.REQUEST_OPENED, conversation, source, new_id(written)).model_copy(
        update={"text": filled(question.text, conversation, desk), "data": source.data}
    )
    return requests.opened(conversation, desk, told, question.department, told.id[-8:], lambda _: new_id(next(numbers)))


def _said(part: str, text: str, conversation: Conversation, source: Source, entry_id: str) -> Entry:
    entry = _entry(EntryName.NOTE_ADDED, conversation, source, entry_id).model_copy(update={"text": text})
    if part == "note":
        return entry
    return entry.model_copy(
        update={
            "name": EntryName.MESSAGE_QUEUED,
            "direction": Direction.OUTBOUND,
            "door": conversation.door,
            "language": conversation.language,
            "is_automatic": not source.is_person,
        }
    )


def _notified(step: Effects, conversation: Conversation, desk: Desk, source: Source, entry_id: str) -> Iterable[Entry]:
    if step.notify is None:
        return ()
    entry = notifying.notified(
        step.notify, conversation, desk, entry_id=entry_id, actor=source.actor, at=source.at, data=source.data
    )
    caused = {"correlation_id": source.correlation_id or entry_id, "causation_id": source.causation_id}
    return (entry.model_copy(update={**caused, "chain": source.chain}),) if entry else ()


def _changed(before: Conversation, difference: dict[str, JsonValue], source: Source, entry_id: str) -> Entry:
    entry = _entry(EntryName.CONVERSATION_CHANGED, before, source, entry_id)
    return entry.model_copy(update={"data": difference | source.data})


def _entry(name: EntryName, conversation: Conversation, source: Source, entry_id: str) -> Entry:
    return Entry(
        id=entry_id,
        name=name,
        conversation_id=conversation.id,
        at=source.at,
        actor=source.actor,
        correlation_id=source.correlation_id or entry_id,
        causation_id=source.causation_id,
        chain=source.chain,
    )
