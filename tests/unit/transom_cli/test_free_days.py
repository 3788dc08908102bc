from datetime import UTC, datetime
from pathlib import Path

import pytest

from transom.core.calendars import Calendar
from transom.errors import InvalidError, NotFoundError
from transom.testing.samples import one_team
from transom_cli import deskfile

ICAL = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261116\n{}END:VEVENT\nEND:VCALENDAR\n"


def written(folder: Path, ical: str) -> Path:
    """Write a desk whose calendar names an iCal calendar, and return where it is."""
    calendar, *others = one_team().calendars
    desk = one_team().model_copy(update={"calendars": (calendar.model_copy(update={"ical": ical}), *others)})
    path = folder / "desk.yaml"
    path.write_text(deskfile.write(desk), encoding="utf-8")
    return path


def test_the_file_that_a_calendar_names_is_read_beside_the_desk(tmp_path: Path) -> None:
    """The desk then holds the text, so that it needs the file no more."""
    (tmp_path / "free.ics").write_text(ICAL.format(""), encoding="utf-8")
    desk = deskfile.read(written(tmp_path, "free.ics"))
    assert not Calendar(desk.calendars[0]).is_open(datetime(2026, 11, 16, 12, tzinfo=UTC))
    assert deskfile.parse(deskfile.write(desk)) == desk


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """Nobody has to guess which one."""
    with pytest.raises(NotFoundError, match=r"free\.ics cannot be read"):
        deskfile.read(written(tmp_path, "free.ics"))


def test_what_cannot_be_followed_is_refused_with_its_place(tmp_path: Path) -> None:
    """The calendar of the desk is told, and the line of the file."""
    (tmp_path / "free.ics").write_text(ICAL.format("RRULE:FREQ=DAILY\n"), encoding="utf-8")
    with pytest.raises(InvalidError) as refused:
        deskfile.read(written(tmp_path, "free.ics"))
    ((place, reason),) = refused.value.fields.items()
    assert "calendars.0.ical" in place
    assert "line 2" in reason
