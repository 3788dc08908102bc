"""The desk's own states over the API: in lists, and when one of them goes."""

from datetime import timedelta

import pytest
from pydantic import JsonValue

from sla import sweeping
from tests.flow.customers import TelegramUser
from transom.errors import InvalidError
from transom.model import Desk, EntryName, Role, State, User
from transom.retiring import check_states
from transom.testing.desk import DeskUnderTest
from transom.testing.rest import ApiAnswer

PARTS: dict[str, JsonValue] = {
    "id": "waiting-parts",
    "name": "Waiting for parts",
    "labels": {"de": "Wartet auf Teile"},
    "like": "waiting_third_party",
}
REPAIR: dict[str, JsonValue] = {"id": "in-repair", "name": "In repair", "like": "waiting_department"}

ADMIN = User(id="admin", email="admin@northwind.example", name="Ada", role=Role.ADMIN)


def with_states(desk: DeskUnderTest, *states: JsonValue) -> Desk:
    """Return the desk's configuration with these states of its own."""
    return Desk.model_validate(desk.spec.model_dump(mode="json") | {"states": list(states)})


def sets(desk: DeskUnderTest, number: int, **wanted: JsonValue) -> ApiAnswer:
    """Set something on the newest version of one of the conversations."""
    found = desk.conversations[number]
    headers = {"If-Match": f'"{found.version}"'}
    return desk.call("PATCH", f"/v1/conversations/{found.id}", dict(wanted), user="ana", headers=headers)


def listed(desk: DeskUnderTest, query: str) -> list[JsonValue]:
    """Return the ids of the conversations that a list shows."""
    items = desk.call("GET", f"/v1/conversations?{query}", user="ana").fields["items"]
    assert isinstance(items, list)
    return [item["id"] for item in items if isinstance(item, dict)]


@pytest.fixture
def waiting(desk: DeskUnderTest) -> DeskUnderTest:
    """A desk with three conversations, the first two of which wait for parts."""
    spec = with_states(desk, PARTS, REPAIR)
    desk.apply(spec.model_copy(update={"users": (*spec.users, ADMIN)}))
    for number in range(3):
        TelegramUser(desk, id=7100 + number).writes("It is broken")
        desk.settle()
        desk.now += timedelta(seconds=1)
    for number in range(2):
        assert sets(desk, number, workspace_state="waiting-parts").fields["workspace_state"] == "waiting-parts"
    desk.settle()
    return desk


def test_a_list_holds_what_is_in_one_of_the_desks_own_states(waiting: DeskUnderTest) -> None:
    """A page of it reads only what is in the state that it is like."""
    first, second, _ = (each.id for each in waiting.conversations)
    sets(waiting, 1, state="waiting_third_party")
    assert listed(waiting, "state=waiting_third_party") == [second, first]
    assert listed(waiting, "workspace_state=waiting-parts") == [first]
    items = waiting.call("GET", "/v1/states", user="ana").fields["items"]
    assert isinstance(items, list)
    assert items[1] == PARTS | {"replaced_by": None}


def test_a_state_does_not_go_while_conversations_are_in_it(waiting: DeskUnderTest) -> None:
    """The refusal names one of them, and what to do; a state that nothing is in goes."""
    version = waiting.call("GET", "/v1/settings/states", user="admin").fields["version"]
    headers = {"If-Match": f'"{version}"'}
    refused = waiting.call("DELETE", "/v1/settings/states/waiting-parts", user="admin", headers=headers)
    assert refused.status == 422
    with pytest.raises(InvalidError) as same:
        check_states(waiting.store, with_states(waiting, REPAIR))
    (reason,) = same.value.fields.values()
    assert reason.startswith("conversations are in it, such as ")
    assert reason.endswith("name the state that conversations go over to in its `replaced_by`")
    with pytest.raises(InvalidError, match="states that go") as like:
        check_states(waiting.store, with_states(waiting, PARTS | {"like": "open"}, REPAIR))
    assert "it stays like waiting_third_party" in like.value.fields["states.waiting-parts"]
    gone = waiting.call("DELETE", "/v1/settings/states/in-repair", user="admin", headers=headers)
    assert gone.status == 200


def test_what_is_in_a_replaced_state_goes_over_within_minutes(
    waiting: DeskUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page by page; each tells it, nothing is put into that state any more, and then it can go."""
    first = waiting.conversations[0].id
    monkeypatch.setattr(sweeping, "PAGES", 1)
    monkeypatch.setattr("sla.replacing.MAX_LIMIT", 1)
    replaced = with_states(waiting, PARTS | {"replaced_by": "in-repair"}, REPAIR)
    waiting.apply(replaced)
    counts = []
    for _ in range(3):
        waiting.pass_time(timedelta(minutes=1))
        counts.append(sum(each.workspace_state == "in-repair" for each in waiting.conversations))
    assert counts == [1, 2, 2]
    assert {each.state for each in waiting.conversations[:2]} == {State.WAITING_DEPARTMENT}
    told = waiting.timeline(first)[-1]
    assert (told.name, told.actor.id) == (EntryName.CONVERSATION_CHANGED, "states")
    refused = sets(waiting, 2, workspace_state="waiting-parts")
    assert refused.status == 422
    check_states(waiting.store, with_states(waiting, REPAIR))


def test_a_state_that_comes_into_use_again_is_looked_through_again(waiting: DeskUnderTest) -> None:
    """Replaced, kept after all, used and replaced once more: the second time counts as well."""
    replaced = with_states(waiting, PARTS | {"replaced_by": "in-repair"}, REPAIR)
    waiting.apply(replaced)
    waiting.pass_time(timedelta(minutes=1))
    waiting.apply(with_states(waiting, PARTS, REPAIR))
    sets(waiting, 2, workspace_state="waiting-parts")
    waiting.apply(replaced)
    waiting.pass_time(timedelta(minutes=1))
    assert {each.workspace_state for each in waiting.conversations} == {"in-repair"}
