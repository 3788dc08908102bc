"""When a team works, and what it owes its customers."""

import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from hashlib import sha256
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple, Self, get_args
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, GetJsonSchemaHandler, JsonValue, model_serializer, model_validator
from pydantic_core import CoreSchema

from transom.model.base import Duration, Slug, Strict
from transom.model.clock import Target
from transom.model.conversation import Priority, State
from transom.model.ical import free_days
from transom.model.notice import Notify

type Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
type Length = Annotated[Duration, Field(gt=timedelta())]

WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday.__value__)

_SPAN = re.compile(r"([01]?\d|2[0-3]):([0-5]\d) *- *([01]?\d|2[0-4]):([0-5]\d)")
_LONGEST_CODE = 3
"""Letters of a region's code; what is longer is its name."""
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
        if not isinstance(value, str):
            return value
        found = _SPAN.fullmatch(value.strip())
        if not found or (found[3] == "24" and found[4] != "00"):
            msg = f"{value!r} is no span of a day; write one as in 09:00-17:30, 22:00-06:00 or 00:00-24:00"
            raise ValueError(msg)
        opens, opens_minute, closes, closes_minute = map(int, found.groups())
        return {"start": time(opens, opens_minute), "end": time(closes % 24, closes_minute)}

    @model_validator(mode="after")
    def _has_a_length(self) -> Self:
        if self.end == self.start != time(0):
            msg = f"a span ends when it starts: {self}; the whole day is 00:00-24:00"
            raise ValueError(msg)
        if any(each.tzinfo or each.second or each.microsecond for each in (self.start, self.end)):
            msg = "a span has whole minutes, by the clock of its calendar's time zone"
            raise ValueError(msg)
        return self

    @model_serializer
    def _as_text(self) -> str:
        return str(self)

    @classmethod
    def __get_pydantic_json_schema__(cls, _: CoreSchema, __: GetJsonSchemaHandler) -> dict[str, JsonValue]:
        """Return that it is written as one text."""
        return {"type": "string", "pattern": f"^{_SPAN.pattern}$", "examples": ["09:00-17:30"]}

    @property
    def is_night(self) -> bool:
        """Tell whether it goes on after midnight."""
        return time(0) < self.end < self.start

    def __str__(self) -> str:
        """Return it as it is written."""
        return f"{self.start:%H:%M}-{self.end:%H:%M}" if self.end != time(0) else f"{self.start:%H:%M}-24:00"


def _capital_country(place: str) -> str:
    country, dash, region = place.strip().partition("-")
    return f"{country.upper()}{dash}{region.upper() if len(region) <= _LONGEST_CODE else region}"


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
    holidays: Annotated[str, AfterValidator(_capital_country)] | None = None
    """A country whose public holidays are free, such as `PL`, or with its region `DE-BY`."""
    closed: tuple[date, ...] = ()
    special_hours: dict[date, tuple[Span, ...]] = {}
    """Days on which other hours hold, holidays or not."""
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

    @model_validator(mode="after")
    def _special_spans_do_not_overlap(self) -> Self:
        for day, spans in self.special_hours.items():
            for before, after in pairwise(sorted(spans, key=lambda span: span.start)):
                if before.is_night or before.end == time(0) or before.end > after.start:
                    msg = f"the special hours of {day} overlap: {before} and {after}"
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

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not self.sentences:
            msg = "asks for nothing: what holds for all conversations is said by the policy itself"
            raise ValueError(msg)
        return self

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
    assignee: str | None = None
    state: State | None = None
    """Where it goes, if it can from where it stands."""
    tags: tuple[str, ...] = ()
    note: str = ""
    notify: Notify | None = None

    @model_validator(mode="after")
    def _is_not_put_off(self) -> Self:
        if self.state is State.SNOOZED:
            msg = "snoozes what is late; name another state"
            raise ValueError(msg)
        return self


class Policy(Strict):
    """How soon customers are answered."""

    id: Slug
    calendar: Slug
    first_response: Length
    resolution: Length
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
