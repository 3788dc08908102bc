"""Links, parents and children over the API."""

import json
from datetime import timedelta

import pytest
from pydantic import JsonValue

from tests.flow.customers import TelegramUser
from transom.model import Conversation, Desk, EntryName, State
from transom.testing.desk import DeskUnderTest
from transom.testing.rest import ApiAnswer


@pytest.fixture
def family(desk: DeskUnderTest) -> list[Conversation]:
    """An outage, and two customers who ask about it."""
    for number, name in enumerate(("Olga", "Max", "Eva")):
        TelegramUser(desk, 100 + number, name).writes("Is it down?")
        desk.settle()
    parent, *children = desk.conversations
    for child in children:
        body: JsonValue = {"kind": "child_of", "to": parent.code}
        assert desk.call("POST", f"/v1/conversations/{child.id}/links", body, user="ana").status == 201
    return [desk.store.conversations.get(each.id) for each in (parent, *children)]


def solve(desk: DeskUnderTest, conversation: Conversation) -> ApiAnswer:
    """Solve a conversation as it stands."""
    version = desk.store.conversations.get(conversation.id).version
    path = f"/v1/conversations/{conversation.id}"
    return desk.call("PATCH", path, {"state": "solved"}, user="ana", headers={"If-Match": f'"{version}"'})


@pytest.mark.parametrize("kind", ["continues", "continued_by"])
def test_a_journey_is_no_link_that_an_agent_makes(desk: DeskUnderTest, family: list[Conversation], kind: str) -> None:
    """It says that both are one customer's, and wants a proof."""
    _, one, other = family
    body: JsonValue = {"kind": kind, "to": other.code}
    answer = desk.call("POST", f"/v1/conversations/{one.id}/links", body, user="ana")
    assert (answer.status, "wants a proof" in answer.body) == (422, True)


def test_a_parent_shows_its_children_until_they_are_unlinked(desk: DeskUnderTest, family: list[Conversation]) -> None:
    """Both timelines tell it, and each side shows how the other stands."""
    parent, first, second = family
    shown = json.loads(desk.call("GET", f"/v1/conversations/{parent.id}", user="ana").body)["links"]
    assert [(each["kind"], each["conversation"]["id"]) for each in shown] == [
        ("parent_of", first.id),
        ("parent_of", second.id),
    ]
    told = [each.data for each in desk.timeline(first.id) if each.name is EntryName.CONVERSATION_CHANGED]
    assert told[-1] == {"link": {"from": None, "to": f"child_of {parent.code}"}}
    gone = desk.call("DELETE", f"/v1/conversations/{parent.id}/links/{first.id}", user="ana")
    assert gone.status == 200
    assert desk.store.conversations.get(first.id).links == ()


def test_a_parent_is_solved_once_its_children_are(desk: DeskUnderTest, family: list[Conversation]) -> None:
    """Until then the reason names them; each child's customer is answered once, also when it is asked twice."""
    parent, *children = family
    refused = solve(desk, parent)
    assert refused.status == 422
    assert all(child.code in refused.body for child in children)
    path = f"/v1/conversations/{parent.id}/children/solve"
    for _ in range(2):
        answer = desk.call("POST", path, {"text": "It is up."}, user="ana", headers={"Idempotency-Key": "up"})
        assert answer.status == 200
    desk.settle()
    for child in children:
        assert desk.store.conversations.get(child.id).state is State.SOLVED
        assert [each.text for each in desk.timeline(child.id)].count("It is up.") == 1
    assert solve(desk, parent).status == 200


def test_what_children_are_answered_can_be_taken_back(desk: DeskUnderTest, family: list[Conversation]) -> None:
    """The child that was solved with it is open again."""
    brand = desk.spec.brand.model_copy(update={"undo_window": timedelta(seconds=15)})
    desk.apply(desk.spec.model_copy(update={"brand": brand}))
    parent, child, _ = family
    answer = desk.call("POST", f"/v1/conversations/{parent.id}/children/solve", {"text": "It is up."}, user="ana")
    assert answer.status == 200
    [message] = [each.id for each in desk.timeline(child.id) if each.text == "It is up."]
    assert desk.call("DELETE", f"/v1/conversations/{child.id}/messages/{message}", user="ana").status == 200
    again = desk.store.conversations.get(child.id)
    assert (again.state, again.first_response_at) == (child.state, None)


RULES: list[JsonValue] = [
    {"id": "noted", "on": ["note.added"], "then": {"state": "solved", "add_tags": ["noted"]}},
    {"id": "late", "after": {"since": "created_at", "passed": "PT1H"}, "then": {"state": "solved"}},
]
PLAYBOOK: JsonValue = {"id": "calm", "at_least": 10, "steps": [{"then": {"state": "solved"}}]}


@pytest.mark.parametrize("cause", ["event", "time", "playbook"])
def test_no_rule_solves_a_parent_before_its_children(
    desk: DeskUnderTest, family: list[Conversation], cause: str
) -> None:
    """It does nothing at all then, by whatever it is started; a playbook tells why in the timeline."""
    parent, *children = family
    rules = {"event": RULES[:1], "time": RULES[1:], "playbook": []}[cause]
    radar: JsonValue = {"playbooks": [PLAYBOOK]} if cause == "playbook" else {}
    desk.apply(Desk.model_validate(desk.spec.model_dump() | {"automations": rules, "radar": radar}))
    if cause == "playbook":
        TelegramUser(desk, int(parent.door.address), written=1).writes("My lawyer will contact you!!!")
    desk.call("POST", f"/v1/conversations/{parent.id}/messages", {"text": "x", "type": "note"}, user="ana")
    desk.settle()
    desk.pass_time(timedelta(hours=2))
    desk.settle()
    after = desk.store.conversations.get(parent.id)
    assert (after.state.is_done, after.tags) == (False, ())
    refused = [entry for entry in desk.timeline(parent.id) if "refusal" in entry.data]
    assert [children[0].code in str(entry.data["refusal"]) for entry in refused] == [True] * (cause == "playbook")
