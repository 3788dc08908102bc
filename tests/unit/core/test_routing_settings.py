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
    ("part", "fields", "told"),
    [
        ("teams", {"backup": "nobody"}, "team care as its backup names the team 'nobody'"),
        ("teams", {"backup": "care"}, "team care as its backup names the team 'care'"),
        ("teams", {"offer_for": "PT59S"}, "teams.0.offer_for"),
        ("teams", {"offer_for": "PT12H1S"}, "teams.0.offer_for"),
        ("users", {"skills": ["juggling"]}, "user ben@northwind.example names the skill 'juggling'"),
        ("users", {"capacity": -1}, "users.0.capacity"),
        (
            "users",
            {"absences": [{"first": "2026-11-16", "last": "2026-11-17", "substitute": "nobody"}]},
            "user ben@northwind.example as a substitute names the user 'nobody'",
        ),
        ("users", {"absences": [{"first": "2026-11-17", "last": "2026-11-16"}]}, "an absence ends after it starts"),
        ("rules", {"then": {"skills": ["juggling"]}}, "rule money names the skill 'juggling'"),
    ],
)
def test_what_does_not_exist_is_refused_with_its_place(part: str, fields: dict[str, object], told: str) -> None:
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
