"""What strangers and bad days send to every channel's webhook: the right status, and nothing stored."""

import base64
from datetime import timedelta

import pytest

import channels
from tests.samples import NOW, hook_event, sample_connection
from transom.channel import Source
from transom.model import ConnectionSpec, EntryName
from transom.testing.desk import DeskUnderTest

WEBHOOKS = [channel for channel in channels.ids() if channels.manifest(channel).source is Source.WEBHOOK]


def connected(desk: DeskUnderTest, channel: str) -> dict[str, object]:
    """Connect a channel as its samples are signed, and return the event of its text."""
    desk.now = NOW
    known = sample_connection(channel)
    desk.connect(ConnectionSpec(id="sample", channel=channel, name=channel, settings=known.settings), known.secret)
    return {**hook_event(f"{channel}/text"), "pathParameters": {"connection": "sample"}}


def sends(desk: DeskUnderTest, channel: str, event: dict[str, object]) -> int:
    """Call the webhook and return its status."""
    answer = desk.invoke("channel_receive.handler.handler", event, channel=channel)
    return int(str(answer["statusCode"])) if isinstance(answer, dict) else 0


def with_body(event: dict[str, object], body: bytes) -> dict[str, object]:
    """Return the event with another body and the same headers."""
    return {**event, "body": base64.b64encode(body).decode(), "isBase64Encoded": True}


def body_of(event: dict[str, object]) -> bytes:
    """Return an event's body as bytes."""
    text = str(event["body"])
    return base64.b64decode(text) if event["isBase64Encoded"] else text.encode()


def messages(desk: DeskUnderTest) -> int:
    """Return how many messages the desk has."""
    if not desk.store.contacts.page().items:
        return 0
    return [entry.name for entry in desk.timeline()].count(EntryName.MESSAGE_RECEIVED)


@pytest.mark.parametrize("channel", WEBHOOKS)
def test_a_strangers_request_ends_at_the_door(desk: DeskUnderTest, channel: str) -> None:
    """Spoofed, cut off, or ten megabytes long: nothing is stored, and nothing is said but the status."""
    event = connected(desk, channel)
    forged = {**hook_event(f"{channel}/forged"), "pathParameters": {"connection": "sample"}}
    assert sends(desk, channel, forged) in {401, 403}
    assert sends(desk, channel, with_body(event, b"x" * 10_000_000)) == 413
    assert sends(desk, channel, with_body(event, body_of(event)[:-7])) in {200, 401, 403}
    assert messages(desk) == 0


@pytest.mark.parametrize("channel", WEBHOOKS)
def test_a_message_told_twice_is_one(desk: DeskUnderTest, channel: str) -> None:
    """At once, and again when nobody expects it."""
    event = connected(desk, channel)
    assert [sends(desk, channel, event) for _ in range(2)] == [200, 200]
    desk.now += timedelta(hours=30)
    assert sends(desk, channel, event) in {200, 401, 403}
    assert messages(desk) == 1
