"""A message that comes in parts, each by itself and in any order."""

from datetime import timedelta
from itertools import permutations

import pytest

from transom import intake
from transom.channel import Connection, InboundMessage, InboundPart, Sender
from transom.core.delivery import present
from transom.model import Door
from transom.testing.desk import DeskUnderTest

CONNECTION = Connection(id="sms", channel="vonage")
DOOR = Door(channel="vonage", connection="sms", address="48500100200")


def comes(desk: DeskUnderTest, position: int, text: str, total: int = 3) -> None:
    """Let one part come."""
    message = InboundMessage(
        provider_message_id="48500100200.1A",
        door=DOOR,
        sender=Sender(address=DOOR.address),
        text=text,
        occurred_at=desk.now,
    )
    part = InboundPart(message=message, position=position, total=total)
    intake.receive(desk.store, part, connection=CONNECTION, now=desk.now)
    desk.now += timedelta(seconds=1)


def text(desk: DeskUnderTest) -> str | None:
    """Return the only message as it stands."""
    [moment] = desk.store.timeline.page(desk.conversation.id).items
    return present(moment.entry, moment.beneath).text


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))))
def test_the_parts_are_one_message_in_their_order(desk: DeskUnderTest, order: tuple[int, ...]) -> None:
    """In whichever they come, and however often."""
    parts = {1: "Where is my or", 2: "der? It should have co", 3: "me on Monday."}
    for position in (*order, order[0]):
        comes(desk, position, parts[position])
    assert text(desk) == "Where is my order? It should have come on Monday."


def test_a_part_that_has_not_come_is_seen_to_be_missing(desk: DeskUnderTest) -> None:
    """What is there can be read meanwhile."""
    comes(desk, 1, "Where is my or")
    assert text(desk) == "Where is my or […]"
    comes(desk, 3, "me on Monday.")
    assert text(desk) == "Where is my or […] me on Monday."


def test_a_wish_in_parts_is_heeded_once_it_is_whole(desk: DeskUnderTest) -> None:
    """No part of it says STOP by itself."""
    comes(desk, 1, "ST", total=2)
    identity = desk.store.identities.find(DOOR)
    assert identity is not None
    assert not identity.is_opted_out
    comes(desk, 2, "OP", total=2)
    identity = desk.store.identities.find(DOOR)
    assert identity is not None
    assert identity.is_opted_out
