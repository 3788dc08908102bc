"""Viber's callbacks."""

import json
from datetime import UTC, datetime

import pytest

from channels.viber.inbound import handshake, parse, verify
from tests.samples import hook_request
from transom.channel import Connection, InboundConsent, InboundDelivery, InboundEvent, InboundMessage, Request
from transom.errors import UnauthenticError, UnreadableError
from transom.model import ContactCard, DeliveryState, MediaKind, Place
from transom.provider.proof import hmac_hex

CONNECTION = Connection(
    id="shop-viber",
    channel="viber",
    secret={"auth_token": "sample-auth-token"},
    previous_secret={"auth_token": "the-one-before"},
)


def told(case: str) -> InboundEvent:
    """Return the first event that a sample tells of."""
    return parse(hook_request(f"viber/{case}"), CONNECTION)[0]


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    event = told(case)
    assert isinstance(event, InboundMessage)
    return event


def signed(token: str, body: bytes = b"{}") -> Request:
    """Return a body under a token's signature."""
    headers = {"x-viber-content-signature": hmac_hex(token, body)}
    return Request(headers=headers, body=body, received_at=datetime(2026, 11, 16, tzinfo=UTC))


def test_a_text_becomes_a_message_from_its_writer() -> None:
    """The id, which is longer than a double holds, stays whole."""
    event = message("text")
    assert event.provider_message_id == "5741311803571721000"
    assert event.text == "Gde je moja porudžbina 10428? 📦"
    assert event.door.address == event.sender.address == "u3XkB0bcFQ1vPnZ2mY8Q7A=="
    assert (event.sender.name, event.sender.language) == ("Ivana Petrović", "sr")
    assert event.occurred_at == datetime.fromtimestamp(1794820345, UTC)


@pytest.mark.parametrize(
    ("case", "kind", "name"),
    [
        ("picture", MediaKind.IMAGE, "image-001.jpg"),
        ("video", MediaKind.VIDEO, "clip.mp4"),
        ("file", MediaKind.FILE, "racun-10428.pdf"),
    ],
)
def test_each_kind_of_media_is_one_attachment(case: str, kind: MediaKind, name: str) -> None:
    """What it is fetched by is its address."""
    [attachment] = message(case).attachments
    assert (attachment.kind, attachment.name) == (kind, name)
    assert (attachment.provider_media_id or "").startswith("https://dl-media.viber.com/")


def test_a_picture_s_words_are_the_text() -> None:
    """Viber sends them beside the picture."""
    assert message("picture").text == "Stiglo je ovako"


def test_what_is_neither_text_nor_file_has_its_own_place() -> None:
    """A place, a card, an address and a sticker without a picture."""
    assert message("location").place == Place(latitude=44.81667, longitude=20.46667)
    assert message("contact").cards == (ContactCard(name="Marko Petrović", phones=("+381601234567",)),)
    assert message("url").text == "https://shop.example.com/p/77"
    assert message("sticker").text == "[sticker 46105]"


def test_a_file_s_name_is_no_path() -> None:
    """It is shown, and stored, by its last part."""
    body = json.loads(hook_request("viber/file").body)
    body["message"]["file_name"] = "..\\..\\etc/passwd"
    [event] = parse(Request(body=json.dumps(body).encode(), received_at=datetime.now(UTC)), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert event.attachments[0].name == "passwd"


def test_a_reply_tells_that_our_message_arrived() -> None:
    """Its tracking data is our reference; anything else there is none of ours."""
    request = hook_request("viber/reply")
    _, delivery = parse(request, CONNECTION)
    assert isinstance(delivery, InboundDelivery)
    assert delivery.reference == "ABCD1234.01K0000000000000000000000A"
    other = request.model_copy(update={"body": request.body.replace(b"ABCD1234.", b"campaign ")})
    assert len(parse(other, CONNECTION)) == 1


@pytest.mark.parametrize(
    ("case", "state", "reason"),
    [
        ("delivered", DeliveryState.DELIVERED, None),
        ("read", DeliveryState.READ, None),
        ("failed", DeliveryState.FAILED, "The user has blocked the bot"),
    ],
)
def test_a_receipt_tells_what_became_of_an_answer(case: str, state: DeliveryState, reason: str | None) -> None:
    """It names the answer by the token that sending it gave."""
    event = told(case)
    assert isinstance(event, InboundDelivery)
    assert (event.state, event.reason) == (state, reason)
    assert event.provider_message_id.isdigit()


@pytest.mark.parametrize(("case", "is_given"), [("opt_in", True), ("opt_out", False)])
def test_subscribing_is_consent(case: str, *, is_given: bool) -> None:
    """Who leaves is not written to."""
    event = told(case)
    assert isinstance(event, InboundConsent)
    assert event.is_given is is_given


@pytest.mark.parametrize("case", ["webhook", "conversation_started"])
def test_what_nobody_wrote_is_acknowledged(case: str) -> None:
    """The first call after `set_webhook` wants a 200 only."""
    assert handshake(hook_request(f"viber/{case}"), CONNECTION) is None
    assert parse(hook_request(f"viber/{case}"), CONNECTION) == []


def test_a_message_of_an_unknown_type_is_told_by_its_type() -> None:
    """Whoever wrote it waits for an answer all the same."""
    assert message("unsupported").text.startswith("[unsupported: ")


@pytest.mark.parametrize("case", ["unreadable_token", "unreadable_html"])
def test_what_is_not_understood_says_so(case: str) -> None:
    """It is not dropped in silence."""
    with pytest.raises(UnreadableError):
        parse(hook_request(f"viber/{case}"), CONNECTION)


@pytest.mark.parametrize("token", ["sample-auth-token", "the-one-before"])
def test_the_current_and_the_previous_token_are_accepted(token: str) -> None:
    """While the token is changed, both sign."""
    verify(signed(token), CONNECTION)


@pytest.mark.parametrize("headers", [{}, {"x-viber-content-signature": "gué"}, signed("another").headers])
def test_any_other_signature_is_refused(headers: dict[str, str]) -> None:
    """A missing one, one that is not even ASCII, and one by another token."""
    with pytest.raises(UnauthenticError):
        verify(Request(headers=headers, body=b"{}", received_at=datetime.now(UTC)), CONNECTION)


def test_a_connection_without_a_token_accepts_nothing() -> None:
    """A signature by the empty token is no proof."""
    with pytest.raises(UnauthenticError):
        verify(signed(""), Connection(id="shop-viber", channel="viber"))
