"""When a team works, and what it owes its customers."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from hashlib import sha256
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple, Self, get_args
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator

from transom.model.base import Slug, Strict
from transom.model.clock import Target
from transom.model.conversation import Priority, State
from transom.model.ical import free_days
from transom.model.notice import Notify

type Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
type Length = Annotated[timedelta, Field(gt=timedelta())]

WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday.__value__)

_DAY = 24 * 60 * 60
_WEEK = 7 * _DAY


def _known_zone(name: str) -> str:
    try:  # listing the known zones reads the disk for 0.1 s
        ZoneInfo(name)
    except (LookupError, ValueError, OSError) as error:
        msg = f"{name!r} is no time zone; use a name such as Europe/Warsaw"
        raise ValueError(msg) from error
    return name


type TimeZone = Annotated[str, AfterValidator(_known_zone)]


def _known_ical(text: str) -> str:
    free_days(text)
    return text


class Span(Strict):
    """Opening hours that begin on a day; what ends before it starts, such as `22:00-06:00`, ends on the next day."""

    start: time
    end: time

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        if isinstance(value, str):
            start, _, end = value.partition("-")
            return {"start": start.strip(), "end": end.strip().replace("24:00", "00:00")}
        return value

    @model_validator(mode="after")
    def _has_a_length(self) -> Self:
        if self.end == self.start != time(0):
            msg = f"a span ends when it starts: {self}; the whole day is 00:00-24:00"
            raise ValueError(msg)
        return self

    @property
    def is_night(self) -> bool:
        """Tell whether it goes on after midnight."""
        return time(0) < self.end < self.start

    def __str__(self) -> str:
        """Return it as it is written."""
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


class _Placed(NamedTuple):
    """A span in the week, in seconds since Monday."""

    start: int
    end: int
    day: Weekday
    span: Span


class CalendarSpec(Strict):
    """When a team works."""

    id: Slug
    time_zone: TimeZone = "UTC"
    hours: dict[Weekday, tuple[Span, ...]]
    holidays: str | None = None
    """A country whose public holidays are free, such as `PL`, or with its region `DE-BY`."""
    closed: tuple[date, ...] = ()
    ical: Annotated[str, AfterValidator(_known_ical)] | None = None
    """An iCal calendar whose all-day events are free: its text, or in `desk.yaml` also the name of an `.ics` file."""

    @property
    def zone(self) -> ZoneInfo:
        """Return the time zone that the hours are meant in."""
        return ZoneInfo(self.time_zone)

    @model_validator(mode="after")
    def _spans_do_not_overlap(self) -> Self:
        placed = sorted(self._placed())
        for before, after in pairwise([*placed, *(_a_week_later(each) for each in placed[:1])]):
            if before.end > after.start:
                where = before.day if before.day == after.day else f"{before.day} and {after.day}"
                msg = f"the spans of {where} overlap at {after.span.start:%H:%M}: {before.span} and {after.span}"
                raise ValueError(msg)
        return self

    def _placed(self) -> Iterator[_Placed]:
        for day, spans in self.hours.items():
            midnight = WEEKDAYS.index(day) * _DAY
            for span in spans:
                start, end = _seconds(span.start), _seconds(span.end)
                yield _Placed(midnight + start, midnight + (end if end > start else end + _DAY), day, span)


def _a_week_later(placed: _Placed) -> _Placed:
    return placed._replace(start=placed.start + _WEEK, end=placed.end + _WEEK)


def _seconds(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second


class TermsCondition(Strict):
    """Which conversations special terms are for; all that is given must hold."""

    priorities: tuple[Priority, ...] = ()
    channels: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """Any of which the conversation bears."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Return what it asks for, as the explanation of a deadline tells it."""
        return tuple(f"{name}: {', '.join(wanted)}" for name, wanted in self if wanted)


class Targets(Strict):
    """How long each target takes at most; one that is left out is not measured."""

    first_response: Length | None = None
    next_response: Length | None = None
    update: Length | None = None
    resolution: Length | None = None

    def limit(self, target: Target) -> timedelta | None:
        """Return the time that a target allows."""
        limits = {
            Target.FIRST_RESPONSE: self.first_response,
            Target.NEXT_RESPONSE: self.next_response,
            Target.UPDATE: self.update,
            Target.RESOLUTION: self.resolution,
        }
        return limits[target]


class SpecialTerms(Targets):
    """Other targets, and another calendar, for some conversations; what is left out is the policy's own."""

    when: TermsCondition
    calendar: Slug | None = None


class BreachAction(Strict):
    """What a missed target does to the conversation."""

    targets: tuple[Target, ...] = ()
    """Which ones; all if none is named."""
    priority: Priority | None = None
    team: Slug | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    notify: Notify | None = None


class Policy(Strict):
    """How soon customers are answered."""

    id: Slug
    calendar: Slug
    first_response: timedelta
    resolution: timedelta
    next_response: Length | None = None
    update: Length | None = None
    terms: tuple[SpecialTerms, ...] = ()
    """The most special that match decide: those with the most conditions, and of equals the first."""
    pauses: tuple[str, ...] = (State.WAITING_CUSTOMER, State.WINDOW_CLOSED)
    """The states, those of the desk's own too, or whole categories of states, in which no time counts."""
    warn_at: tuple[Annotated[int, Field(gt=0, lt=100)], ...] = (50, 75, 90)
    on_breach: tuple[BreachAction, ...] = ()

    @property
    def version(self) -> str:
        """Return what a clock keeps to tell which wording of the policy it was measured by."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:12]

    @property
    def targets(self) -> Targets:
        """Return the policy's own targets."""
        return Targets.model_validate({target.value: getattr(self, target) for target in Target})

    @property
    def calendars(self) -> tuple[str, ...]:
        """Return all calendars that it names."""
        return (self.calendar, *(terms.calendar for terms in self.terms if terms.calendar))
