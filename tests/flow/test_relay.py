"""The relay loses nothing, and lets nothing be held up by one bad record."""

import json

import pytest
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord, StreamRecord
from pydantic import JsonValue

from tests.flow.customers import TelegramUser
from transom.aws import bus, clients, queues
from transom.errors import UnavailableError
from transom.events import Event
from transom.testing.desk import DeskUnderTest

RELAY = "relay.handler.handler"


def record(change: JsonValue) -> StreamRecord:
    """Return what a change of the stream tells."""
    assert isinstance(change, dict)
    told = DynamoDBRecord(change).dynamodb
    assert told
    return told


def entries(desk: DeskUnderTest) -> list[JsonValue]:
    """Return the changes of the stream that wrote a timeline entry."""
    return [each for each in desk.cloud.changes() if record(each).keys["sk"].startswith("E#")]


def test_the_stream_comes_again_from_the_first_event_that_the_bus_refused(
    desk: DeskUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`FailedEntryCount` is read: what the bus did not take is not forgotten."""
    olga = TelegramUser(desk)
    for text in ("one", "two", "three"):
        olga.writes(text)
    changes = entries(desk)
    published = bus.publish

    def refuse_the_second(events: list[Event]) -> set[str]:
        return published(events) | {events[1].id}

    monkeypatch.setattr(bus, "publish", refuse_the_second)
    answer = desk.invoke(RELAY, {"Records": changes})
    assert answer == {"batchItemFailures": [{"itemIdentifier": record(changes[1]).sequence_number}]}


def test_a_refused_entry_of_put_events_is_told_by_its_id(desk: DeskUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bus adapter pairs each result with its event."""
    TelegramUser(desk).writes("one")
    event = Event.of(desk.timeline()[0])
    other = event.model_copy(update={"id": "other"})
    answer = {"FailedEntryCount": 1, "Entries": [{"EventId": "1"}, {"ErrorCode": "ThrottlingException"}]}
    monkeypatch.setattr(clients.client("events"), "put_events", lambda **_: answer)
    assert bus.publish([event, other]) == {"other"}


def test_a_job_that_cannot_be_queued_comes_again(desk: DeskUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer whose queue does not take it is not lost: the stream brings it again."""
    with monkeypatch.context() as outage:

        def refuse(*_: object) -> None:
            raise UnavailableError("the queue does not answer")

        outage.setattr(queues, "put", refuse)
        TelegramUser(desk).writes("Where is my order?")
        desk.settle()
        assert desk.outbox.requests == []
    desk.settle()
    assert len(desk.outbox.requests) == 1


def test_a_record_that_is_no_entry_is_a_dead_letter_and_the_others_go_on(desk: DeskUnderTest) -> None:
    """One poisoned record neither blocks the stream nor is dropped: it is a dead letter, as it was."""
    TelegramUser(desk).writes("Where is my order?")
    (good,) = entries(desk)
    poison = json.loads(json.dumps(good))
    poison["dynamodb"]["NewImage"] = {"entry": {"S": "{}"}}
    assert desk.invoke(RELAY, {"Records": [poison, good]}) == {"batchItemFailures": []}
    desk.settle()
    assert [json.loads(body) for body in desk.cloud.dead_letters(desk.cloud.stream)] == [poison]
    assert "conversation.routed" in [entry.name for entry in desk.timeline()]


def test_a_poisoned_message_ends_in_the_dead_letters_alone(desk: DeskUnderTest) -> None:
    """A consumer's batch fails one by one: the good event is done at once, the bad one is given up."""
    router = desk.queue("Router")
    desk.cloud.put(router, '{"detail": {"id": "no event"}}')
    TelegramUser(desk).writes("Where is my order?")
    desk.settle()
    assert desk.conversation.team == "support"
    for _ in range(6):
        desk.settle()
    assert desk.cloud.dead_letters(router) == ['{"detail": {"id": "no event"}}']
