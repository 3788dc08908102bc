"""States that a desk adds to the product's own."""

import pytest
from pydantic import ValidationError

from tests.unit.core.desk import DESK, MONDAY, conversation
from transom.core import lifecycle, states
from transom.core.conditions import facts, holds_for
from transom.core.effects import Source, applied
from transom.core.soundness import check
from transom.core.terms import Terms
from transom.errors import InvalidError
from transom.model import Actor, ActorKind, Conversation, Desk, Effects, Group, State
from transom.model.workspace import WorkspaceState

PARTS = {"id": "waiting-parts", "name": "Waiting for parts", "like": "waiting_third_party"}
OWN = Desk.model_validate(DESK.model_dump(mode="json") | {"states": [PARTS]})


def moved(state_id: str | None = "waiting-parts", **fields: object) -> Conversation:
    """Return a conversation that an agent has put into a state."""
    before = conversation(**{"state": State.OPEN, **fields})
    return states.change(before, state_id, OWN, actor=ActorKind.AGENT, now=MONDAY)


def test_it_is_the_state_that_it_is_like_under_another_name() -> None:
    """Whatever knows the product's states alone goes on working."""
    after = moved()
    assert (after.state, after.workspace_state) == (State.WAITING_THIRD_PARTY, "waiting-parts")
    plain = states.change(after, None, OWN, actor=ActorKind.AGENT, now=MONDAY)
    assert (plain.state, plain.workspace_state) == (State.WAITING_THIRD_PARTY, None)


def test_the_name_goes_with_the_state() -> None:
    """The customer writes: it is reopened, and waits for no parts any more."""
    after = lifecycle.on_customer_message(moved(), MONDAY)
    assert after is not None
    assert (after.state, after.workspace_state) == (State.REOPENED, None)


def test_it_is_reached_as_the_one_that_it_is_like() -> None:
    """What is closed waits for nothing, under whatever name; a state that does not exist is none."""
    with pytest.raises(InvalidError, match="closed"):
        moved(state=State.CLOSED)
    with pytest.raises(InvalidError) as refused:
        moved("waiting-moon")
    assert refused.value.fields == {"workspace_state": "there is no such state; there are: waiting-parts"}


def test_clocks_pause_in_it_if_the_policy_says_so() -> None:
    """By its own name, or by that of the state that it is like."""
    for pauses, is_paused in ((["waiting-parts"], True), (["waiting_third_party"], True), (["snoozed"], False)):
        policies = [policy.model_dump(mode="json") | {"pauses": pauses} for policy in OWN.policies]
        desk = check(Desk.model_validate(OWN.model_dump(mode="json") | {"policies": policies}))
        assert Terms.of(desk, "care", moved()).pauses_in(moved()) is is_paused


def test_rules_ask_for_it_and_set_it() -> None:
    """A condition names it, and an effect puts conversations into it."""
    group = Group.model_validate({"all": [{"field": "workspace_state", "operator": "is", "value": "waiting-parts"}]})
    assert holds_for(group, facts(moved(), None, OWN, MONDAY)) is True
    assert holds_for(group, facts(conversation(), None, OWN, MONDAY)) is False
    source = Source(actor=Actor.system("automation"), at=MONDAY)
    step = Effects(workspace_state="waiting-parts")
    after, (told,) = applied([step], conversation(state=State.OPEN), OWN, source, str)
    assert (after.workspace_state, after.state) == ("waiting-parts", State.WAITING_THIRD_PARTY)
    assert told.data["workspace_state"] == {"from": None, "to": "waiting-parts"}


def test_a_configuration_names_only_states_that_there_are() -> None:
    """In conditions, effects and pauses, each refused with its place; an id is given once, and is none of ours."""
    rule = {
        "id": "r",
        "on": ["note.added"],
        "when": {"all": [{"field": "workspace_state", "operator": "is", "value": "moon"}]},
        "then": {"workspace_state": "moon"},
    }
    policy = OWN.policies[0].model_dump(mode="json") | {"pauses": ["moon"]}
    policies = [policy, *(each.model_dump(mode="json") for each in OWN.policies[1:])]
    parts = {"automations": [rule], "policies": policies, "states": [PARTS, PARTS]}
    with pytest.raises(InvalidError) as refused:
        check(Desk.model_validate(OWN.model_dump(mode="json") | parts))
    assert set(refused.value.fields) == {
        "automations.0.then.workspace_state",
        "automations.0.when.all.0.value",
        "policies.0.pauses.0",
        "states.1.id",
    }
    with pytest.raises(ValidationError, match="has a state 'open' already"):
        WorkspaceState.model_validate(PARTS | {"id": "open"})
    with pytest.raises(ValidationError, match="either will do"):
        Effects(state=State.OPEN, workspace_state="waiting-parts")
