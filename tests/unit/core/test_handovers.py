"""Handovers: all of them, and those after the first answer."""

import pytest

from tests.unit.core.desk import MONDAY, conversation
from transom.core.handovers import counted, is_often
from transom.model import Conversation, Handovers, Offer


def after(*holders: tuple[str | None, str | None], **fields: object) -> Conversation:
    """Return an answered conversation that these agents, in these teams, held one after the other."""
    now = conversation(**{"first_response_at": MONDAY, **fields})
    for agent, team in holders:
        now = counted(now.model_copy(update={"assignee": agent, "team": team}))
    return now


@pytest.mark.parametrize(
    ("holders", "count"),
    [
        ([("ben", "care")], 0),
        ([("ben", "care"), ("ben", "care")], 0),
        ([("ben", "care"), ("cleo", "care")], 1),
        ([("ben", "care"), (None, "care"), ("cleo", "care")], 1),
        ([("ben", "care"), (None, "care"), ("ben", "care")], 0),
        ([("ben", "care"), (None, "refunds"), ("cleo", "refunds")], 1),
        ([("ben", "care"), ("cleo", "refunds")], 1),
        ([("ben", "care"), ("cleo", "care"), ("ben", "care"), ("cleo", "care")], 3),
        ([(None, "care"), ("ben", "care")], 0),
    ],
)
def test_a_handover_is_from_agent_to_agent_or_from_team_to_team(
    holders: list[tuple[str | None, str | None]], count: int
) -> None:
    """Whoever takes it up in another team makes no second one, and a while with nobody hides none."""
    answered, unanswered = after(*holders), after(*holders, first_response_at=None)
    assert (answered.handovers.count, answered.handovers.after_answer) == (count, count)
    assert (unanswered.handovers.count, unanswered.handovers.after_answer) == (count, 0)
    assert is_often(answered) is is_often(unanswered) is (count > 2)


def test_those_after_the_first_answer_are_counted_beside_all() -> None:
    """Two before it and one after it are three, of which one counts as after the answer; three are too many."""
    before = after(("ben", "care"), ("cleo", "care"), ("dan", "care"), first_response_at=None)
    answered = counted(before.model_copy(update={"first_response_at": MONDAY}))
    now = counted(answered.model_copy(update={"assignee": "ben"}))
    assert now.handovers == Handovers(count=3, after_answer=1, agent="ben", team="care")
    assert is_often(now)


def test_what_is_only_offered_is_not_handed_over() -> None:
    """Who lets an offer pass has never held the conversation."""
    held = after(("ben", "care"))
    offered = counted(held.model_copy(update={"assignee": "cleo", "offer": Offer(user_id="cleo")}))
    back = counted(offered.model_copy(update={"assignee": "ben", "offer": None}))
    assert back.handovers.count == 0
    assert counted(offered.model_copy(update={"offer": None})).handovers.count == 1
