"""Chats that their customers leave, and messengers' windows that shut."""

from datetime import timedelta

import pytest

from tests.flow.customers import TELEGRAM
from transom import intake
from transom.channel import Connection, InboundDeparture, InboundMessage, Sender, Window
from transom.model import Door, EntryName, State
from transom.testing.desk import DeskUnderTest

DOOR = Door(channel="telegram", connection=TELEGRAM, address="7001")
DAY = timedelta(days=1)


def writes(desk: DeskUnderTest, text: str, number: int = 1) -> None:
    """Let a customer write to a channel whose window lasts a day."""
    event = InboundMessage(
        provider_message_id=f"m{number}",
        door=DOOR,
        sender=Sender(address=DOOR.address, name="Olga"),
        text=text,
        occurred_at=desk.now,
    )
    window = Window(duration=DAY, after="template")
    intake.receive(desk.store, event, connection=_connection(), now=desk.now, window=window)
    desk.settle()


def leaves(desk: DeskUnderTest) -> None:
    """Let the customer leave."""
    event = InboundDeparture(door=DOOR, occurred_at=desk.now)
    intake.receive(desk.store, event, connection=_connection(), now=desk.now)
    desk.settle()


def _connection() -> Connection:
    return Connection(id=DOOR.connection, channel=DOOR.channel)


def test_who_left_before_an_answer_is_not_waited_for(desk: DeskUnderTest) -> None:
    """The chat is abandoned, once; who comes back begins another conversation."""
    writes(desk, "Is anybody there?")
    leaves(desk)
    leaves(desk)
    assert desk.conversation.state is State.ABANDONED
    changes = [entry for entry in desk.timeline() if entry.name is EntryName.CONVERSATION_CHANGED]
    assert [entry.data["state"] for entry in changes] == [{"from": "new", "to": "abandoned"}]
    writes(desk, "I am back", 2)
    assert len(desk.conversations) == 2


def test_a_stranger_leaves_nothing(desk: DeskUnderTest) -> None:
    """Who never wrote has no conversation to abandon."""
    leaves(desk)
    assert desk.conversations == []


@pytest.mark.parametrize("writes_again", [True, False])
def test_a_window_shuts_behind_an_answer(desk: DeskUnderTest, *, writes_again: bool) -> None:
    """A day after the customer's last message they have to write first; when they do, it is reopened."""
    desk.is_online("ana")
    writes(desk, "Where is my order?")
    path = f"/v1/conversations/{desk.conversation.id}/messages"
    assert desk.call("POST", path, {"text": "On its way."}, user="ana").status == 202
    desk.pass_time(DAY - timedelta(minutes=1))
    assert desk.conversation.state == "waiting_customer"
    if writes_again:
        writes(desk, "Thanks!", 2)
    desk.pass_time(timedelta(minutes=1))
    assert desk.conversation.state is (State.REOPENED if writes_again else State.WINDOW_CLOSED)
    writes(desk, "Hello?", 3)
    assert desk.conversation.state is State.REOPENED
