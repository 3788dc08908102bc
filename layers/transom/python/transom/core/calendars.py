"""Business time: when a desk is open, and how long that is."""

from bisect import bisect_left
from collections.abc import Container, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from transom.errors import InvalidError
from transom.model import CalendarSpec, Span
from transom.model.hours import WEEKDAYS
from transom.model.ical import free_days

_DAY = timedelta(days=1)
_HORIZON = timedelta(days=3653)
_MIDNIGHT = time(0)
_FIRST_YEAR, _LAST_YEAR = 1900, 9900
"""Between which a calendar is followed."""

type Interval = tuple[datetime, datetime]


@cache
def public_holidays(place: str) -> Container[date]:
    """Return the public holidays of a country (`PL`) or of a region of it (`DE-BY`)."""
    import holidays  # noqa: PLC0415 - 0.1 s, spent only where a calendar names a country

    country, _, region = place.partition("-")
    try:
        return holidays.country_holidays(country, subdiv=region or None)
    except NotImplementedError as error:
        reason = f"no public holidays are known for {place!r}; write a country's code and region's as in PL or DE-BY"
        raise InvalidError(reason) from error


class Calendar:
    """A team's opening hours, as the clock on its wall shows them.

    A span is open while the wall clock stands within it: in a night that has an hour twice both count, in one that
    lacks an hour none does. What is counted is the time that really passes. A night belongs to the day that it begins
    on: the night before a free day is worked to its end.
    """

    def __init__(self, spec: CalendarSpec, holidays: Container[date] | None = None) -> None:
        self._id = spec.id
        self._zone = spec.zone
        self._hours = spec.hours
        self._special = spec.special_hours
        self._closed = frozenset(spec.closed) | (free_days(spec.ical) if spec.ical else frozenset())
        self._holidays: Container[date] = frozenset()
        if holidays is not None:
            self._holidays = holidays
        elif spec.holidays:
            self._holidays = public_holidays(spec.holidays)

    def is_open(self, at: datetime) -> bool:
        """Tell whether the desk is open at a moment; at closing time it is not."""
        return any(opens <= at for opens, _ in self.open_within(at, at))

    def next_opening(self, at: datetime) -> datetime:
        """Return the first moment from `at` on when the desk is open."""
        return self.add(at, timedelta())

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Return the open time from `start` to `end`; none when `end` is not later."""
        stretches = self.open_within(start, max(start, end))
        return sum((closes - opens for opens, closes in stretches), timedelta())

    def add(self, start: datetime, duration: timedelta) -> datetime:
        """Return the earliest moment, the desk being open or just closing, when `duration` has passed since `start`."""
        left = max(duration, timedelta())
        for opens, closes in self.open_within(start, _utc(start) + _HORIZON):
            if left <= closes - opens:
                return opens + left
            left -= closes - opens
        raise InvalidError(f"the calendar {self._id!r} is not open for long enough within ten years")

    def open_within(self, start: datetime, end: datetime) -> Iterator[Interval]:
        """Yield the open intervals from `start` to `end` in order, cut at both."""
        start, end = _utc(start), _utc(end)
        day, last = (moment.astimezone(self._zone).date() for moment in (start, end))
        while day <= last:
            for opens, closes in self._open_on(day):
                if closes > start and opens <= end:
                    yield max(opens, start), min(closes, end)
            day += _DAY

    def _open_on(self, day: date) -> list[Interval]:
        """Return the open intervals of a day, with what is left of the night before."""
        spans = [(span.start, _MIDNIGHT if span.is_night else span.end) for span in self._spans(day)]
        spans += [(_MIDNIGHT, span.end) for span in self._spans(day - _DAY) if span.is_night]
        return _joined(sorted(each for start, end in spans for each in _moments(day, start, end, self._zone)))

    def _spans(self, day: date) -> tuple[Span, ...]:
        if day in self._special:
            return self._special[day]
        spans = self._hours.get(WEEKDAYS[day.weekday()], ())
        return () if not spans or day in self._closed or day in self._holidays else spans


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise InvalidError(f"a calendar is asked for moments with their time zone, not for {moment}")
    if not _FIRST_YEAR <= moment.year < _LAST_YEAR:
        raise InvalidError(f"a calendar is followed from {_FIRST_YEAR} to {_LAST_YEAR}, not to {moment.year}")
    return moment.astimezone(UTC)


def _joined(intervals: list[Interval]) -> list[Interval]:
    """Return intervals in order of which none reaches into the next: a night may, into a day of special hours."""
    joined: list[Interval] = []
    for opens, closes in intervals:
        earlier = joined.pop() if joined and opens < joined[-1][1] else (opens, closes)
        joined.append((earlier[0], max(earlier[1], closes)))
    return joined


def _moments(day: date, opens: time, closes: time, zone: ZoneInfo) -> Iterator[Interval]:
    """Yield when the wall clock stands within a span: once, or twice or never on a day when the clock is changed."""
    start = datetime.combine(day, opens, UTC)
    end = datetime.combine(day + _DAY if closes == _MIDNIGHT else day, closes, UTC)
    before = _offset(start, zone, fold=0)
    after = _offset(end, zone, fold=1)
    if before == after:
        yield start - before, end - before
        return
    change = _change(start - max(before, after), end - min(before, after), zone)
    early = start - before, min(end - before, change)
    late = max(start - after, change), end - after
    yield from (interval for interval in (early, late) if interval[0] < interval[1])


def _offset(wall: datetime, zone: ZoneInfo, *, fold: int) -> timedelta:
    return wall.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta()


def _change(start: datetime, end: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment between two others from which the clock is set as it is at the later one."""
    final = end.astimezone(zone).utcoffset()
    seconds = range(int((end - start).total_seconds()))

    def is_changed(second: int) -> bool:
        return (start + timedelta(seconds=second)).astimezone(zone).utcoffset() == final

    return start + timedelta(seconds=bisect_left(seconds, 1, key=is_changed))
