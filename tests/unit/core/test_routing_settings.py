"""Routing's part of the desk: what it names must exist."""

import pytest
from pydantic import ValidationError

from tests.unit.core.desk import DESK
from transom.core.soundness import problems
from transom.model import Desk

WORDS = DESK.model_dump(mode="json")


def _with(part: str, fields: dict[str, object]) -> dict[str, object]:
    first, *others = WORDS[part]
    return {**WORDS, part: [{**first, **fields}, *others]}


@pytest.mark.parametrize(
    ("part", "fields", "place", "told"),
    [
        ("teams", {"backup": "nobody"}, ("backup",), "there is no other team 'nobody'; there are: refunds, sales"),
        ("teams", {"backup": "care"}, ("backup",), "there is no other team 'care'"),
        ("users", {"skills": ["juggling"]}, ("skills", 0), "there is no skill 'juggling'; there are: none"),
        (
            "users",
            {"absences": [{"first": "2026-11-16", "last": "2026-11-17", "substitute": "nobody"}]},
            ("absences", 0, "substitute"),
            "there is no other user 'nobody'; there are: cleo, dan",
        ),
        ("rules", {"then": {"skills": ["juggling"]}}, ("then", "skills", 0), "there is no skill 'juggling'"),
    ],
)
def test_what_does_not_exist_is_told_with_its_place(
    part: str, fields: dict[str, object], place: tuple[str | int, ...], told: str
) -> None:
    """The message says what is wrong there, and what there is."""
    ((path, reason),) = problems(Desk.model_validate(_with(part, fields)))
    assert path == (part, 0, *place)
    assert reason.startswith(told)


@pytest.mark.parametrize(
    ("part", "fields", "told"),
    [
        ("teams", {"offer_for": "PT59S"}, "teams.0.offer_for"),
        ("teams", {"offer_for": "PT12H1S"}, "teams.0.offer_for"),
        ("users", {"capacity": -1}, "users.0.capacity"),
        ("users", {"absences": [{"first": "2026-11-17", "last": "2026-11-16"}]}, "an absence ends after it starts"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(part: str, fields: dict[str, object], told: str) -> None:
    """The message says where, and what is wrong there."""
    with pytest.raises(ValidationError) as refused:
        Desk.model_validate(_with(part, fields))
    assert told in str(refused.value)


def test_what_a_rule_asks_for_must_be_there() -> None:
    """A brand that the desk does not have is refused with its place, as in automations."""
    asked = {"all": [{"field": "brand", "operator": "is", "value": "eastwind"}]}
    desk = Desk.model_validate(_with("rules", {"when": asked}))
    assert list(problems(desk)) == [(("rules", 0, "when", "all", 0, "value"), "there is no brand 'eastwind'")]


@pytest.mark.parametrize("limit", ["PT1M", "PT12H"])
def test_an_offer_lasts_from_a_minute_to_half_a_day(limit: str) -> None:
    """Both ends are allowed."""
    assert Desk.model_validate(_with("teams", {"offer_for": limit})).teams[0].offer_for
