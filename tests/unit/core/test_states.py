"""States that a desk adds to the product's own."""

from datetime import datetime, timedelta
from typing import TypedDict

import pytest
from pydantic import ValidationError

from tests.unit.core.desk import DESK, DOOR, MONDAY, conversation, queued, received
from transom.core import joining, lifecycle, offers, sending, states
from transom.core.conditions import facts, holds_for
from transom.core.effects import Source, applied
from transom.core.soundness import check
from transom.core.terms import Terms
from transom.errors import InvalidError
from transom.model import Actor, ActorKind, Conversation, Desk, Effects, Group, Offer, State
from transom.model.workspace import WorkspaceState

PAID = {"id": "refunded", "name": "Refunded", "like": "solved"}
PARTS = {"id": "waiting-parts", "name": "Waiting for parts", "like": "waiting_third_party"}
BOT = {"id": "triage", "name": "Triage", "like": "bot_handling"}
OWN = Desk.model_validate(DESK.model_dump(mode="json") | {"states": [PARTS]})


class By(TypedDict):
    """Who changes a state, and when."""

    actor: ActorKind
    now: datetime


BY: By = {"actor": ActorKind.AGENT, "now": MONDAY}


def desk_with(*own: dict[str, str]) -> Desk:
    """Return the desk with these states of its own."""
    return Desk.model_validate(DESK.model_dump(mode="json") | {"states": list(own)})


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
    after = lifecycle.on_customer_message(moved(), MONDAY, DESK.brand.reopen_window)
    assert after is not None
    assert (after.state, after.workspace_state) == (State.REOPENED, None)


def test_it_is_reached_as_the_one_that_it_is_like() -> None:
    """What is closed waits for nothing, under whatever name; a state that does not exist is none."""
    with pytest.raises(InvalidError, match="closed"):
        moved(state=State.CLOSED)
    with pytest.raises(InvalidError) as refused:
        moved("waiting-moon")
    assert refused.value.fields == {"workspace_state": "there is no such state; there are: waiting-parts"}
    with pytest.raises(InvalidError, match="cannot become waiting-parts: it was replaced by snail"):
        states.change(conversation(), "waiting-parts", desk_with(PARTS | {"replaced_by": "snail"}), **BY)


def test_bots_and_spam_have_states_of_the_desk_s_own_too() -> None:
    """Each is reached by whom the one that it is like is reached by."""
    desk = check(desk_with({"id": "phishing", "name": "Phishing", "like": "spam"}, BOT))
    known = conversation(state=State.NEW)
    assert states.change(known, "phishing", desk, **BY).state is State.SPAM
    by_rule = states.change(known, "triage", desk, actor=ActorKind.BOT, now=MONDAY)
    assert (by_rule.state, by_rule.workspace_state) == (State.BOT_HANDLING, "triage")
    with pytest.raises(InvalidError, match="cannot become bot handling"):
        states.change(known, "triage", desk, **BY)


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
    with pytest.raises(ValidationError, match="one will do"):
        Effects(state=State.OPEN, workspace_state="waiting-parts")


def test_the_name_goes_where_the_state_goes_by_another_way() -> None:
    """An offer that lapses leaves it new again, and a join leaves it merged: neither waits for parts."""
    own = desk_with({"id": "called", "name": "Called back", "like": "open"})
    called = states.change(conversation(state=State.OPEN), "called", own, **BY)
    offered = called.model_copy(update={"assignee": "ben", "offer": Offer(user_id="ben")})
    lapsed, _ = offers.lapse(offered, own, MONDAY, str)
    assert (lapsed.state, lapsed.workspace_state) == (State.NEW, None)
    other = conversation(id="8K3M9QXA", state=State.OPEN)
    joined = joining.join(moved(), other, DESK, MONDAY)
    assert (joined.source.workspace_state, joined.source_changes["workspace_state"]) == (
        None,
        {"from": "waiting-parts", "to": None},
    )


def test_what_is_taken_back_leaves_it_as_it_was() -> None:
    """The answer never was: the conversation waits for parts again."""
    later = MONDAY + timedelta(seconds=15)
    answered, answer = sending.queued(moved(), queued(door=DOOR, send_at=later))
    assert (answered.state, answered.workspace_state) == (State.WAITING_CUSTOMER, None)
    back = sending.taken_back(answered, answer, MONDAY)
    assert (back.state, back.workspace_state) == (State.WAITING_THIRD_PARTY, "waiting-parts")


def test_what_is_in_a_replaced_state_goes_over() -> None:
    """To another of the desk's own, or to the product's plain one; the activity tells both names."""
    hold = {"id": "on-hold", "name": "On hold", "like": "waiting_department"}
    desk = check(desk_with(PARTS | {"replaced_by": "on-hold"}, hold))
    after, (entry,) = states.replaced(moved(), desk, MONDAY, str)
    assert (after.state, after.workspace_state) == (State.WAITING_DEPARTMENT, "on-hold")
    assert entry.data == {
        "state": {"from": "waiting_third_party", "to": "waiting_department"},
        "workspace_state": {"from": "waiting-parts", "to": "on-hold"},
    }
    assert states.replaced(after, desk, MONDAY, str) == (after, ())
    plain, _ = states.replaced(moved(), desk_with(PARTS | {"replaced_by": "waiting_third_party"}), MONDAY, str)
    assert (plain.state, plain.workspace_state) == (State.WAITING_THIRD_PARTY, None)


@pytest.mark.parametrize(
    ("successor", "reason"),
    [
        ("moon", "there is no state 'moon' that conversations can be put into"),
        ("snoozed", "there is no state 'snoozed' that conversations can be put into"),
        ("waiting-parts", "waiting-parts was replaced itself, by waiting-parts"),
        ("refunded", "refunded is done, and waiting-parts is waiting"),
        ("open", "open is active, and waiting-parts is waiting"),
    ],
)
def test_a_state_is_replaced_by_one_of_its_category(successor: str, reason: str) -> None:
    """Anything else is refused with its place: conversations must not come to life, or end, by a configuration."""
    with pytest.raises(InvalidError) as refused:
        check(desk_with(PARTS | {"replaced_by": successor}, PAID))
    assert refused.value.fields == {"states.0.replaced_by": reason}


def test_no_rule_puts_anything_into_a_replaced_state() -> None:
    """The configuration is refused where one would."""
    rule = {"id": "r", "on": ["note.added"], "then": {"workspace_state": "waiting-parts"}}
    own = [PARTS | {"replaced_by": "waiting_third_party"}]
    with pytest.raises(InvalidError) as refused:
        check(Desk.model_validate(DESK.model_dump(mode="json") | {"states": own, "automations": [rule]}))
    assert refused.value.fields == {"automations.0.then.workspace_state": "it was replaced by waiting_third_party"}


def test_rules_that_move_a_conversation_to_and_fro_are_refused() -> None:
    """Whether they name a state of the desk's own or one of the product's."""
    rules = [
        {"id": "there", "on": ["conversation.changed"], "then": {"workspace_state": "waiting-parts"}},
        {"id": "back", "on": ["conversation.changed"], "then": {"state": "open"}},
    ]
    with pytest.raises(InvalidError, match="no sense") as refused:
        check(Desk.model_validate(OWN.model_dump(mode="json") | {"automations": rules}))
    assert set(refused.value.fields) == {"automations.0", "automations.1"}


def test_a_rule_asks_what_a_conversation_waited_for_before() -> None:
    """Also where the customer's own message has ended that."""
    reopened = lifecycle.on_customer_message(moved(), MONDAY, DESK.brand.reopen_window)
    assert reopened is not None
    entry = received(data=states.told(moved(), reopened))
    asked = {"field": "workspace_state", "operator": "changed_from", "value": "waiting-parts"}
    assert holds_for(Group.model_validate({"all": [asked]}), facts(reopened, entry, OWN, MONDAY)) is True
