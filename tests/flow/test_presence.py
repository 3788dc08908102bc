"""Who closes the console is given no more work, and soon is away; who opens it again is there again."""

from datetime import timedelta

import pytest

from tests.flow.customers import TelegramUser
from tests.flow.test_realtime import connect, socket
from transom.model import PresenceState
from transom.testing.desk import DeskUnderTest

MINUTE = timedelta(minutes=1)


def _opens(desk: DeskUnderTest, user_id: str, connection_id: str) -> None:
    desk.store.sockets.issue_ticket(user_id, connection_id, desk.now)
    assert connect(desk, connection_id, connection_id) == {"statusCode": 200}
    desk.settle()


def _closes(desk: DeskUnderTest, connection_id: str) -> None:
    desk.invoke("realtime.socket.handler", socket("$disconnect", connection_id))
    desk.settle()


def _state(desk: DeskUnderTest, user_id: str = "ana") -> str:
    users = desk.call("GET", "/v1/users", user="lea").fields["items"]
    assert isinstance(users, list)
    return next(str(user["presence"]) for user in users if isinstance(user, dict) and user["id"] == user_id)


@pytest.fixture
def desk(desk: DeskUnderTest) -> DeskUnderTest:
    """Ana is at work, with a console open; her work is offered for a quarter of an hour."""
    offering = tuple(team.model_copy(update={"offer_for": 15 * MINUTE}) for team in desk.spec.teams)
    desk.apply(desk.spec.model_copy(update={"teams": offering}))
    desk.is_online("ana")
    _opens(desk, "ana", "one")
    return desk


def test_who_has_closed_the_console_is_away_after_a_while(desk: DeskUnderTest) -> None:
    """A page that is loaded again changes nothing; two minutes without any console do."""
    _closes(desk, "one")
    desk.pass_time(MINUTE)
    assert _state(desk) == PresenceState.ONLINE
    _opens(desk, "ana", "two")
    desk.pass_time(5 * MINUTE)
    assert _state(desk) == PresenceState.ONLINE
    _closes(desk, "two")
    desk.pass_time(2 * MINUTE)
    assert _state(desk) == PresenceState.AWAY


def test_one_console_of_two_is_enough(desk: DeskUnderTest) -> None:
    """Who closes a tab is still there in the other."""
    _opens(desk, "ana", "two")
    _closes(desk, "one")
    desk.pass_time(10 * MINUTE)
    assert _state(desk) == PresenceState.ONLINE


def test_work_waits_from_the_moment_that_the_console_is_closed(desk: DeskUnderTest) -> None:
    """Nobody is given what they cannot see, and the reasons say so; it is theirs as soon as they are back."""
    desk.now += MINUTE
    _closes(desk, "one")
    TelegramUser(desk).writes("Where is my order?")
    desk.settle()
    assert desk.conversation.assignee is None
    routed = next(entry for entry in desk.timeline() if entry.name == "conversation.routed")
    assert "'has no console open'" in str(routed.data["reasons"])
    desk.now += MINUTE
    _opens(desk, "ana", "two")
    assert desk.conversation.assignee == "ana"


def test_what_was_offered_to_somebody_who_went_goes_on(desk: DeskUnderTest) -> None:
    """Ben need not wait for the quarter of an hour to end; what Ana had taken stays hers."""
    TelegramUser(desk, id=7001).writes("Where is my order?")
    desk.settle()
    taken = desk.conversation
    desk.call("POST", f"/v1/conversations/{taken.id}/take", user="ana")
    TelegramUser(desk, id=7002).writes("Where is mine?")
    desk.settle()
    desk.is_online("ben")
    _closes(desk, "one")
    desk.pass_time(3 * MINUTE)
    desk.settle()
    assert {each.id == taken.id: each.assignee for each in desk.conversations} == {True: "ana", False: "ben"}


@pytest.mark.parametrize(("chosen", "then"), [(None, "online"), ("away", "away"), ("off", "off")])
def test_who_comes_back_is_online_unless_they_chose_otherwise(
    desk: DeskUnderTest, chosen: str | None, then: str
) -> None:
    """The desk takes back what it did itself, and no more than that."""
    if chosen:
        desk.call("PUT", "/v1/me/presence", user="ana", body={"state": chosen})
    _closes(desk, "one")
    desk.pass_time(3 * MINUTE)
    assert _state(desk) == (chosen or "away")
    _opens(desk, "ana", "two")
    assert _state(desk) == then


def test_a_console_that_vanished_counts_as_closed(desk: DeskUnderTest) -> None:
    """A lid that closes says no goodbye: the first push that does not arrive tells."""
    desk.sockets.gone.add("one")
    TelegramUser(desk).writes("Where is my order?")
    desk.settle()
    desk.pass_time(3 * MINUTE)
    assert _state(desk) == PresenceState.AWAY
