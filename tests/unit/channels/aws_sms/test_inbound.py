"""What End User Messaging tells the topic of SMS."""

import json
from datetime import UTC, datetime

import pytest

from channels.aws_sms.inbound import concerns, handshake, parse, verify
from tests.samples import NOW, sample_connection, topic_request
from transom.channel import InboundConsent, InboundDelivery, InboundEvent, InboundMessage, Request
from transom.errors import UnreadableError
from transom.model import DeliveryState
from transom_cli.providers.aws_sms import written as written_by_ana
from transom_cli.providers.stage import Scene

CONNECTION = sample_connection("aws_sms")


def events(case: str) -> list[InboundEvent]:
    """Return what a sample tells."""
    return parse(topic_request(f"aws_sms/{case}"), CONNECTION)


def delivery(case: str) -> InboundDelivery:
    """Return the delivery that a sample holds."""
    [event] = events(case)
    assert isinstance(event, InboundDelivery)
    return event


def notification(**told: object) -> Request:
    """Return a notification as SNS puts it on the queue."""
    envelope = {"Message": json.dumps(told), "Timestamp": "2026-11-16T09:12:30.482Z"}
    return Request(body=json.dumps(envelope).encode(), received_at=NOW)


def test_a_text_has_the_time_of_its_notification() -> None:
    """It states none itself."""
    [event] = events("text")
    assert isinstance(event, InboundMessage)
    assert event.text == "Where is my order 10428? 📦"
    assert str(event.door) == "aws_sms#sample#+14155550182"
    assert event.occurred_at == datetime(2026, 11, 16, 9, 12, 30, 482000, tzinfo=UTC)
    assert event.references == ("862a8790-60c0-4430-9b2b-658bd0000001",)


def test_a_number_without_its_plus_is_the_same_door() -> None:
    """Some notices leave it out."""
    [event] = events("first")
    assert isinstance(event, InboundMessage)
    assert event.door.address == "+14155550182"
    assert event.references == ()


def test_a_stop_is_a_message_and_a_wish() -> None:
    """AWS keeps a list of its own besides."""
    told, consent = events("opt_out")
    assert isinstance(told, InboundMessage)
    assert isinstance(consent, InboundConsent)
    assert not consent.is_given
    assert consent.door == told.door


@pytest.mark.parametrize(
    ("case", "state", "reason"),
    [
        ("sent", DeliveryState.SENT, None),
        ("delivered", DeliveryState.DELIVERED, None),
        ("failed", DeliveryState.FAILED, "Carrier has blocked the message"),
        ("media_failed", DeliveryState.FAILED, "file size exceeded"),
    ],
)
def test_an_event_tells_how_far_a_message_came(case: str, state: DeliveryState, reason: str | None) -> None:
    """With our reference, from the context that it was sent with."""
    event = delivery(case)
    assert (event.state, event.reason) == (state, reason)
    assert event.reference == "ABCD1234.01K0000000000000000000000A"
    assert event.occurred_at == datetime.fromtimestamp(1794820350, UTC)


@pytest.mark.parametrize("case", ["pending", "voice"])
def test_what_says_nothing_of_a_message_tells_nothing(case: str) -> None:
    """A message on its way, and a call of somebody's."""
    assert events(case) == []


def test_an_event_without_a_context_is_known_by_the_message_s_id() -> None:
    """Whoever sends from the same account may set none."""
    told = {"eventType": "TEXT_DELIVERED", "eventTimestamp": 1794820350000, "messageId": "m1"}
    [event] = parse(notification(**told), CONNECTION)
    assert isinstance(event, InboundDelivery)
    assert (event.provider_message_id, event.reference, event.door) == ("m1", None, None)


def test_a_message_that_cannot_be_shown_is_told_by_its_kind() -> None:
    """Whoever wrote it waits for an answer all the same."""
    [event] = events("no_text")
    assert isinstance(event, InboundMessage)
    assert event.text == "[unsupported: message]"


@pytest.mark.parametrize("case", ["unreadable_text", "unreadable_no_envelope"])
def test_what_is_not_understood_says_so(case: str) -> None:
    """And concerns no connection in particular, where it cannot be read at all."""
    with pytest.raises(UnreadableError):
        events(case)


@pytest.mark.parametrize(
    ("numbers", "case", "expected"),
    [
        ("", "text", True),
        ("+14155550100", "text", True),
        ("+15550199, 14155550100", "text", True),
        ("+15550199", "text", False),
        ("+14155550100", "delivered", True),
        ("+15550199", "delivered", False),
        ("", "unreadable_text", False),
    ],
)
def test_a_notice_concerns_whose_number_it_names(numbers: str, case: str, *, expected: bool) -> None:
    """Messages by where they went, events by where they came from."""
    connection = CONNECTION.model_copy(update={"settings": {"numbers": numbers}})
    assert concerns(topic_request(f"aws_sms/{case}"), connection) is expected


def test_a_topic_asks_nothing_and_proves_nothing() -> None:
    """Its policy says who may publish."""
    request = topic_request("aws_sms/text")
    assert handshake(request, CONNECTION) is None
    verify(request, CONNECTION)


def test_what_the_played_provider_writes_is_read() -> None:
    """As SNS would wrap it."""
    scene = Scene(author="Ana", number=12345678, text="Hi", message_id=1, secret={}, url="", at=NOW)
    envelope = {"Message": written_by_ana(scene).body.decode(), "Timestamp": "2026-11-16T09:12:30Z"}
    [event] = parse(Request(body=json.dumps(envelope).encode(), received_at=NOW), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert (event.text, event.door.address) == ("Hi", "+15512345678")
