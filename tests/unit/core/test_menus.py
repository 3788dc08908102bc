"""Menus of telephone lines that are not whole."""

import pytest
from pydantic import JsonValue, ValidationError

from tests.samples import sample_connection
from tests.unit.core.desk import DESK
from transom.core.menus import incomplete
from transom.model import ConnectionSpec
from transom.model.menu import LineMenu

MENU = sample_connection("twilio_voice").menu


def wrong(**changes: JsonValue) -> dict[str, str]:
    """Return what is wrong with a menu, each with its place in it."""
    assert MENU is not None
    menu = LineMenu.model_validate(MENU.model_dump() | changes)
    line = ConnectionSpec(id="line", channel="twilio_voice", name="Line", menu=menu)
    teams = (*DESK.teams, *(DESK.teams[0].model_copy(update={"id": each}) for each in ("support", "billing")))
    desk = DESK.model_copy(update={"connections": (line,), "teams": teams})
    return {".".join(map(str, path[3:])): reason for path, reason in incomplete(desk)}


def option(**changes: JsonValue) -> list[JsonValue]:
    """Return the only choice of a menu."""
    return [{"digit": "1", "label": {"pl-PL": "a", "en-GB": "b"}, "team": "billing", **changes}]


def test_a_whole_menu_is_not_faulted() -> None:
    """Every text is said in every language, and every way ends at a team."""
    assert wrong() == {}


@pytest.mark.parametrize(
    ("changes", "place", "reason"),
    [
        ({"greeting": {"pl-PL": "Dzień dobry"}}, "greeting", "is not said in en-GB"),
        ({"closed": {}}, "closed", "is not said in pl-PL, en-GB"),
        ({"options": option(label={"en-GB": "b"})}, "options.0.label", "is not said in pl-PL"),
        ({"options": option(greeting={"en-GB": "b"})}, "options.0.greeting", "is not said in pl-PL"),
        ({"options": option(team="nobody")}, "options.0.team", "there is no team 'nobody'"),
        ({"options": option(team=None)}, "options.0", "leads nowhere: give it a team or options"),
        ({"options": option(digit="9")}, "options.0.digit", "'9' means something else here already"),
        ({"options": option(digit="*")}, "options.0.digit", "'*' means something else here already"),
        ({"options": option() + option()}, "options.1.digit", "'1' means something else here already"),
        ({"options": option(options=option(team="x"))}, "options.0.options.0.team", "there is no team 'x'"),
        ({"languages": {"pl-PL": {}, "en-GB": {"digit": "2"}}}, "languages.pl-PL", "needs a digit"),
        (
            {"languages": {"pl-PL": {"digit": "2"}, "en-GB": {"digit": "2"}}},
            "languages.en-GB.digit",
            "'2' chooses another language already",
        ),
    ],
)
def test_what_is_missing_or_given_twice_is_told_with_its_place(
    changes: dict[str, JsonValue], place: str, reason: str
) -> None:
    """However deep in the tree it is."""
    [(found, told)] = wrong(**changes).items()
    assert found == place
    assert told.startswith(reason)


@pytest.mark.parametrize("digit", ["12", "", "a"])
def test_a_key_is_one_that_a_telephone_has(digit: str) -> None:
    """The model refuses others."""
    with pytest.raises(ValidationError):
        wrong(options=option(digit=digit))
