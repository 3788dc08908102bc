"""LINE's webhook."""

import json
from datetime import UTC, datetime

import pytest

from channels.line.inbound import handshake, parse, verify
from tests.samples import NOW, hook_request
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDeletion,
    InboundDeparture,
    InboundEvent,
    InboundMessage,
    Request,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Audience, MediaKind, Place
from transom.provider.proof import hmac_base64

CONNECTION = Connection(
    id="shop-line",
    channel="line",
    secret={"channel_secret": "sample-channel-secret", "access_token": "T-1"},
    previous_secret={"channel_secret": "the-one-before"},
)


def messages(case: str) -> list[InboundMessage]:
    """Return the messages that a sample holds."""
    events = parse(hook_request(f"line/{case}"), CONNECTION)
    return [event for event in events if isinstance(event, InboundMessage)]


def message(case: str) -> InboundMessage:
    """Return the one message that a sample holds."""
    [event] = messages(case)
    return event


def signed(secret: str, body: bytes = b'{"events":[]}') -> Request:
    """Return a body under a secret's signature."""
    headers = {"x-line-signature": hmac_base64(secret, body)}
    return Request(headers=headers, body=body, received_at=datetime(2026, 11, 16, tzinfo=UTC))


def test_a_text_becomes_a_message_from_its_writer() -> None:
    """LINE names nobody: the writer is their id."""
    event = message("text")
    assert event.text == "注文10428はどこですか? 📦"
    assert event.door.address == event.sender.address == "U8189cf6745fc0d808977bdb0b9f22995"
    assert event.audience is Audience.PRIVATE
    assert event.quote_token == "q3Plxr4AgKd_fGb2Z"
    assert event.occurred_at == datetime.fromtimestamp(1794820345, UTC)


def test_images_sent_together_are_one_album() -> None:
    """Each is a message of its own."""
    first, second = messages("image")
    assert first.album == second.album is not None
    assert first.attachments[0].provider_media_id == first.provider_message_id


@pytest.mark.parametrize(
    ("case", "kind", "name"),
    [
        ("video", MediaKind.VIDEO, "video.mp4"),
        ("voice", MediaKind.VOICE, "voice.m4a"),
        ("file", MediaKind.FILE, "invoice-10428.pdf"),
        ("sticker", MediaKind.STICKER, "sticker.png"),
    ],
)
def test_each_kind_of_media_is_one_attachment(case: str, kind: MediaKind, name: str) -> None:
    """LINE names files only."""
    [attachment] = message(case).attachments
    assert (attachment.kind, attachment.name) == (kind, name)


def test_an_image_that_lies_elsewhere_is_told_by_its_address() -> None:
    """The desk fetches from LINE alone."""
    event = message("image_external")
    assert (event.text, event.attachments) == ("https://cdn.example.com/a.jpg", ())


def test_a_place_keeps_its_name_and_address() -> None:
    """It is no text."""
    event = message("location")
    address = "1-3 Kioicho, Chiyoda-ku, Tokyo"
    assert event.place == Place(latitude=35.67966, longitude=139.73669, name="my location", address=address)
    assert event.text == ""


def test_a_reply_names_the_message_it_quotes() -> None:
    """The reference is the quoted message's id."""
    assert message("reply").references == ("444573844083572001",)


def test_in_a_group_the_answer_goes_to_the_group() -> None:
    """The door is the group, the sender is the person."""
    event = message("group")
    assert event.door.address.startswith("C")
    assert event.sender.address.startswith("U")
    assert event.audience is Audience.GROUP


def test_what_is_taken_back_is_deleted() -> None:
    """LINE asks that its content goes too."""
    [event] = parse(hook_request("line/deletion"), CONNECTION)
    assert isinstance(event, InboundDeletion)
    assert event.provider_message_id == "444573844083572737"


def test_a_pressed_button_is_a_message() -> None:
    """It has no message id, so the event's counts."""
    event = message("postback")
    assert event.text == "action=track&order=10428"
    assert event.provider_message_id.startswith("01KA5T7Q3Z")


@pytest.mark.parametrize(("case", "is_given"), [("opt_in", True), ("opt_out", False)])
def test_following_is_consent(case: str, *, is_given: bool) -> None:
    """Who blocks the account is not written to."""
    [event] = parse(hook_request(f"line/{case}"), CONNECTION)
    assert isinstance(event, InboundConsent)
    assert event.is_given is is_given


def test_an_unknown_kind_does_not_lose_the_others() -> None:
    """Three messages in one call, the second of them not understood."""
    assert [event.text for event in messages("batch")] == ["一", "[unsupported: hologram]", "二"]


@pytest.mark.parametrize("case", ["joined", "suspended", "verification"])
def test_what_nobody_wrote_is_acknowledged(case: str) -> None:
    """The console's test call holds no events at all."""
    assert handshake(hook_request(f"line/{case}"), CONNECTION) is None
    assert parse(hook_request(f"line/{case}"), CONNECTION) == []


@pytest.mark.parametrize("case", ["unreadable_events", "unreadable_nobody"])
def test_what_is_not_understood_says_so(case: str) -> None:
    """A call without events, and a message from nobody."""
    with pytest.raises(UnreadableError):
        parse(hook_request(f"line/{case}"), CONNECTION)


@pytest.mark.parametrize("secret", ["sample-channel-secret", "the-one-before"])
def test_the_current_and_the_previous_secret_are_accepted(secret: str) -> None:
    """While a secret is rotated, both sign."""
    verify(signed(secret), CONNECTION)


@pytest.mark.parametrize("headers", [{}, {"x-line-signature": "gué"}, signed("another").headers])
def test_any_other_signature_is_refused(headers: dict[str, str]) -> None:
    """A missing one, one that is not even ASCII, and one by another secret."""
    with pytest.raises(UnauthenticError):
        verify(Request(headers=headers, body=b'{"events":[]}', received_at=datetime.now(UTC)), CONNECTION)


def test_a_connection_without_a_secret_accepts_nothing() -> None:
    """A signature by the empty secret is no proof."""
    with pytest.raises(UnauthenticError):
        verify(signed(""), Connection(id="shop-line", channel="line"))


def told(kind: str, **fields: object) -> InboundEvent:
    """Return what one event tells."""
    source = {"type": "group", "groupId": "C1", "userId": "U1"}
    event = {"type": kind, "timestamp": 1794820345000, "source": source, "webhookEventId": "E1", **fields}
    [found] = parse(Request(body=json.dumps({"events": [event]}).encode(), received_at=NOW), CONNECTION)
    return found


def test_a_file_of_which_line_says_nothing_more_lies_with_line() -> None:
    """Its provider may be null."""
    found = told("message", message={"id": "1", "type": "image", "contentProvider": None})
    assert isinstance(found, InboundMessage)
    assert found.attachments[0].provider_media_id == "1"


def test_what_is_chosen_with_a_button_comes_along() -> None:
    """A date, or the menu that was switched to."""
    found = told("postback", postback={"data": "storeId=1", "params": {"datetime": "2026-12-25T01:00", "status": None}})
    assert isinstance(found, InboundMessage)
    assert found.text == "storeId=1\n2026-12-25T01:00"


def test_what_another_program_answers_is_kept_and_answered_by_no_machine() -> None:
    """In standby, the chat is that program's."""
    for mode, is_machine in (("standby", True), ("active", False)):
        found = told("message", mode=mode, message={"id": "1", "type": "text", "text": "x"})
        assert isinstance(found, InboundMessage)
        assert found.is_machine is is_machine


def test_a_group_that_the_account_was_removed_from_is_left() -> None:
    """Nobody there reads an answer."""
    found = told("leave")
    assert isinstance(found, InboundDeparture)
    assert found.door.address == "C1"
