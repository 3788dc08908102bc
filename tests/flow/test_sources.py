"""Channels whose provider sends no webhook: a topic of the account, and a provider that is asked."""

import json
from datetime import timedelta

import httpx
import pytest
from pydantic import JsonValue

from tests.samples import EVENTS, NOW, sample_connection
from transom.model import Audience, ConnectionSpec, EntryName
from transom.testing.desk import DeskUnderTest


def connected(desk: DeskUnderTest, channel: str, **settings: str) -> None:
    """Connect a channel as its samples are made."""
    desk.now = NOW
    known = sample_connection(channel)
    spec = ConnectionSpec(id="sample", channel=channel, name=channel, settings=known.settings | settings)
    desk.connect(spec, known.secret)


def sample(case: str) -> dict[str, JsonValue]:
    """Return a sample as JSON."""
    content: dict[str, JsonValue] = json.loads((EVENTS / f"{case}.json").read_bytes())
    return content


def record(case: str) -> dict[str, JsonValue]:
    """Return a topic's sample as Lambda gets it."""
    event = sample(case)
    for each in event["Records"] if isinstance(event["Records"], list) else []:
        if isinstance(each, dict):
            each["attributes"] = {"ApproximateReceiveCount": "1"}
    return event


@pytest.mark.parametrize("channel", ["aws_sms", "aws_whatsapp", "rcs", "connect"])
def test_what_a_topic_tells_is_one_message(desk: DeskUnderTest, channel: str) -> None:
    """SNS delivers at least once."""
    connected(desk, channel)
    for _ in range(2):
        answer = desk.invoke("channel_receive.topic.handler", record(f"{channel}/text"), channel=channel)
        assert answer == {"batchItemFailures": []}
    assert [entry.name for entry in desk.timeline()].count(EntryName.MESSAGE_RECEIVED) == 1


def test_a_topic_s_connection_tells_when_it_heard_something(desk: DeskUnderTest) -> None:
    """As those do that are called."""
    connected(desk, "aws_sms")
    desk.now = NOW + timedelta(days=1)  # what a door tells, it tells but once a minute
    desk.invoke("channel_receive.topic.handler", record("aws_sms/text"), channel="aws_sms")
    assert desk.store.health.of(["sample"])["sample"].last_event_at == desk.now


def test_what_is_for_no_connection_waits_in_quarantine(desk: DeskUnderTest) -> None:
    """The channel is deployed, and nobody has connected it."""
    connected(desk, "aws_sms")
    off = desk.spec.connections[-1].model_copy(update={"is_enabled": False})
    desk.apply(desk.spec.model_copy(update={"connections": (*desk.spec.connections[:-1], off)}))
    desk.invoke("channel_receive.topic.handler", record("aws_sms/text"), channel="aws_sms")
    [item] = desk.store.quarantine.page().items
    assert (item.channel, item.reason) == ("aws_sms", "it is for no connection")


def test_a_provider_that_is_asked_tells_each_thing_once(desk: DeskUnderTest) -> None:
    """The cursor moves on, and a page that comes again changes nothing; what is told is public."""
    connected(desk, "youtube", base_url="https://youtube.test")
    page = sample("youtube/text")

    def answer(request: httpx.Request) -> httpx.Response:
        body: JsonValue = {"access_token": "t", "expires_in": 3600} if request.method == "POST" else page
        return httpx.Response(200, json=body)

    desk.outbox.answer = answer
    for _ in range(2):
        desk.invoke("channel_receive.poll.handler", {"source": "aws.events"}, channel="youtube")
    received = [entry for entry in desk.timeline() if entry.name is EntryName.MESSAGE_RECEIVED]
    assert [entry.audience for entry in received] == [Audience.PUBLIC]
    assert desk.store.cursors.get("sample")


def test_a_provider_that_does_not_answer_is_asked_again(desk: DeskUnderTest) -> None:
    """The cursor stays where it was."""
    connected(desk, "youtube", base_url="https://youtube.test")
    desk.outbox.answer = lambda _: httpx.Response(503)
    desk.invoke("channel_receive.poll.handler", {"source": "aws.events"}, channel="youtube")
    assert desk.store.cursors.get("sample") == ""
