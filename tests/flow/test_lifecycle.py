"""A conversation's life over the API and the agenda."""

from datetime import timedelta

import pytest
from pydantic import JsonValue

from tests.flow.customers import TelegramUser
from transom.model import Conversation, EntryName, State
from transom.testing.desk import DeskUnderTest
from transom.testing.rest import ApiAnswer

DAY = timedelta(days=1)


@pytest.fixture
def olga(desk: DeskUnderTest) -> TelegramUser:
    """A customer who has written."""
    olga = TelegramUser(desk)
    olga.writes("Where is my order?")
    desk.settle()
    return olga


def sets(desk: DeskUnderTest, **wanted: JsonValue) -> ApiAnswer:
    """Set something on the newest version of the first conversation."""
    first = desk.conversations[0]
    path = f"/v1/conversations/{first.id}"
    return desk.call("PATCH", path, dict(wanted), user="ana", headers={"If-Match": f'"{first.version}"'})


@pytest.mark.usefixtures("olga")
def test_a_snoozed_conversation_comes_back_by_itself(desk: DeskUnderTest) -> None:
    """The console shows until when, and the timeline that the desk itself opened it."""
    until = desk.now + DAY
    assert sets(desk, state="snoozed").status == 422
    assert sets(desk, state="snoozed", snoozed_until=until.isoformat()).status == 200
    shown = desk.call("GET", f"/v1/conversations/{desk.conversation.id}", user="ana").fields
    assert (shown["state"], shown["snoozed_until"]) == ("snoozed", until.isoformat().replace("+00:00", "Z"))
    desk.pass_time(DAY - timedelta(minutes=1))
    assert desk.conversation.state == "snoozed"
    desk.pass_time(timedelta(minutes=1))
    assert desk.conversation.state == "open"
    told = [entry.actor.id for entry in desk.timeline() if entry.name is EntryName.CONVERSATION_CHANGED]
    assert told == ["ana", "lifecycle"]


def test_a_solved_conversation_is_closed_and_the_next_message_begins_another(
    desk: DeskUnderTest, olga: TelegramUser
) -> None:
    """Within the brand's window it would have been reopened."""
    brand = desk.spec.brand.model_copy(update={"close_after": 3 * DAY, "reopen_window": 2 * DAY})
    desk.apply(desk.spec.model_copy(update={"brand": brand}))
    sets(desk, state="solved")
    desk.pass_time(3 * DAY)
    assert desk.conversation.state is State.CLOSED
    olga.writes("It broke again")
    assert len(desk.conversations) == 2


@pytest.mark.parametrize(("waited", "count"), [(2 * DAY, 1), (2 * DAY + timedelta(seconds=1), 2)])
def test_the_brand_says_how_long_a_solution_can_be_reopened(
    desk: DeskUnderTest, olga: TelegramUser, waited: timedelta, count: int
) -> None:
    """Up to the last moment of its window."""
    brand = desk.spec.brand.model_copy(update={"reopen_window": 2 * DAY})
    desk.apply(desk.spec.model_copy(update={"brand": brand}))
    sets(desk, state="solved")
    desk.now += waited
    olga.writes("It broke again")
    assert len(desk.conversations) == count


@pytest.mark.usefixtures("olga")
def test_a_join_is_undone_over_the_api(desk: DeskUnderTest) -> None:
    """What comes afterwards goes to the conversation that it belongs to again."""
    max_ = TelegramUser(desk, 78, "Max")
    max_.writes("Me too")
    desk.settle()
    first, second = desk.conversations
    joined = desk.call("POST", f"/v1/conversations/{second.id}/join", {"into": first.code}, user="ana")
    assert joined.status == 200
    parted = desk.call("DELETE", f"/v1/conversations/{second.id}/join", user="ana")
    assert (parted.status, parted.fields["state"]) == (200, second.state)
    assert desk.store.conversations.get(first.id).joined == ()
    again: Conversation = desk.store.conversations.get(second.id)
    assert (again.joined_into, again.joint) == (None, None)
    assert desk.call("DELETE", f"/v1/conversations/{second.id}/join", user="ana").status == 422
