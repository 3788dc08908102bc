"""What End User Messaging tells the topic of an RCS agent."""

import json

import pytest

from channels.rcs.inbound import concerns, parse
from tests.samples import NOW, sample_connection, topic_request
from transom.channel import InboundConsent, InboundDelivery, InboundEvent, InboundMessage, InboundWatermark, Request
from transom.errors import UnreadableError
from transom.model import DeliveryState, MediaKind
from transom_cli.providers.rcs import written as written_by_ana
from transom_cli.providers.stage import Scene

CONNECTION = sample_connection("rcs")
AGENT = "rcs-cb1e6e519e9049fabf8c0ae38e4d876b"


def events(case: str) -> list[InboundEvent]:
    """Return what a sample tells."""
    return parse(topic_request(f"rcs/{case}"), CONNECTION)


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    [event] = events(case)
    assert isinstance(event, InboundMessage)
    return event


def written(body: str, **more: str) -> list[InboundEvent]:
    """Return what a body tells."""
    told = {"originationNumber": "+14155550182", "messageBody": body, "inboundMessageId": "m1", **more}
    envelope = {"Message": json.dumps(told), "Timestamp": "2026-11-16T09:12:30Z"}
    return parse(Request(body=json.dumps(envelope).encode(), received_at=NOW), CONNECTION)


def test_a_text_is_as_that_of_an_sms() -> None:
    """The same payload, with the agent in the place of our number."""
    event = message("text")
    assert event.text == "Where is my order 10428? 📦"
    assert str(event.door) == "rcs#sample#+14155550182"


def test_a_file_is_where_aws_put_it() -> None:
    """The key has a # in it, and stays whole."""
    [file] = message("image").attachments
    assert (file.kind, file.name, file.mime, file.size) == (
        MediaKind.IMAGE,
        "photo_2026.jpg",
        "image/jpeg",
        1211843,
    )
    assert file.provider_media_id == "s3://my-rcs-media-bucket/inbound-media/rcs/msg-abc123def456#photo_2026.jpg"


def test_a_file_that_aws_could_not_keep_is_mentioned() -> None:
    """The agent can ask for it again."""
    event = message("image_lost")
    assert event.text == "[file not received: IMG_7115.heic]"
    assert event.attachments == ()


def test_a_place_and_a_choice_are_read() -> None:
    """A place has coordinates; of a choice the text counts, not the postback."""
    place = message("location").place
    assert place is not None
    assert (place.latitude, place.longitude) == (52.229676, 21.012229)
    choice = message("suggestion")
    assert choice.text == "Tuesday, 10 to 12"
    assert choice.door == message("text").door


def test_a_place_may_be_nested() -> None:
    """The form is documented nowhere."""
    [event] = written('{"type": "LOCATION", "location": {"latitude": 1, "longitude": 2}}')
    assert isinstance(event, InboundMessage)
    assert event.place is not None


@pytest.mark.parametrize(
    ("kind", "state"), [("RCS_READ", DeliveryState.READ), ("RCS_DELIVERED", DeliveryState.DELIVERED)]
)
def test_what_reached_the_customer_may_be_told_by_the_topic(kind: str, state: DeliveryState) -> None:
    """Of the message that it names, or of all that were sent before."""
    [delivery] = written(json.dumps({"type": kind}), previousPublishedMessageId="862a8790")
    assert isinstance(delivery, InboundDelivery)
    assert (delivery.provider_message_id, delivery.state) == ("862a8790", state)
    [watermark] = written(json.dumps({"type": kind}))
    assert isinstance(watermark, InboundWatermark)
    assert (watermark.state, watermark.door.address) == (state, "+14155550182")


@pytest.mark.parametrize("case", ["conversation"])
def test_events_that_nobody_wrote_are_acknowledged(case: str) -> None:
    """There is nothing to store."""
    assert events(case) == []


@pytest.mark.parametrize(("body", "is_given"), [("UNSUBSCRIBE", False), ("SUBSCRIBE", True)])
def test_a_subscription_is_a_wish(body: str, *, is_given: bool) -> None:
    """The phone's own button tells it, without a message."""
    [event] = written(json.dumps({"type": body}))
    assert isinstance(event, InboundConsent)
    assert event.is_given is is_given


def test_a_stop_is_a_message_and_a_wish() -> None:
    """As with SMS."""
    _, consent = events("opt_out")
    assert isinstance(consent, InboundConsent)
    assert not consent.is_given


@pytest.mark.parametrize("text", ['{"type": "hello"}', "{}", "{ not json", '{"type": 1}'])
def test_a_customer_s_own_braces_are_a_text(text: str) -> None:
    """Developers write to shops too."""
    [event] = written(text)
    assert isinstance(event, InboundMessage)
    assert event.text == text


@pytest.mark.parametrize(
    ("case", "state"),
    [
        ("delivered", DeliveryState.DELIVERED),
        ("read", DeliveryState.READ),
        ("failed", DeliveryState.FAILED),
        ("fallback", DeliveryState.SENT),
        ("fallback_delivered", DeliveryState.DELIVERED),
    ],
)
def test_an_event_tells_how_far_a_message_came(case: str, state: DeliveryState) -> None:
    """The status counts before the kind of event: a rejection comes as a delivery."""
    [event] = events(case)
    assert isinstance(event, InboundDelivery)
    assert event.state is state


def test_a_message_that_cannot_be_shown_is_told_by_its_kind() -> None:
    """Whoever wrote it waits for an answer all the same."""
    assert message("unsupported").text.startswith("[unsupported: ")


def test_what_is_not_understood_says_so() -> None:
    """Nothing is dropped in silence."""
    with pytest.raises(UnreadableError):
        events("unreadable_place")


def test_a_notice_concerns_the_agent_that_it_names() -> None:
    """The pool's numbers stand beside it, for what falls back."""
    ours = CONNECTION.model_copy(update={"settings": {"numbers": f"{AGENT},+14155550100"}})
    others = CONNECTION.model_copy(update={"settings": {"numbers": "rcs-other"}})
    for case in ("text", "delivered", "fallback_delivered"):
        expected = case != "delivered" or AGENT in ours.settings["numbers"]
        assert concerns(topic_request(f"rcs/{case}"), ours) is expected
        assert not concerns(topic_request(f"rcs/{case}"), others)


def test_what_the_played_provider_writes_is_read() -> None:
    """As SNS would wrap it."""
    scene = Scene(author="Ana", number=12345678, text="Hi", message_id=1, secret={}, url="", at=NOW)
    envelope = {"Message": written_by_ana(scene).body.decode(), "Timestamp": "2026-11-16T09:12:30Z"}
    [event] = parse(Request(body=json.dumps(envelope).encode(), received_at=NOW), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert (event.text, event.door.address) == ("Hi", "+15512345678")
