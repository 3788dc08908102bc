"""Service clocks: how long a customer has waited, measured in the team's own business time."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from transom.core.calendars import Calendar
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
    Pause,
    Policy,
    State,
    Target,
)

_ACTOR = Actor.system("sla")


class Terms(NamedTuple):
    """What a team owes its customers, and the calendar that it is measured by."""

    policy: Policy
    calendar: Calendar
    zone: ZoneInfo

    @classmethod
    def of(cls, desk: Desk, team: str | None) -> "Terms":
        """Return the terms of a team, or of the brand's default team while none is chosen."""
        chosen = next((item for item in desk.teams if item.id == team), None)
        wanted = chosen or next(item for item in desk.teams if item.id == desk.brand.default_team)
        policy = next(item for item in desk.policies if item.id == wanted.policy)
        spec = next(item for item in desk.calendars if item.id == policy.calendar)
        return cls(policy, Calendar(spec), spec.zone)

    def limit(self, target: Target) -> timedelta:
        """Return how much open time the target allows."""
        return self.policy.first_response if target is Target.FIRST_RESPONSE else self.policy.resolution


class Mark(NamedTuple):
    """A moment at which a clock has something to tell: a share of its limit has passed."""

    percent: int
    at: datetime


def follow(conversation: Conversation, entry: Entry, desk: Desk) -> Conversation:
    """Return the conversation with its clocks as they stand after an entry; following it again changes nothing."""
    if entry.direction is Direction.INBOUND and entry.is_automatic:
        return conversation
    terms = Terms.of(desk, conversation.team)
    at = _reached_us_at(conversation, entry)
    clocks = conversation.clocks or _begun(entry, at, terms)
    moved = (_moved(clock, conversation, at) for clock in clocks)
    return _with_clocks(conversation, [_measured(clock, terms, at) for clock in moved], terms)


def fire(
    conversation: Conversation, desk: Desk, now: datetime, new_id: Callable[[datetime], str]
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Return the conversation with all marks told that have passed by now, and the entries that tell them."""
    terms = Terms.of(desk, conversation.team)
    clocks: list[Clock] = []
    entries: list[Entry] = []
    for clock in (_measured(clock, terms, now) for clock in conversation.clocks):
        passed = sorted(mark for mark in _untold(clock, terms) if mark.at <= now)
        clocks.append(clock.model_copy(update={"fired": (*clock.fired, *(mark.percent for mark in passed))}))
        entries += [_entry(conversation, clock, mark, now, new_id(now)) for mark in passed]
    return _with_clocks(conversation, clocks, terms), tuple(entries)


def next_mark(clock: Clock, terms: Terms) -> Mark | None:
    """Return what the clock has to tell next, if anything."""
    return min(_untold(clock, terms), key=lambda mark: mark.at, default=None)


def due_at(clock: Clock, terms: Terms) -> datetime:
    """Return by when the target must be met, if the clock runs on."""
    return _reached(clock, terms, BREACH)


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


def _begun(entry: Entry, at: datetime, terms: Terms) -> tuple[Clock, ...]:
    """Start both clocks at a customer's message."""
    if entry.name is not EntryName.MESSAGE_RECEIVED:
        return ()
    return tuple(
        Clock(
            target=target,
            policy=terms.policy.id,
            calendar=terms.policy.calendar,
            limit=terms.limit(target),
            started_at=at,
            due_at=terms.calendar.add(at, terms.limit(target)),
        )
        for target in Target
    )


def _moved(clock: Clock, conversation: Conversation, at: datetime) -> Clock:
    begun = clock.model_copy(update={"started_at": min(at, clock.started_at)})  # events come in any order
    if clock.target is Target.RESOLUTION and not conversation.state.is_done:
        return _paused_or_resumed(begun, conversation, at)
    return _stopped(begun, conversation, at)


def _paused_or_resumed(clock: Clock, conversation: Conversation, at: datetime) -> Clock:
    """Pause the clock while the customer is asked; end the pause, or the stop, once work goes on."""
    if conversation.state is State.WAITING_CUSTOMER:
        paused_at = clock.halted_at or max(at, _counting_since(clock))
        return clock.model_copy(update={"paused_at": paused_at, "stopped_at": None})
    if clock.halted_at is None:
        return clock
    pause = Pause(start=clock.halted_at, end=max(at, clock.halted_at))
    return clock.model_copy(update={"pauses": (*clock.pauses, pause), "paused_at": None, "stopped_at": None})


def _stopped(clock: Clock, conversation: Conversation, at: datetime) -> Clock:
    """Stop the clock once its target is met, or once nobody works on the conversation any more."""
    met_at = conversation.first_response_at if clock.target is Target.FIRST_RESPONSE else None
    ended_at = (conversation.solved_at or at) if conversation.state.is_done else None
    stopped_at = clock.stopped_at or met_at or ended_at
    return clock.model_copy(update={"stopped_at": stopped_at and max(stopped_at, _counting_since(clock))})


def _counting_since(clock: Clock) -> datetime:
    return clock.pauses[-1].end if clock.pauses else clock.started_at


def _measured(clock: Clock, terms: Terms, at: datetime) -> Clock:
    """Put a clock under the present terms, unless it is stopped; marks told that they do not bear out are forgotten."""
    if clock.stopped_at:
        return clock
    policy, limit = terms.policy, terms.limit(clock.target)
    renewed = clock.model_copy(update={"policy": policy.id, "calendar": policy.calendar, "limit": limit})
    fired = clock.fired
    if (policy.id, policy.calendar, limit) != (clock.policy, clock.calendar, clock.limit):
        fired = tuple(percent for percent in fired if _reached(renewed, terms, percent) <= at)
    return renewed.model_copy(update={"fired": fired, "due_at": due_at(renewed, terms)})


def _with_clocks(conversation: Conversation, clocks: list[Clock], terms: Terms) -> Conversation:
    marks = [mark.at for clock in clocks if (mark := next_mark(clock, terms))]
    timed = conversation.model_copy(update={"clocks": tuple(clocks)})
    return timed.expecting(Matter.CLOCKS, min(marks, default=None))


def _untold(clock: Clock, terms: Terms) -> Iterator[Mark]:
    """Yield the marks to come; of a halted clock the breach alone, if it came before the halt."""
    if not clock.is_breached and (clock.halted_at is None or clock.due_at < clock.halted_at):
        yield Mark(BREACH, clock.due_at)
    if clock.is_running:
        unwarned = (percent for percent in terms.policy.warn_at if percent not in clock.fired)
        yield from (Mark(percent, _reached(clock, terms, percent)) for percent in unwarned)


def _reached(clock: Clock, terms: Terms, percent: int) -> datetime:
    """Return the moment when a share of the clock's limit has passed, its pauses left out."""
    left = clock.limit * percent / BREACH
    since = clock.started_at
    for pause in clock.pauses:
        counted = terms.calendar.between(since, pause.start)
        if counted >= left:
            break
        left -= counted
        since = pause.end
    return terms.calendar.add(since, left)


def _entry(conversation: Conversation, clock: Clock, mark: Mark, now: datetime, entry_id: str) -> Entry:
    return Entry(
        id=entry_id,
        name=EntryName.CLOCK_BREACHED if mark.percent == BREACH else EntryName.CLOCK_WARNED,
        conversation_id=conversation.id,
        at=now,
        actor=_ACTOR,
        data={"target": clock.target, "percent": mark.percent, "due_at": clock.due_at.isoformat()},
    )
