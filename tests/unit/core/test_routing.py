from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.desk import DESK, DOOR, MONDAY, conversation, online, received
from transom.core.routing import distribute, route, wants_another_team
from transom.model import Customer, Desk, Door, Grant, Presence, PresenceState, Priority, State

MINUTE = timedelta(minutes=1)
CARE = ("ben", "cleo", "dan")


def _asking(field: str, value: object, operator: str = "is", **fields: object) -> dict[str, object]:
    return {"all": [{"field": field, "operator": operator, "value": value, **fields}]}


@pytest.mark.parametrize(
    ("text", "team"),
    [
        ("I want a REFUND", "refunds"),
        ("Give me my money back!", "refunds"),
        ("refunds are slow", "care"),
        ("Where is my order?", "care"),
    ],
)
def test_keywords_lead_to_a_team(text: str, team: str) -> None:
    """Whole words and phrases decide, whatever their case; other messages go to the default team."""
    assert route(conversation(), received(text=text), DESK, []).team == team


def test_the_subject_is_read_too() -> None:
    """A keyword in the subject is as good as one in the text."""
    decision = route(conversation(subject="Refund"), received(text="see above"), DESK, [])
    assert decision.team == "refunds"
    assert decision.reasons.rule == "money"
    assert decision.reasons.keyword == "refund"
    assert decision.tags == ("m",)


def test_all_that_a_rule_states_must_hold() -> None:
    """A rule for German mail leaves German chats alone; `de-AT` is German."""
    mail = Door(channel="email", connection="inbox", address="ana@example.org")
    assert route(conversation(language="de-AT", door=mail), received(), DESK, []).priority is Priority.HIGH
    assert route(conversation(language="de"), received(), DESK, []).priority is Priority.NORMAL
    assert route(conversation(language="pl", door=mail), received(), DESK, []).priority is Priority.NORMAL


def test_the_first_rule_that_matches_decides_alone() -> None:
    """A German mail that asks for a refund is not also made urgent by the second rule."""
    mail = Door(channel="email", connection="inbox", address="ana@example.org")
    decision = route(conversation(language="de", door=mail), received(text="Refund bitte"), DESK, [])
    assert (decision.team, decision.priority) == ("refunds", Priority.NORMAL)


@pytest.mark.parametrize(
    ("when", "fields", "data", "is_met"),
    [
        (_asking("brand", DESK.brand.id), {}, {}, True),
        (_asking("brand", "southwind"), {}, {}, False),
        (_asking("tier", "gold"), {"customer": Customer(tier="gold")}, {}, True),
        (_asking("tier", "gold"), {}, {}, False),
        (_asking("form_field", "delivery", name="topic"), {}, {"fields": {"topic": "delivery"}}, True),
        (_asking("form_field", "delivery", name="topic"), {}, {"fields": {"topic": "returns"}}, False),
        (_asking("form_field", "delivery", name="topic"), {}, {}, False),
        ({"none": _asking("tension", 40, "at_least")["all"], "keywords": ["lamp"]}, {}, {}, True),
        ({"none": _asking("tension", 40, "at_least")["all"], "keywords": ["chair"]}, {}, {}, False),
    ],
)
def test_a_routing_rule_asks_what_automations_ask(
    when: dict[str, object], fields: dict[str, object], data: dict[str, object], *, is_met: bool
) -> None:
    """Brand, customer tier, form fields and all else, alone or beside its own keys."""
    rule = {"id": "by-conditions", "when": when, "then": {"team": "sales", "skills": ["polish"]}}
    skills = [{"id": "polish"}]
    desk = Desk.model_validate({**DESK.model_dump(), "rules": [rule], "skills": skills})
    decision = route(conversation(**fields), received(text="The lamp is broken", data=data), desk, [])
    assert (decision.team, decision.skills) == (("sales", ("polish",)) if is_met else ("care", ()))


def test_a_connection_has_a_team_of_its_own() -> None:
    """No rule matching, the connection's team comes before the brand's default."""
    door = DOOR.model_copy(update={"connection": "pre-sales"})
    decision = route(conversation(door=door), received(text="hello"), DESK, [])
    assert (decision.team, decision.reasons.team) == ("sales", "connection pre-sales")


def test_a_team_that_was_chosen_stays() -> None:
    """A later message is not routed anew, not even by a keyword."""
    decision = route(conversation(team="sales", tags=["x"]), received(text="refund"), DESK, [])
    assert (decision.team, decision.tags, decision.reasons.rule) == ("sales", ("x",), None)


def test_an_agent_who_was_chosen_stays() -> None:
    """The customer keeps the agent, who is not counted as assigned again."""
    decision = route(conversation(team="care", assignee="dan"), received(), DESK, online(*CARE))
    assert (decision.assignee, decision.grant) == ("dan", None)


def test_what_the_customer_chose_comes_before_all_else() -> None:
    """A choice in a spoken menu moves the call to that team, whose agents alone are asked."""
    chosen = received(text="refund").model_copy(update={"data": {"wanted_team": "sales"}})
    moved = route(conversation(team="care", assignee="dan"), chosen, DESK, online(*CARE))
    assert (moved.team, moved.assignee, moved.reasons.team) == ("sales", None, "the customer chose it")
    assert wants_another_team(conversation(team="care"), chosen, DESK)
    assert not wants_another_team(conversation(team="sales"), chosen, DESK)
    unknown = received().model_copy(update={"data": {"wanted_team": "nobody"}})
    assert route(conversation(team="care", assignee="dan"), unknown, DESK, []).assignee == "dan"


def test_never_assigned_comes_first_then_the_longest_ago() -> None:
    """Round robin: who never had one, by id; then who had one the longest ago."""
    last = {"ben": MONDAY - MINUTE, "cleo": MONDAY - 2 * MINUTE}
    assert route(conversation(), received(), DESK, online("dan", "cleo")).assignee == "cleo"
    assert route(conversation(), received(), DESK, online(*CARE, last=last)).assignee == "dan"
    assert route(conversation(), received(), DESK, online("ben", "cleo", last=last)).assignee == "cleo"


def test_only_members_who_are_online_are_given_work() -> None:
    """Agents who are away, off or in another team are passed over, and the reasons say so."""
    away = Presence(user_id="ben", state=PresenceState.AWAY, changed_at=MONDAY)
    decision = route(conversation(), received(), DESK, [away, *online("dan"), *online("eve")])
    assert decision.assignee == "dan"
    assert decision.grant == Grant(user_id="dan", capacity=20)
    told = {each.user_id: each.missing for each in decision.reasons.candidates}
    assert told == {"dan": (), "ben": ("is away",), "cleo": ("is off",)}


@pytest.mark.parametrize(
    ("team", "why"), [("care", "nobody in the team can take it now"), ("sales", "nobody belongs to the team")]
)
def test_nobody_free_is_said_and_kept_waiting(team: str, why: str) -> None:
    """Without an agent the conversation stays in its team's queue."""
    decision = route(conversation(team=team), received(), DESK, [])
    assert (decision.assignee, decision.grant, decision.reasons.assignee) == (None, None, why)


def test_a_decision_is_stored_as_plain_data() -> None:
    """The timeline keeps where it went and why, without the presence that it was decided by."""
    data = route(conversation(), received(text="refund"), DESK, online("ben")).data
    assert data["team"] == "refunds"
    assert data["assignee"] == "ben"
    assert data["reasons"] == {
        "team": "rule money, which found 'refund'",
        "assignee": "free, and never assigned before",
        "rule": "money",
        "keyword": "refund",
        "candidates": [{"user_id": "ben", "name": "Ben", "capacity": 20, "score": 2_592_000.0}],
    }
    assert set(data) == {"team", "assignee", "priority", "tags", "reasons"}


@pytest.mark.parametrize(
    ("before", "agents", "after"),
    [
        (State.RECEIVED, ["ben"], State.OPEN),
        (State.RECEIVED, [], State.NEW),
        (State.NEW, ["ben"], State.OPEN),
        (State.REOPENED, ["ben"], State.REOPENED),
        (State.SPAM, [], State.SPAM),
    ],
)
def test_a_decision_moves_what_was_just_received(before: State, agents: list[str], after: State) -> None:
    """With an agent it is open, without one it is new; other states are not the router's."""
    known = conversation(state=before)
    moved = route(known, received(), DESK, online(*agents)).applied_to(known, DESK, MONDAY)
    assert (moved.state, moved.team, moved.assignee) == (after, "care", agents[0] if agents else None)


@given(st.lists(st.sampled_from(CARE), min_size=1, unique=True), st.integers(1, 12))
def test_turns_are_shared_evenly(agents: list[str], count: int) -> None:
    """Whoever is online, no one gets more than one conversation more than another."""
    presences = {presence.user_id: presence for presence in online(*agents)}
    given_to: list[str] = []
    for number in range(count):
        decision = route(conversation(), received(), DESK, list(presences.values()))
        assert decision.assignee
        given_to.append(decision.assignee)
        used = presences[decision.assignee].model_copy(update={"last_assigned_at": MONDAY + number * MINUTE})
        presences[decision.assignee] = used
    shares = [given_to.count(agent) for agent in agents]
    assert max(shares) - min(shares) <= 1
    assert sum(shares) == count


def test_waiting_conversations_go_round_in_their_order() -> None:
    """All that wait are shared among those online, in the order of the queue."""
    conversations = [
        conversation(id=f"C{number}", team="care", created_at=MONDAY + number * MINUTE) for number in range(4)
    ]
    turns = list(distribute(conversations[3:] + conversations[:3], DESK, online("cleo", "ben"), MONDAY))
    assert [(turn.conversation.id, turn.decision.assignee) for turn in turns] == [
        ("C3", "ben"),
        ("C0", "cleo"),
        ("C1", "ben"),
        ("C2", "cleo"),
    ]


def test_each_turn_counts_on_the_one_before() -> None:
    """An agent with room for two chats is given two, one after the other, however many wait."""
    conversations = [conversation(id=f"C{number}", team="care", weight=2) for number in range(5)]
    busy = online("ben")[0].model_copy(update={"load": 15})
    turns = list(distribute(conversations, DESK, [busy], MONDAY))
    assert [turn.conversation.id for turn in turns] == ["C0", "C1"]
    assert turns[0].at < turns[1].at


@pytest.mark.parametrize(
    "fields",
    [
        {"assignee": "dan"},
        {"team": None},
        {"state": State.SOLVED},
        {"state": State.SPAM},
        {"state": State.WAITING_CUSTOMER},
        {"team": "sales"},
    ],
)
def test_what_does_not_wait_for_these_agents_is_left_alone(fields: dict[str, object]) -> None:
    """Assigned, unrouted, resting and done conversations, and those of other teams, are nobody's turn."""
    known = conversation(**{"team": "care", "state": State.NEW, **fields})
    assert list(distribute([known], DESK, online(*CARE), MONDAY)) == []


@given(st.lists(st.tuples(st.sampled_from(CARE), st.none() | st.integers(0, 9)), unique_by=lambda pair: pair[0]))
def test_the_order_of_presences_does_not_matter(known: list[tuple[str, int | None]]) -> None:
    """The same presences lead to the same agent, in whatever order they are read."""
    last: dict[str, datetime] = {name: MONDAY + turn * MINUTE for name, turn in known if turn is not None}
    presences = online(*(name for name, _ in known), last=last)
    there = route(conversation(), received(), DESK, presences)
    back = route(conversation(), received(), DESK, presences[::-1])
    assert there == back
    assert (there.assignee is None) is (not known)
