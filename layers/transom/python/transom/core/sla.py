"""Service clocks: how long a customer has waited, measured in the team's own business time."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from transom.core import breach
from transom.core.terms import Terms
from transom.core.timing import Mark, begun, due_at, measured, next_mark, passed, paused, resumed, stopped
from transom.model import (
    BREACH,
    Actor,
    Clock,
    Conversation,
    Desk,
    Direction,
    Entry,
    EntryName,
    Matter,
    Target,
)

__all__ = ["Mark", "Terms", "deadline", "due_at", "fire", "follow", "next_mark", "remeasured"]

_ACTOR = Actor.system("sla")
_ONCE = (Target.FIRST_RESPONSE, Target.RESOLUTION)


def follow(conversation: Conversation, entry: Entry, desk: Desk) -> Conversation:
    """Return the conversation with its clocks as they stand after an entry; following it again changes nothing."""
    if entry.direction is Direction.INBOUND and entry.starts_nothing:
        return conversation
    terms = Terms.of(desk, conversation.team, conversation)
    at = _reached_us_at(conversation, entry)
    return _followed(conversation, _known(conversation, entry, at, terms), terms, at)


def remeasured(conversation: Conversation, desk: Desk, now: datetime) -> Conversation:
    """Return the conversation with its clocks under the terms of now: its policy, its customer or its brand changed."""
    terms = Terms.of(desk, conversation.team, conversation)
    return _followed(conversation, _once(conversation), terms, now)


def _followed(conversation: Conversation, known: Iterable[Clock], terms: Terms, at: datetime) -> Conversation:
    clocks = [_moved(clock, conversation, terms, at) for clock in known]
    if clocks:
        clocks += _repeated(conversation, terms, at)
    return _with_clocks(conversation, _measured(clocks, terms, at), terms)


def fire(
    conversation: Conversation, desk: Desk, now: datetime, new_id: Callable[[datetime], str]
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Return the conversation with all marks told that have passed by now, and the entries that tell them."""
    terms = Terms.of(desk, conversation.team, conversation)
    clocks: list[Clock] = []
    entries: list[Entry] = []
    missed: list[Target] = []
    for clock in _measured(conversation.clocks, terms, now):
        marks = passed(clock, terms, now)
        clocks.append(clock.model_copy(update={"fired": (*clock.fired, *(mark.percent for mark in marks))}))
        entries += [_entry(conversation, clock, mark, now, new_id(now)) for mark in marks]
        missed += [clock.target for mark in marks if mark.percent == BREACH]
    told = _with_clocks(conversation, clocks, terms)
    acted, acts = breach.act(told, terms.policy, desk, missed, now, new_id)
    return acted, (*entries, *acts)


def deadline(conversation: Conversation) -> datetime | None:
    """Return the next moment at which a running clock of the conversation breaches its target."""
    return min((clock.due_at for clock in conversation.clocks if clock.is_running), default=None)


def _reached_us_at(conversation: Conversation, entry: Entry) -> datetime:
    """Return when an entry counts from: what a customer's own clock says may be wrong."""
    if entry.is_first:
        return conversation.created_at
    if entry.direction is Direction.INBOUND:
        return conversation.last_customer_message_at or entry.at
    return entry.at


def _known(conversation: Conversation, entry: Entry, at: datetime, terms: Terms) -> Iterator[Clock]:
    """Yield the clocks that begin once in a conversation, which a customer's message starts."""
    if conversation.clocks:
        yield from _once(conversation)
    elif entry.name is EntryName.MESSAGE_RECEIVED:
        yield from (clock for target in _ONCE if (clock := begun(target, terms, at)))


def _once(conversation: Conversation) -> Iterator[Clock]:
    return (clock for clock in conversation.clocks if clock.target in _ONCE)


def _moved(clock: Clock, conversation: Conversation, terms: Terms, at: datetime) -> Clock:
    started = clock.model_copy(update={"started_at": min(at, clock.started_at)})  # events come in any order
    if clock.target is Target.RESOLUTION:
        return _following_state(started, conversation, terms, at)
    return stopped(started, conversation.first_response_at or _ended_at(conversation, at))


def _repeated(conversation: Conversation, terms: Terms, at: datetime) -> Iterator[Clock]:
    """Yield the clocks that begin anew: with what a customer writes again, and with what they are answered."""
    asked_at = conversation.unanswered_since if conversation.first_response_at else None
    if clock := _since(asked_at, Target.NEXT_RESPONSE, conversation, terms):
        answered_at = None if asked_at else (conversation.last_reply_at or at)
        yield stopped(clock, _ended_at(conversation, at) or answered_at)
    if clock := _since(conversation.last_reply_at, Target.UPDATE, conversation, terms):
        yield _following_state(clock, conversation, terms, at)


def _since(at: datetime | None, target: Target, conversation: Conversation, terms: Terms) -> Clock | None:
    """Return the clock of a target that started at a moment, be it a new one; without a moment, the one there is."""
    known = next((clock for clock in conversation.clocks if clock.target is target), None)
    return known if at is None or (known and known.started_at == at) else begun(target, terms, at)


def _following_state(clock: Clock, conversation: Conversation, terms: Terms, at: datetime) -> Clock:
    """Pause the clock in the states that the policy names; end the pause, or the stop, once work goes on."""
    if conversation.state.is_done:
        return stopped(clock, _ended_at(conversation, at))
    return paused(clock, at) if terms.pauses_in(conversation) else resumed(clock, at)


def _ended_at(conversation: Conversation, at: datetime) -> datetime | None:
    """Return since when nobody works on the conversation any more."""
    return (conversation.solved_at or at) if conversation.state.is_done else None


def _measured(clocks: tuple[Clock, ...] | list[Clock], terms: Terms, at: datetime) -> list[Clock]:
    return [now for clock in clocks if (now := measured(clock, terms, at))]


def _with_clocks(conversation: Conversation, clocks: list[Clock], terms: Terms) -> Conversation:
    ordered = sorted(clocks, key=lambda clock: list(Target).index(clock.target))
    marks = [mark.at for clock in ordered if (mark := next_mark(clock, terms))]
    timed = conversation.model_copy(update={"clocks": tuple(ordered)})
    return timed.expecting(Matter.CLOCKS, min(marks, default=None))


def _entry(conversation: Conversation, clock: Clock, mark: Mark, now: datetime, entry_id: str) -> Entry:
    return Entry(
        id=entry_id,
        name=EntryName.CLOCK_BREACHED if mark.percent == BREACH else EntryName.CLOCK_WARNED,
        conversation_id=conversation.id,
        at=now,
        actor=_ACTOR,
        data={"target": clock.target, "percent": mark.percent, "due_at": clock.due_at.isoformat()},
    )
