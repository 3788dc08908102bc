from datetime import date

import pytest

from transom.model.ical import free_days


def ical(*properties: str) -> str:
    """Return an iCal calendar of one event with these properties."""
    return "\r\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *properties, "END:VEVENT", "END:VCALENDAR"])


_MAY = ["2026-05-01", "2026-05-02", "2026-05-03"]


@pytest.mark.parametrize(
    ("properties", "days"),
    [
        (["DTSTART;VALUE=DATE:20261224"], ["2026-12-24"]),
        (["DTSTART:20261224"], ["2026-12-24"]),
        (["DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227"], ["2026-12-24", "2026-12-25", "2026-12-26"]),
        (["DTSTART;VALUE=DATE:20261224", "DURATION:P2D"], ["2026-12-24", "2026-12-25"]),
        (["DTSTART;VALUE=D", " ATE:20261224"], ["2026-12-24"]),
        (["DTSTART;VALUE=DATE:20261224", "STATUS:CANCELLED"], []),
        (["DTSTART:20261224T090000Z", "DTEND:20261224T100000Z"], []),
        (["DTSTART;VALUE=DATE:20261224", "BEGIN:VALARM", "DURATION:PT15M", "END:VALARM"], ["2026-12-24"]),
        (["DTSTART;VALUE=DATE:20260501", "RRULE:FREQ=YEARLY;COUNT=2"], ["2026-05-01", "2027-05-01"]),
        (["DTSTART;VALUE=DATE:20260501", "RRULE:FREQ=YEARLY;UNTIL=20270101"], ["2026-05-01"]),
        (["DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY;COUNT=2"], ["2024-02-29", "2028-02-29"]),
        (
            ["DTSTART;VALUE=DATE:20260501", "RRULE:FREQ=YEARLY;COUNT=3;INTERVAL=2", "EXDATE;VALUE=DATE:20280501"],
            ["2026-05-01", "2030-05-01"],
        ),
        (
            ["DTSTART:20260501", "RRULE:FREQ=YEARLY;COUNT=3", "EXDATE:20260501", "EXDATE:20280501"],
            ["2027-05-01"],
        ),
        (["DTSTART:20260501", "RDATE:20260502,20260503", "RDATE:20260601"], [*_MAY, "2026-06-01"]),
        (["DTSTART:20261224T000000", "DTEND:20261226T000000"], ["2026-12-24", "2026-12-25"]),
        (["DTSTART:20261224T000000Z", "DTEND:20261224T000000Z"], []),
        (["DTSTART:20261126", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2"], ["2026-11-26", "2027-11-25"]),
        (["DTSTART:20260525", "RRULE:FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5;COUNT=2"], ["2026-05-25", "2027-05-31"]),
    ],
)
def test_all_day_events_are_free_days(properties: list[str], days: list[str]) -> None:
    """Each day of an event is free, once or every year; what has an hour, or is cancelled, is not."""
    assert free_days(ical(*properties)) == {date.fromisoformat(day) for day in days}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Christmas", "begins with BEGIN:VCALENDAR"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224", "the event at line 2 does not end"),
        (ical("DTSTART;VALUE=DATE:20261399"), "line 2 cannot be followed"),
        (ical("DTSTART;VALUE=DATE:20261224", "RRULE:FREQ=WEEKLY"), "only FREQ=YEARLY"),
        (ical("DTSTART;VALUE=DATE:20261224", "RRULE:FREQ=YEARLY;BYMONTH=13;BYDAY=1MO"), "cannot be followed"),
        (ical("DTSTART;VALUE=DATE:20261224", "RRULE:FREQ=YEARLY;BYDAY=1MO"), "only FREQ=YEARLY"),
        (ical("DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:99990101"), "none lasts more than 366"),
        ("BEGIN:VCALENDAR" + " " * 200_000, "at most 200000 characters"),
    ],
)
def test_what_cannot_be_followed_is_refused(text: str, told: str) -> None:
    """No day is silently left out: the line and the reason are told, and a flood is not read."""
    with pytest.raises(ValueError, match=told):
        free_days(text)
