import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from transom.core.calendars import Calendar
from transom.errors import InvalidError
from transom.model import CalendarSpec, Span

VECTORS = Path(__file__).parents[4] / "shared" / "corpora" / "clock" / "business_time.json"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTE = timedelta(minutes=1)
ZONES = ("Europe/Warsaw", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Africa/Cairo", "UTC")
CHANGES = [
    datetime(2026, month, day, tzinfo=UTC) for month, day in ((3, 8), (3, 29), (4, 4), (10, 25), (10, 29), (11, 1))
]


def calendar(hours: dict[str, list[str]], zone: str = "UTC", holidays: str | None = None) -> Calendar:
    """Return a calendar with these hours on the days that are named."""
    spec = {"id": "office", "time_zone": zone, "hours": hours, "holidays": holidays}
    return Calendar(CalendarSpec.model_validate(spec))


def everyday(*spans: str, zone: str = "UTC", holidays: str | None = None) -> Calendar:
    """Return a calendar with the same hours on each day of the week."""
    return calendar({day: list(spans) for day in DAYS}, zone, holidays)


@st.composite
def spans(draw: st.DrawFn) -> list[str]:
    """Draw up to three spans of a day that do not overlap, at whole quarters of an hour."""
    quarters = draw(st.lists(st.integers(0, 96), min_size=2, max_size=6, unique=True).map(sorted))
    pairs = zip(quarters[::2], quarters[1::2], strict=False)
    return [f"{start // 4:02}:{start % 4 * 15:02}-{end // 4:02}:{end % 4 * 15:02}" for start, end in pairs]


@st.composite
def specs(draw: st.DrawFn) -> CalendarSpec:
    """Draw opening hours with at least one day open."""
    hours = draw(st.dictionaries(st.sampled_from(DAYS), spans(), min_size=1))
    if draw(st.booleans()):
        nights = draw(st.sets(st.sampled_from(DAYS), min_size=1))
        hours = {day: ["07:00-09:15", *(["22:00-06:00"] if day in nights else [])] for day in DAYS}
    closed = draw(st.lists(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=3))
    zone = draw(st.sampled_from(ZONES))
    return CalendarSpec.model_validate({"id": "any", "time_zone": zone, "hours": hours, "closed": closed})


calendars = specs().map(Calendar)
offsets = st.integers(-3 * 86400, 4 * 86400).map(lambda seconds: timedelta(seconds=seconds))
moments = st.builds(lambda change, offset: change + offset, st.sampled_from(CHANGES), offsets)
durations = st.integers(1, 24 * 3600).map(lambda seconds: timedelta(seconds=seconds))


def nearby(day: date, spec: CalendarSpec) -> list[tuple[date, Span]]:
    """Return the spans that begin on a day, or on the day before."""
    days = [day - timedelta(days=1), day]
    return [(each, span) for each in days for span in spec.hours.get(DAYS[each.weekday()], ())]  # type: ignore[call-overload]


def wall_stands_within(wall: datetime, span: Span, day: date, spec: CalendarSpec) -> bool:
    """Tell whether a wall clock stands within a span that begins on a day."""
    if day in spec.closed:
        return False
    start, naive = datetime.combine(day, span.start), wall.replace(tzinfo=None, fold=0)
    length = (datetime.combine(day, span.end) - start) % timedelta(days=1) or timedelta(days=1)
    return start <= naive < start + length


@given(calendars, st.lists(moments, min_size=3, max_size=3).map(sorted))
def test_open_time_is_additive_over_any_cut(office: Calendar, cuts: list[datetime]) -> None:
    """However a stretch of time is cut, its parts sum up to the whole, and none is negative."""
    start, middle, end = cuts
    parts = office.between(start, middle), office.between(middle, end)
    assert sum(parts, timedelta()) == office.between(start, end)
    assert min(parts) >= timedelta()
    assert office.between(start, end) <= end - start


@given(specs(), st.sampled_from(CHANGES), st.integers(-1500, 3000), st.integers(0, 1800))
@settings(max_examples=40)
def test_open_time_equals_a_count_by_the_minute(spec: CalendarSpec, change: datetime, offset: int, length: int) -> None:
    """Counting the minutes at which the wall clock stands within the hours gives the same, on days of change too."""
    start = change + offset * MINUTE
    zone = ZoneInfo(spec.time_zone)

    def shows_open(at: datetime) -> bool:
        wall = at.astimezone(zone)
        return any(wall_stands_within(wall, span, day, spec) for day, span in nearby(wall.date(), spec))

    counted = sum(shows_open(start + number * MINUTE) for number in range(length))
    office = Calendar(spec)
    assert office.between(start, start + length * MINUTE) == counted * MINUTE
    assert office.is_open(start) is shows_open(start)


@given(calendars, moments, durations)
def test_adding_is_the_inverse_of_measuring(office: Calendar, start: datetime, duration: timedelta) -> None:
    """Just the added time is open until the end, and no earlier end would do."""
    end = office.add(start, duration)
    assert office.between(start, end) == duration
    assert office.between(start, end - timedelta(seconds=1)) < duration


@given(calendars, moments, durations, durations)
def test_adding_twice_is_adding_the_sum(office: Calendar, start: datetime, first: timedelta, second: timedelta) -> None:
    """A deadline is the same whether its time is added at once or in two parts."""
    assert office.add(office.add(start, first), second) == office.add(start, first + second)


@given(calendars, moments)
def test_the_next_opening_is_open_and_nothing_before_it_is(office: Calendar, at: datetime) -> None:
    """Until the next opening no time counts, and at it the desk is open."""
    opening = office.next_opening(at)
    assert office.is_open(opening)
    assert not office.between(at, opening)
    assert (opening == at) is office.is_open(at)


@given(moments, st.sampled_from(ZONES))
def test_time_zones_of_the_arguments_do_not_matter(at: datetime, name: str) -> None:
    """A moment is the same moment in whatever zone it is given."""
    office = everyday("08:30-12:00", "13:00-24:00", zone="Europe/Warsaw")
    there = at.astimezone(ZoneInfo(name))
    later = (at + timedelta(days=2)).astimezone(ZoneInfo(name))
    assert office.between(there, later) == office.between(at, at + timedelta(days=2))
    assert office.add(there, timedelta(hours=9)) == office.add(at, timedelta(hours=9))


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Warsaw", date(2026, 3, 29), 23),
        ("Europe/Warsaw", date(2026, 10, 25), 25),
        ("America/New_York", date(2026, 3, 8), 23),
        ("America/New_York", date(2026, 11, 1), 25),
        ("Asia/Kolkata", date(2026, 3, 29), 24),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Africa/Cairo", date(2026, 4, 24), 23),
    ],
)
def test_a_whole_day_has_the_hours_that_pass(zone: str, day: date, hours: float) -> None:
    """A desk that never closes is open for 23 or 25 hours on the days when the clock is changed."""
    start = datetime.combine(day, time(0), ZoneInfo(zone))
    end = datetime.combine(day + timedelta(days=1), time(0), ZoneInfo(zone))
    assert everyday("00:00-24:00", zone=zone).between(start, end) == timedelta(hours=hours)


def test_an_hour_that_comes_twice_counts_twice() -> None:
    """In the night when the clock is put back, a span within the doubled hour is open two times."""
    office = everyday("02:15-02:45", zone="Europe/Warsaw")
    assert office.next_opening(datetime(2026, 10, 25, 0, tzinfo=UTC)) == datetime(2026, 10, 25, 0, 15, tzinfo=UTC)
    assert office.next_opening(datetime(2026, 10, 25, 0, 50, tzinfo=UTC)) == datetime(2026, 10, 25, 1, 15, tzinfo=UTC)


def test_an_hour_that_is_skipped_does_not_count() -> None:
    """In the night when the clock is put forward, a span within the missing hour is not open."""
    office = everyday("02:15-02:45", zone="Europe/Warsaw")
    assert office.next_opening(datetime(2026, 3, 29, 0, tzinfo=UTC)) == datetime(2026, 3, 30, 0, 15, tzinfo=UTC)


def test_hours_stay_on_the_wall_clock_over_the_year() -> None:
    """Nine in the morning is another moment in UTC in summer than in winter."""
    office = everyday("09:00-17:00", zone="America/New_York")
    assert office.next_opening(datetime(2026, 1, 10, tzinfo=UTC)).hour == 14
    assert office.next_opening(datetime(2026, 7, 10, tzinfo=UTC)).hour == 13


def test_a_full_day_ends_at_closing_time_and_not_the_next_morning() -> None:
    """A deadline that just fits is met at the evening's closing, when the desk is no longer open."""
    office = everyday("09:00-17:00")
    end = office.add(datetime(2026, 1, 5, 9, tzinfo=UTC), timedelta(hours=8))
    assert end == datetime(2026, 1, 5, 17, tzinfo=UTC)
    assert not office.is_open(end)


@pytest.mark.parametrize(
    ("place", "day", "is_free"),
    [
        ("PL", date(2026, 11, 11), True),
        ("PL", date(2026, 6, 4), True),
        ("PL", date(2026, 10, 3), False),
        ("DE-BY", date(2026, 1, 6), True),
        ("DE-BE", date(2026, 1, 6), False),
        ("DE", date(2026, 10, 3), True),
    ],
)
def test_public_holidays_are_free(place: str, day: date, *, is_free: bool) -> None:
    """A country's holidays, and those of one of its regions only, close the desk for their day."""
    office = everyday("00:00-24:00", holidays=place)
    noon = datetime.combine(day, time(0), UTC) + timedelta(hours=12)
    assert office.is_open(noon) is not is_free


def test_a_holiday_is_the_day_on_the_desks_own_calendar() -> None:
    """On Independence Day in Warsaw it is still the tenth in UTC for an hour."""
    office = everyday("00:00-24:00", zone="Europe/Warsaw", holidays="PL")
    assert office.is_open(datetime(2026, 11, 10, 22, 59, tzinfo=UTC))
    assert not office.is_open(datetime(2026, 11, 10, 23, 0, tzinfo=UTC))
    assert office.next_opening(datetime(2026, 11, 10, 23, tzinfo=UTC)) == datetime(2026, 11, 11, 23, tzinfo=UTC)


def test_closed_dates_and_given_holidays_are_free() -> None:
    """Dates that the desk names are closed, and holidays may be given instead of a country's."""
    hours = {"id": "x", "hours": {"mon": ["09:00-17:00"]}, "closed": ["2026-11-16"]}
    office = Calendar(CalendarSpec.model_validate(hours), frozenset({date(2026, 11, 23)}))
    assert office.next_opening(datetime(2026, 11, 15, tzinfo=UTC)) == datetime(2026, 11, 30, 9, tzinfo=UTC)


def test_an_unknown_country_is_refused_by_name() -> None:
    """A country whose holidays nobody knows is an error of the desk's, and says which."""
    with pytest.raises(InvalidError, match="ATLANTIS"):
        everyday("09:00-17:00", holidays="ATLANTIS")


@pytest.mark.parametrize("closed", [{}, {"mon": []}])
def test_a_calendar_without_hours_ends_in_an_error(closed: dict[str, list[str]]) -> None:
    """Nothing can be due at a desk that never opens: the search for a deadline ends."""
    office = calendar(closed)
    at = datetime(2026, 1, 5, tzinfo=UTC)
    assert office.between(at, at + timedelta(days=400)) == timedelta()
    for search in (office.next_opening, lambda at: office.add(at, timedelta(hours=1))):
        with pytest.raises(InvalidError, match="'office'"):
            search(at)


def test_a_stretch_that_ends_before_it_starts_is_empty() -> None:
    """Time does not run backwards."""
    office = everyday("00:00-24:00")
    at = datetime(2026, 1, 5, 12, tzinfo=UTC)
    assert office.between(at, at - timedelta(hours=30)) == timedelta()
    assert office.between(at, at - timedelta(hours=1)) == timedelta()


def _vectors() -> list[dict[str, Any]]:
    return json.loads(VECTORS.read_text()) if VECTORS.exists() else []


@pytest.mark.skipif(not VECTORS.exists(), reason="the shared corpora are not beside this checkout")
@pytest.mark.parametrize("vector", _vectors(), ids=lambda vector: str(vector["name"]))
def test_vectors_of_another_implementation(vector: dict[str, Any]) -> None:
    """The gem business_time comes to the same deadlines."""
    known = vector["calendar"]
    hours = {DAYS[int(day)]: ["-".join(span) for span in spans] for day, spans in known["hours"].items()}
    office = calendar(hours, known["tz"])
    start, end = (
        datetime.fromisoformat(vector[name]).replace(tzinfo=ZoneInfo(vector["tz"])) for name in ("start", "end")
    )
    assert vector["op"] == "add"
    assert office.add(start, timedelta(seconds=vector["seconds"])) == end


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        ({"mon": ["09:00-12:00", "11:00-15:00"]}, "mon overlap at 11:00: 09:00-12:00 and 11:00-15:00"),
        ({"mon": ["22:00-06:00"], "tue": ["05:00-12:00"]}, "mon and tue overlap at 05:00"),
        ({"sun": ["22:00-06:00"], "mon": ["05:59-12:00"]}, "sun and mon overlap at 05:59"),
        ({"mon": ["20:00-04:00", "22:00-06:00"]}, "mon overlap at 22:00"),
    ],
)
def test_spans_that_overlap_are_refused(hours: dict[str, list[str]], told: str) -> None:
    """The place and both spans are told, also where a night reaches into the next day, or the next week."""
    with pytest.raises(ValidationError, match=told):
        calendar(hours)


def test_a_night_is_open_over_midnight() -> None:
    """The night from Friday ends on Saturday morning, and a week ends where the next begins."""
    office = calendar({"fri": ["22:00-06:00"], "sun": ["22:00-06:00"], "mon": ["06:00-08:00"]})
    friday = datetime(2026, 11, 20, 23, tzinfo=UTC)
    assert office.add(friday, timedelta(hours=7)) == datetime(2026, 11, 21, 6, tzinfo=UTC)
    assert office.add(friday, timedelta(hours=8)) == datetime(2026, 11, 22, 23, tzinfo=UTC)
    assert office.between(friday, friday + timedelta(days=3)) == timedelta(hours=17)


def test_the_night_before_a_free_day_is_worked_to_its_end() -> None:
    """What a shift belongs to is the day that it begins on."""
    spec = CalendarSpec.model_validate(
        {"id": "night", "hours": {day: ["22:00-06:00"] for day in DAYS}, "closed": ["2026-12-25"]}
    )
    eve = datetime(2026, 12, 24, 22, tzinfo=UTC)
    assert Calendar(spec).between(eve, eve + timedelta(days=2)) == timedelta(hours=8)


@pytest.mark.parametrize(
    ("zone", "evening", "hours"),
    [
        ("Europe/Warsaw", datetime(2026, 3, 28, 21, tzinfo=UTC), 7),
        ("Europe/Warsaw", datetime(2026, 10, 24, 20, tzinfo=UTC), 9),
        ("America/New_York", datetime(2026, 3, 8, 3, tzinfo=UTC), 7),
        ("America/New_York", datetime(2026, 11, 1, 2, tzinfo=UTC), 9),
        ("Asia/Kolkata", datetime(2026, 3, 28, 16, 30, tzinfo=UTC), 8),
    ],
)
def test_a_night_in_which_the_clock_is_changed_is_as_long_as_it_is(zone: str, evening: datetime, hours: int) -> None:
    """From ten in the evening to six in the morning seven hours pass in spring, and nine in autumn."""
    night = everyday("22:00-06:00", zone=zone)
    assert night.is_open(evening)
    assert not night.is_open(evening - timedelta(seconds=1))
    assert night.between(evening, evening + timedelta(hours=12)) == timedelta(hours=hours)
    assert night.add(evening, timedelta(hours=hours)) == evening + timedelta(hours=hours)


def test_the_all_day_events_of_an_ical_calendar_are_free() -> None:
    """The desk is closed on them, and its clocks stand."""
    event = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261116\nDTEND;VALUE=DATE:20261118\nEND:VEVENT"
    spec = CalendarSpec.model_validate(
        {
            "id": "office",
            "hours": {day: ["09:00-17:00"] for day in DAYS},
            "ical": f"BEGIN:VCALENDAR\n{event}\nEND:VCALENDAR",
        }
    )
    monday = datetime(2026, 11, 16, 10, tzinfo=UTC)
    assert Calendar(spec).next_opening(monday) == datetime(2026, 11, 18, 9, tzinfo=UTC)


def test_special_hours_hold_on_their_day_alone() -> None:
    """On a holiday too; the night before is worked to its end, and is not counted twice."""
    hours = {"thu": ["09:00-17:00"], "fri": ["22:00-06:00"], "sat": ["08:00-10:00"]}
    special = {"2026-12-24": ["09:00-12:00"], "2026-12-25": ["10:00-11:00"], "2026-12-19": ["05:00-07:00"]}
    spec = {"id": "office", "hours": hours, "holidays": "PL", "special_hours": special}
    known = Calendar(CalendarSpec.model_validate(spec))
    days = {day: datetime(2026, 12, day, tzinfo=UTC) for day in (18, 19, 20, 24, 25, 26)}
    assert known.between(days[24], days[25]) == timedelta(hours=3)
    assert known.between(days[25], days[26]) == timedelta(hours=1)
    assert known.between(days[19], days[20]) == timedelta(hours=7)
    assert known.add(days[18], timedelta(hours=9)) == days[19] + timedelta(hours=7)


@pytest.mark.parametrize("spans", [["09:00-12:00", "11:00-13:00"], ["22:00-06:00", "23:00-24:00"]])
def test_special_hours_do_not_overlap(spans: list[str]) -> None:
    """The day is told."""
    spec = {"id": "office", "hours": {}, "special_hours": {"2026-12-24": spans}}
    with pytest.raises(ValidationError, match="the special hours of 2026-12-24 overlap"):
        CalendarSpec.model_validate(spec)


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2026, 6, 1, 10), "with their time zone"),  # noqa: DTZ001 - that is what is refused
        (datetime.min.replace(tzinfo=UTC), "from 1900 to 9900"),
        (datetime.max.replace(tzinfo=UTC), "from 1900 to 9900"),
    ],
)
def test_moments_that_no_calendar_follows_are_refused(moment: datetime, told: str) -> None:
    """Those without a time zone, and those at the ends of all time."""
    known = everyday("09:00-17:00")
    for ask in (
        lambda: known.add(moment, MINUTE),
        lambda: known.between(moment, moment),
        lambda: known.is_open(moment),
    ):
        with pytest.raises(InvalidError, match=told):
            ask()


@pytest.mark.parametrize("text", ["9-17", "25:00-26:00", "09:00", "", "09:00-24:30", "09:00Z-17:00", "09:00:30-17:00"])
def test_what_is_no_span_is_told_how_to_write_one(text: str) -> None:
    """Half-written ones, hours that no day has, and those with a zone of their own."""
    with pytest.raises(ValidationError, match="write one as in 09:00-17:30"):
        Span.model_validate(text)
