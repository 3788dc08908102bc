"""Special terms by brand and tier, and clocks that are measured anew when what decides changes."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.desk import DESK, MONDAY, changed, conversation, queued, received
from transom.core import lifecycle
from transom.core.explaining import explain
from transom.core.sla import follow, remeasured
from transom.core.terms import wording
from transom.model import ActorKind, Conversation, Customer, Desk, Policy, State, Target

HOUR = timedelta(hours=1)


def _desk(*terms: object, **policy: object) -> Desk:
    usual = DESK.policies[0].model_dump(exclude_unset=True) | {"terms": terms} | policy
    connections = [{"id": "shop", "channel": "telegram", "name": "Shop", "brand": "outlet"}]
    parts = {
        "brand": DESK.brand.model_dump() | {"tiers": ["gold"]},
        "brands": [{"id": "outlet", "name": "Outlet"}],
        "policies": [Policy.model_validate(usual), DESK.policies[1]],
        "connections": [*connections, DESK.connections[1].model_dump()],
    }
    return Desk.model_validate(DESK.model_dump() | parts)


GOLD = {"when": {"tiers": ["gold"]}, "first_response": "PT1H"}
OUTLET = {"when": {"brands": ["outlet"]}, "first_response": "PT8H"}
BOTH = {"when": {"brands": ["outlet"], "tiers": ["gold"]}, "first_response": "PT2H"}


def _asked(desk: Desk, **fields: object) -> Conversation:
    return follow(conversation(state=State.OPEN, **fields), received(is_first=True), desk)


@pytest.mark.parametrize(
    ("tier", "connection", "hours", "told"),
    [
        (None, "pre-sales", 4, ()),
        ("gold", "pre-sales", 1, ("tiers: gold",)),
        (None, "shop", 8, ("brands: outlet",)),
        ("gold", "shop", 2, ("brands: outlet", "tiers: gold")),
    ],
)
def test_tier_and_brand_decide_and_are_told(
    tier: str | None, connection: str, hours: int, told: tuple[str, ...]
) -> None:
    """The most special terms win, and the explanation of the deadline names what they ask for."""
    desk = _desk(GOLD, OUTLET, BOTH)
    door = {"channel": "telegram", "connection": connection, "address": "77"}
    clock = _asked(desk, customer=Customer(tier=tier), door=door).clocks[0]
    assert clock.limit == hours * HOUR
    assert explain(clock, desk.calendars[0], MONDAY).terms == told


def test_another_tier_measures_what_runs_and_leaves_what_is_over() -> None:
    """A running clock is due by the new terms, its started time and pauses kept; a stopped one stays as it was."""
    desk = _desk(GOLD)
    asked = _asked(desk)
    raised = asked.model_copy(update={"customer": Customer(tier="gold")})
    assert remeasured(raised, desk, MONDAY + HOUR / 2).clocks[0].due_at == MONDAY + HOUR
    answered = follow(lifecycle.on_agent_reply(asked, MONDAY + HOUR / 4), queued(MONDAY + HOUR / 4), desk)
    later = answered.model_copy(update={"customer": Customer(tier="gold")})
    assert remeasured(later, desk, MONDAY + HOUR).clocks[0] == answered.clocks[0]


def test_a_new_target_begins_where_it_would_have_begun() -> None:
    """A policy that measures updates from now on does so from the last answer."""
    asked = _asked(_desk())
    answered = follow(lifecycle.on_agent_reply(asked, MONDAY + HOUR), queued(MONDAY + HOUR), _desk())
    updated = remeasured(answered, _desk(update="PT6H"), MONDAY + 2 * HOUR)
    (clock,) = (each for each in updated.clocks if each.target is Target.UPDATE)
    assert clock.started_at == MONDAY + HOUR


def test_the_wording_follows_from_what_decides_terms_alone() -> None:
    """A policy, a calendar, a team or a connection's brand changes it; a user or a rule does not."""
    assert wording(_desk(GOLD)) != wording(_desk(OUTLET))
    assert wording(DESK) == wording(DESK.model_copy(update={"users": (), "rules": ()}))
    team = DESK.teams[0].model_copy(update={"policy": "fast"})
    assert wording(DESK) != wording(DESK.model_copy(update={"teams": (team, *DESK.teams[1:])}))
    shop = DESK.connections[0].model_copy(update={"brand": "outlet"})
    assert wording(DESK) != wording(DESK.model_copy(update={"connections": (shop, *DESK.connections[1:])}))


_STEPS = st.lists(st.tuples(st.sampled_from(["answer", "write", "solve", "wait"]), st.integers(1, 600)), max_size=8)


@given(_STEPS, st.integers(0, 600))
def test_measuring_again_by_the_same_terms_changes_nothing(steps: list[tuple[str, int]], later: int) -> None:
    """Whatever happened before, and however much later it is; so the check writes only where terms differ."""
    desk = _desk(GOLD, next_response="PT2H", update="PT6H")
    known, now = _asked(desk), MONDAY
    for step, minutes in steps:
        now += timedelta(minutes=minutes)
        match step:
            case "answer":
                known = follow(lifecycle.on_agent_reply(known, now), queued(now), desk)
            case "write":
                moved = lifecycle.on_customer_message(known, now, DESK.brand.reopen_window)
                known = follow(moved, received(now), desk) if moved else known
            case _:
                state = State.SOLVED if step == "solve" else State.WAITING_THIRD_PARTY
                if state in lifecycle.reachable(known.state, ActorKind.AGENT):
                    known = follow(
                        lifecycle.change(known, state, DESK, actor=ActorKind.AGENT, now=now), changed(now), desk
                    )
    assert known.state.is_done or remeasured(known, desk, now + timedelta(minutes=later)) == known
