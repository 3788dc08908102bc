"""Why a deadline is when it is: the time that was counted, and the pauses that were not."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from transom.core.calendars import Calendar
from transom.model import CalendarSpec, Clock, Frozen, Instant, Target

MOST_STRETCHES = 200


class StretchKind(StrEnum):
    """Whether a stretch of time counts for the clock."""

    COUNTED = "counted"
    PAUSED = "paused"


class Stretch(Frozen):
    """A stretch of a clock's time; what lies between two of them is closed."""

    kind: StretchKind
    start: Instant
    end: Instant


class Explanation(Frozen):
    """How the deadline of a clock came about."""

    target: Target
    owner: str | None
    policy: str
    policy_version: str
    terms: tuple[str, ...]
    """What the policy's special terms ask for, where they decided."""
    calendar: str
    time_zone: str
    limit: timedelta
    spent: timedelta
    """The open time that has counted until now, or until the clock was halted."""
    started_at: Instant
    due_at: Instant
    paused_at: Instant | None
    stopped_at: Instant | None
    stretches: tuple[Stretch, ...]
    """Up to the deadline, or to the moment when the clock was halted; the first two hundred."""


def explain(clock: Clock, spec: CalendarSpec, now: datetime) -> Explanation:
    """Return how the deadline of a clock came about, by the calendar as it is now."""
    calendar = Calendar(spec)
    until = min(clock.due_at, clock.halted_at or clock.due_at)
    stretches = list(_stretches(clock, calendar, until))
    counted = list(_stretches(clock, calendar, clock.halted_at or now))
    spent = sum((each.end - each.start for each in counted if each.kind is StretchKind.COUNTED), timedelta())
    return Explanation(
        **{name: getattr(clock, name) for name in Explanation.model_fields.keys() & Clock.model_fields.keys()},
        time_zone=spec.time_zone,
        spent=spent,
        stretches=tuple(stretches[:MOST_STRETCHES]),
    )


def _stretches(clock: Clock, calendar: Calendar, until: datetime) -> Iterator[Stretch]:
    """Yield what was counted and what was paused, in order, up to a moment."""
    since = clock.started_at
    for pause in clock.pauses:
        if pause.start >= until:
            break
        yield from _counted(calendar, since, pause.start)
        yield Stretch(kind=StretchKind.PAUSED, start=pause.start, end=pause.end)
        since = pause.end
    yield from _counted(calendar, since, until)


def _counted(calendar: Calendar, since: datetime, until: datetime) -> Iterator[Stretch]:
    """Yield the open stretches between two moments; those that touch are one."""
    start: datetime | None = None
    end = since
    for opens, closes in calendar.open_within(since, max(since, until)):
        if start is not None and opens > end:
            yield Stretch(kind=StretchKind.COUNTED, start=start, end=end)
            start = None
        start, end = start or opens, closes
    if start is not None and end > start:
        yield Stretch(kind=StretchKind.COUNTED, start=start, end=end)
