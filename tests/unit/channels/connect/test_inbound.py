"""What Amazon Connect tells."""

import json

import pytest

from channels.connect.inbound import handshake, parse, verify
from tests.samples import sample_connection, topic_request
from transom.channel import InboundDelivery, InboundDeparture, InboundMessage
from transom.model import DeliveryState

CONNECTION = sample_connection("connect")
CONTACT = "11111111-1111-4111-8111-111111111111"
CHAT = "chat:a1b2c3d4-0000-4000-8000-000000000001"


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    event, *_ = parse(topic_request(f"connect/{case}"), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def test_a_chat_message_is_its_customer_s() -> None:
    """The door is the chat, whoever it is transferred to."""
    event = message("text")
    assert (event.door.address, event.sender.name) == (CHAT, "Ana Kowalska")
    assert not event.is_machine


def test_raw_delivery_is_read_the_same() -> None:
    """The topic may leave its envelope off."""
    request = topic_request("connect/text")
    raw = request.model_copy(update={"body": json.loads(request.body)["Message"].encode()})
    assert parse(raw, CONNECTION) == parse(request, CONNECTION)


def test_a_file_is_known_by_its_chat() -> None:
    """It is fetched through it."""
    [file] = message("file").attachments
    assert (file.name, file.mime) == ("invoice.pdf", "application/pdf")
    assert file.provider_media_id == f"{CHAT.removeprefix('chat:')} {file.id}"


@pytest.mark.parametrize("case", ["agent", "our_own", "typing", "call_updated", "call_of_another_instance", "task"])
def test_what_no_customer_did_tells_nothing(case: str) -> None:
    """Agents of Connect, our own answers, and another instance's calls."""
    assert parse(topic_request(f"connect/{case}"), CONNECTION) == []


@pytest.mark.parametrize(
    ("case", "states"),
    [("delivered", [DeliveryState.DELIVERED]), ("read", [DeliveryState.DELIVERED, DeliveryState.READ])],
)
def test_receipts_are_about_our_answers(case: str, states: list[DeliveryState]) -> None:
    """One for each moment that they tell."""
    events = parse(topic_request(f"connect/{case}"), CONNECTION)
    assert [event.state for event in events if isinstance(event, InboundDelivery)] == states


def test_a_call_that_waits_is_the_customer_s_message() -> None:
    """Its id is the contact's."""
    event = message("call_queued")
    assert (event.provider_message_id, event.text) == (CONTACT, "Call from +48500100200 (queued)")
    assert (event.sender.phone, event.is_machine) == ("+48500100200", False)
    assert message("call_withheld").text == "Call from a withheld number (queued)"


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("call_initiated", "The call began"),
        ("call_taken", "The call was taken by an agent"),
        ("call_ended", "The call ended (CUSTOMER_DISCONNECT)"),
        ("chat_ended", "The chat ended"),
    ],
)
def test_what_happens_later_is_a_machine_s_message(case: str, text: str) -> None:
    """At the same door as the call, or the chat."""
    event = message(case)
    assert (event.text, event.is_machine) == (text, True)
    assert event.door.address == (CHAT if case == "chat_ended" else "voice:+48500100200")


def test_neither_a_question_nor_a_proof_is_needed() -> None:
    """The policies of topic and queue are the proof."""
    request = topic_request("connect/text")
    assert handshake(request, CONNECTION) is None
    verify(request, CONNECTION)


def test_a_chat_that_nobody_took_is_left_when_it_ends() -> None:
    """Who was talking to an agent of Connect's was answered there."""
    request = topic_request("connect/chat_ended")
    _, left = parse(request, CONNECTION)
    assert isinstance(left, InboundDeparture)
    assert left.door == message("chat_ended").door
    taken = json.loads(request.body)
    taken["detail"]["agentInfo"] = {"agentArn": "arn:aws:connect:eu-central-1:123456789012:instance/1/agent/2"}
    answered = request.model_copy(update={"body": json.dumps(taken).encode()})
    assert len(parse(answered, CONNECTION)) == 1


def test_a_message_that_cannot_be_shown_is_told_by_its_kind() -> None:
    """Whoever wrote it waits for an answer all the same."""
    assert message("interactive").text.startswith("[unsupported: ")
