"""The days that an iCal calendar (RFC 5545) keeps free: its all-day events, once or every year."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

MOST_CHARACTERS = 200_000
MOST_DAYS = 366
"""No event keeps more days free at once."""

LAST_YEAR = 2100
"""Yearly events are followed to this year."""

_DAY = timedelta(days=1)
_FOLD = re.compile(r"\r?\n[ \t]")
_LISTS = {"EXDATE", "RDATE"}
"""What may stand on several lines, which add up."""
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_NTH = re.compile(r"([+-]?[1-5])(MO|TU|WE|TH|FR|SA|SU)")
_YEARLY = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}

type Properties = dict[str, tuple[str, str]]


class _Event(NamedTuple):
    line: int
    properties: Properties


@cache
def free_days(text: str) -> frozenset[date]:
    """Return the days of the all-day events; what cannot be followed is refused with its line and reason."""
    if len(text) > MOST_CHARACTERS:
        msg = f"an iCal calendar has at most {MOST_CHARACTERS} characters"
        raise ValueError(msg)
    return frozenset(day for event in _events(text) for day in _days(event))


def _events(text: str) -> Iterator[_Event]:
    lines = _FOLD.sub("", text.strip()).splitlines()
    if not lines or lines[0].strip().upper() != "BEGIN:VCALENDAR":
        msg = "an iCal calendar begins with BEGIN:VCALENDAR"
        raise ValueError(msg)
    event, inner = None, 0
    for number, line in enumerate(lines, 1):
        head, _, value = line.strip().partition(":")
        name, _, parameters = head.upper().partition(";")
        if (name, value.upper()) == ("BEGIN", "VEVENT"):
            event = _Event(number, {})
        elif event and name in {"BEGIN", "END"} and value.upper() != "VEVENT":
            inner += 1 if name == "BEGIN" else -1  # such as an alarm, whose properties are not the event's
        elif event and name == "END":
            yield event
            event = None
        elif event and not inner:
            earlier = event.properties[name][1] if name in _LISTS and name in event.properties else ""
            event.properties[name] = (parameters, f"{earlier},{value.strip()}".lstrip(","))
    if event:
        msg = f"the event at line {event.line} does not end"
        raise ValueError(msg)


def _days(event: _Event) -> Iterator[date]:
    known = event.properties
    if not _is_all_day(known) or known.get("STATUS", ("", ""))[1].upper() == "CANCELLED":
        return
    try:
        first = _date(known["DTSTART"][1])
        length = _length(first, known)
        missed, added = (
            {_date(each) for each in known.get(name, ("", ""))[1].split(",") if each} for name in ("EXDATE", "RDATE")
        )
        for start in {*_starts(first, known.get("RRULE", ("", ""))[1]), *added}:
            if start not in missed:
                yield from (start + number * _DAY for number in range(length))
    except ValueError as error:
        msg = f"the event at line {event.line} cannot be followed: {error}"
        raise ValueError(msg) from None


def _is_all_day(known: Properties) -> bool:
    """Tell whether an event has days, or goes from one midnight to another."""
    parameters, starts = known.get("DTSTART", ("", ""))
    if "VALUE=DATE" in parameters.split(";") or len(starts) == len("20260101"):
        return True
    ends = known.get("DTEND", ("", ""))[1]
    return starts[8:15] == ends[8:15] == "T000000" and starts[:8] < ends[:8]


def _length(first: date, known: Properties) -> int:
    """Return how many days an event lasts; its end is the first day after it."""
    if "DTEND" in known:
        length = (_date(known["DTEND"][1]) - first).days
    elif found := re.fullmatch(r"P(\d{1,4})([DW])", known.get("DURATION", ("", "P1D"))[1]):
        length = int(found[1]) * (7 if found[2] == "W" else 1)
    else:
        msg = f"{known['DURATION'][1]!r} is no number of days"
        raise ValueError(msg)
    if not 0 <= length <= MOST_DAYS:
        msg = f"it lasts {length} days, and none lasts more than {MOST_DAYS} or less than none"
        raise ValueError(msg)
    return max(1, length)


def _starts(first: date, rule: str) -> Iterator[date]:
    """Yield when an event begins: once, or each year on the same date or on such a day as a month's last Monday."""
    parts = {name: value for name, _, value in (part.partition("=") for part in rule.upper().split(";") if part)}
    if not parts:
        yield first
        return
    month, nth = int(parts.get("BYMONTH", first.month)), _NTH.fullmatch(parts.get("BYDAY", ""))
    is_nth = nth is not None and "BYMONTH" in parts and "BYMONTHDAY" not in parts
    same = {"BYMONTH": str(first.month), "BYMONTHDAY": str(first.day)} | (
        {"BYMONTH": parts["BYMONTH"], "BYDAY": parts["BYDAY"]} if is_nth else {}
    )
    extra = {name: value for name, value in parts.items() if name not in _YEARLY and same.get(name) != value}
    if parts.get("FREQ") != "YEARLY" or extra:
        msg = f"only FREQ=YEARLY repeats, on the event's own date or as in BYMONTH=11;BYDAY=4TH, not {rule}"
        raise ValueError(msg)
    step, left = int(parts.get("INTERVAL", "1")), int(parts.get("COUNT", LAST_YEAR))
    until = _date(parts["UNTIL"]) if "UNTIL" in parts else date(LAST_YEAR, 12, 31)
    for year in range(first.year, min(until.year, LAST_YEAR) + 1, max(1, step)):
        day = _nth(year, month, int(nth[1]), nth[2]) if nth and is_nth else _in(year, first)
        if day and day >= first and left > 0 and day <= until:
            left -= 1
            yield day


def _nth(year: int, month: int, number: int, weekday: str) -> date | None:
    """Return such a day as the fourth Thursday of a month, or its last one, if the month has it."""
    days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    found = [day for day in days if _WEEKDAYS[day.weekday()] == weekday]
    place = number - 1 if number > 0 else number
    return found[place] if -len(found) <= place < len(found) else None


def _in(year: int, day: date) -> date | None:
    """Return the same date of another year, if that year has it."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None


def _date(text: str) -> date:
    return datetime.strptime(text[:8], "%Y%m%d").date()  # noqa: DTZ007 - a day, not a moment
