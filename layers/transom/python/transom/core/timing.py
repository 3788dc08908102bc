"""One clock: begun, paused, resumed and stopped by events, and measured in the open time of its terms.

It asks nothing of what it is a clock for: whoever owes something under a policy, such as a department, can have one.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from transom.core.calendars import Calendar
from transom.core.terms import Terms
from transom.model import BREACH, Clock, Pause, Target


class Mark(NamedTuple):
    """A moment at which a clock has something to tell: a share of its limit has passed."""

    percent: int
    at: datetime


def begun(target: Target, terms: Terms, at: datetime, owner: str | None = None) -> Clock | None:
    """Return a clock that starts at a moment; None if the terms do not measure the target."""
    limit = terms.limit(target)
    return None if limit is None else started(target, limit, terms, at, owner)


def started(target: Target, limit: timedelta, terms: Terms, at: datetime, owner: str | None = None) -> Clock:
    """Return a clock that starts at a moment, with a limit of its own."""
    return Clock(
        target=target,
        policy=terms.policy.id,
        policy_version=terms.policy.version,
        calendar=terms.calendar_id,
        terms=terms.special,
        owner=owner,
        limit=limit,
        started_at=at,
        due_at=terms.calendar.add(at, limit),
    )


def paused(clock: Clock, at: datetime) -> Clock:
    """Return the clock while no time counts; a stop before it becomes part of the pause."""
    paused_at = clock.halted_at or max(at, _counting_since(clock))
    return clock.model_copy(update={"paused_at": paused_at, "stopped_at": None})


def resumed(clock: Clock, at: datetime) -> Clock:
    """Return the clock running on; the time since it was paused, or stopped, is not counted."""
    if clock.halted_at is None:
        return clock
    pause = Pause(start=clock.halted_at, end=max(at, clock.halted_at))
    return clock.model_copy(update={"pauses": (*clock.pauses, pause), "paused_at": None, "stopped_at": None})


def stopped(clock: Clock, at: datetime | None) -> Clock:
    """Return the clock stopped at a moment, unless it is so already or there is none."""
    stopped_at = clock.stopped_at or at
    return clock.model_copy(update={"stopped_at": stopped_at and max(stopped_at, _counting_since(clock))})


def measured(clock: Clock, terms: Terms, at: datetime) -> Clock | None:
    """Put a clock under the present terms, unless it is stopped; marks told that they do not bear out are forgotten.

    None if the terms do not measure its target any more.
    """
    limit = terms.limit(clock.target)
    if clock.stopped_at or limit is None:
        return clock if clock.stopped_at else None
    wording = {
        "policy": terms.policy.id,
        "policy_version": terms.policy.version,
        "calendar": terms.calendar_id,
        "terms": terms.special,
        "limit": limit,
    }
    renewed = clock.model_copy(update=wording)
    fired = clock.fired
    if renewed != clock:
        fired = tuple(percent for percent in fired if reached(renewed, terms.calendar, percent) <= at)
    return renewed.model_copy(update={"fired": fired, "due_at": due_at(renewed, terms)})


def next_mark(clock: Clock, terms: Terms) -> Mark | None:
    """Return what the clock has to tell next, if anything."""
    return min(untold(clock, terms), key=lambda mark: mark.at, default=None)


def due_at(clock: Clock, terms: Terms) -> datetime:
    """Return by when the target must be met, if the clock runs on."""
    return reached(clock, terms.calendar, BREACH)


def passed(clock: Clock, terms: Terms, now: datetime) -> list[Mark]:
    """Return the marks that have passed by now and are not told yet, in their order."""
    return sorted(mark for mark in untold(clock, terms) if mark.at <= now)


def untold(clock: Clock, terms: Terms) -> Iterator[Mark]:
    """Yield the marks to come; of a halted clock the breach alone, if it came before the halt."""
    if not clock.is_breached and (clock.halted_at is None or clock.due_at < clock.halted_at):
        yield Mark(BREACH, clock.due_at)
    if clock.is_running:
        unwarned = (percent for percent in terms.policy.warn_at if percent not in clock.fired)
        yield from (Mark(percent, reached(clock, terms.calendar, percent)) for percent in unwarned)


def reached(clock: Clock, calendar: Calendar, percent: int) -> datetime:
    """Return the moment when a share of the clock's limit has passed, its pauses left out."""
    left = clock.limit * percent / BREACH
    since = clock.started_at
    for pause in clock.pauses:
        counted = calendar.between(since, pause.start)
        if counted >= left:
            break
        left -= counted
        since = pause.end
    return calendar.add(since, left)


def _counting_since(clock: Clock) -> datetime:
    return clock.pauses[-1].end if clock.pauses else clock.started_at
