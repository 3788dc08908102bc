"""WhatsApp's webhook."""

import json
from datetime import UTC, datetime

import pytest

from channels.whatsapp.inbound import handshake, parse, verify
from tests.samples import hook_request, sample_connection
from transom.channel import (
    InboundDeletion,
    InboundDelivery,
    InboundEcho,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundMove,
    InboundReaction,
    Request,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Audience, DeliveryState, MediaKind, Place, Referral

CONNECTION = sample_connection("whatsapp")
NOW = datetime(2026, 11, 16, 9, 12, 31, tzinfo=UTC)


def told(case: str) -> InboundEvent:
    """Return the one event of a sample."""
    [event] = parse(hook_request(f"whatsapp/{case}"), CONNECTION)
    return event


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    event = told(case)
    assert isinstance(event, InboundMessage)
    return event


def question(token: str, mode: str = "subscribe") -> Request:
    """Return the question that Meta asks when the webhook is entered."""
    query = f"hub.mode={mode}&hub.challenge=1158201444&hub.verify_token={token}"
    return Request(method="GET", query=query, received_at=NOW)


def test_a_text_becomes_a_message_from_its_writer() -> None:
    """They are known by the id that stays, and reached by it; number and username are kept."""
    event = message("text")
    assert event.text == "Where is my order 10428? 📦"
    assert event.door.address == event.sender.address == "PL.13491208655302741918"
    assert (event.sender.phone, event.sender.username) == ("+48500100200", "ana.kowalska")
    assert event.occurred_at == datetime.fromtimestamp(1794820350, UTC)


def test_who_hides_their_number_can_write() -> None:
    """Neither `from` nor `wa_id` is there."""
    event = message("no_number")
    assert (event.door.address, event.sender.phone, event.sender.name) == ("DE.90011208655302741000", None, "Zoe")


@pytest.mark.parametrize(
    ("case", "kind", "name", "mime"),
    [
        ("image", MediaKind.IMAGE, "image.jpg", "image/jpeg"),
        ("video", MediaKind.VIDEO, "video.mp4", "video/mp4"),
        ("voice", MediaKind.VOICE, "voice.ogg", "audio/ogg"),
        ("audio", MediaKind.AUDIO, "audio.ogg", "audio/mpeg"),
        ("document", MediaKind.FILE, "invoice-10428.pdf", "application/pdf"),
        ("sticker", MediaKind.STICKER, "sticker.webp", "image/webp"),
    ],
)
def test_each_kind_of_media_is_one_attachment(case: str, kind: MediaKind, name: str, mime: str) -> None:
    """Voice is audio with a mark; the codec is not part of the type."""
    [attachment] = message(case).attachments
    assert (attachment.kind, attachment.name, attachment.mime) == (kind, name, mime)
    assert attachment.provider_media_id


def test_a_place_and_cards_are_kept_as_such() -> None:
    """A shared number is a card without a name."""
    place = message("location").place
    assert place is not None
    assert place.name == "Palace of Culture"
    [card] = message("contacts").cards
    assert (card.name, card.phones, card.emails) == ("Piotr Nowak", ("+48 500 100 300",), ("piotr@example.com",))
    [number] = message("shared_number").cards
    assert number.phones == ("+4915112345678",)


@pytest.mark.parametrize(
    ("case", "text"),
    [
        ("button", "Call me back"),
        ("list_reply", "Priority Mail"),
        ("form", "order: 10428\nreason: Damaged"),
        ("order", "Gift wrap, please\n2 x di9ozbzfi4 (30 EUR)\n1 x nqryix03ez (25.5 EUR)"),
        ("unsupported", "[unsupported: poll]"),
    ],
)
def test_what_was_chosen_is_told_as_text(case: str, text: str) -> None:
    """A form's token is no answer."""
    assert message(case).text == text


def test_an_answer_names_what_it_answers() -> None:
    """By WhatsApp's id of it."""
    [reference] = message("reply").references
    assert reference.startswith("wamid.")


def test_in_a_group_the_answer_goes_to_the_group() -> None:
    """The sender is the person still."""
    event = message("group")
    assert (event.audience, event.sender.address) == (Audience.GROUP, "PL.13491208655302741918")
    assert event.door.address.startswith("group:")


def test_a_new_number_is_told_by_a_machine() -> None:
    """Nobody wrote it; the number is at hand as a card."""
    event, move = parse(hook_request("whatsapp/number_changed"), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert event.is_machine
    assert event.cards[0].phones == ("+48500100999",)
    assert isinstance(move, InboundMove)
    assert move.door == event.door
    assert (move.address, move.phone) == ("PL.77791208655302741918", "+48500100999")


def test_another_id_is_told_of_who_had_the_former() -> None:
    """Nobody is named as its sender: whom it is about, the former id says."""
    changed = {"type": "user_changed_user_id", "user_id": "DE.700200", "previous_user_id": "PL.700100"}
    system = {"id": "wamid.7", "timestamp": "1794820350", "type": "system", "system": {**changed, "body": "moved"}}
    value = {"metadata": {"phone_number_id": CONNECTION.settings["phone_number_id"]}, "messages": [system]}
    body = json.dumps({"entry": [{"changes": [{"field": "messages", "value": value}]}]}).encode()
    event, move = parse(Request(body=body, received_at=NOW), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert event.is_machine
    assert isinstance(move, InboundMove)
    assert (move.door.address, move.address) == ("PL.700100", "DE.700200")


def test_an_edit_and_a_deletion_name_their_message() -> None:
    """The id that the message came under."""
    first, edit, deletion = message("text"), told("edit"), told("deletion")
    assert isinstance(edit, InboundEdit)
    assert isinstance(deletion, InboundDeletion)
    assert edit.provider_message_id == deletion.provider_message_id == first.provider_message_id
    assert edit.text == "Where is my order 10429?"


def test_a_reaction_is_put_and_taken_back() -> None:
    """Without a sign it is taken back."""
    put, back = told("reaction"), told("reaction_removed")
    assert isinstance(put, InboundReaction)
    assert isinstance(back, InboundReaction)
    assert (put.sign, back.sign) == ("👍", "")


@pytest.mark.parametrize(
    ("case", "state"),
    [
        ("sent", DeliveryState.SENT),
        ("delivered", DeliveryState.DELIVERED),
        ("read", DeliveryState.READ),
        ("failed", DeliveryState.FAILED),
    ],
)
def test_a_status_brings_our_reference_back(case: str, state: DeliveryState) -> None:
    """It finds the message even when its sending broke off."""
    event = told(case)
    assert isinstance(event, InboundDelivery)
    assert (event.state, event.reference) == (state, "7K3MZQ2X.01KA5Z8VQJ3W2M7R5T9Y1B4C6D")
    assert ("24 hours" in (event.reason or "")) == (case == "failed")


def test_all_of_a_batch_is_told() -> None:
    """Also beside a message of a kind that nobody knows."""
    events = parse(hook_request("whatsapp/batch"), CONNECTION)
    assert [event.kind for event in events] == ["message", "message", "delivery"]


@pytest.mark.parametrize("case", ["preferences", "template_status"])
def test_what_no_customer_wrote_tells_nothing(case: str) -> None:
    """To stop marketing is no wish to hear no answers."""
    assert parse(hook_request(f"whatsapp/{case}"), CONNECTION) == []


def test_what_is_written_on_the_business_s_own_phone_is_an_echo() -> None:
    """At the customer's door; the phone's signs tell nothing."""
    request = hook_request("whatsapp/echo")
    [echo] = parse(request, CONNECTION)
    assert isinstance(echo, InboundEcho)
    assert (echo.door.address, echo.text) == ("48500100200", "It left today.")
    body = request.body.replace(b'"type": "text"', b'"type": "reaction"')
    assert parse(request.model_copy(update={"body": body}), CONNECTION) == []


def test_a_time_in_milliseconds_is_known_by_its_size() -> None:
    """Meta states seconds, and at times the other unit."""
    request = hook_request("whatsapp/text")
    body = request.body.replace(b'"1794820350"', b'"1794820350000"')
    [event] = parse(request.model_copy(update={"body": body}), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert event.occurred_at == datetime.fromtimestamp(1794820350, UTC)


def test_messages_for_another_number_are_not_taken() -> None:
    """The answer would leave from a number that the customer never wrote to."""
    with pytest.raises(UnreadableError, match="another phone number: 999"):
        parse(hook_request("whatsapp/unreadable_other_number"), CONNECTION)


def test_the_question_is_answered_to_who_knows_the_token() -> None:
    """As plain text; other requests are no question."""
    response = handshake(question("sample-verify-token"), CONNECTION)
    assert response is not None
    assert (response.body, response.headers) == ("1158201444", {"content-type": "text/plain"})
    assert handshake(question("sample-verify-token", mode="other"), CONNECTION) is None
    assert handshake(hook_request("whatsapp/text"), CONNECTION) is None
    with pytest.raises(UnauthenticError):
        handshake(question("guess"), CONNECTION)


@pytest.mark.parametrize("signature", ["", "sha256=", "sha256=gué", "sha1=00"])
def test_any_other_signature_is_refused(signature: str) -> None:
    """A missing one, an empty one, one that is not ASCII, and one of another kind."""
    request = hook_request("whatsapp/text").model_copy(update={"headers": {"x-hub-signature-256": signature}})
    with pytest.raises(UnauthenticError):
        verify(request, CONNECTION)


def changed(**fields: object) -> InboundMessage:
    """Return the sample's text with other fields."""
    request = hook_request("whatsapp/text")
    body = json.loads(request.body)
    body["entry"][0]["changes"][0]["value"]["messages"][0] |= fields
    [event] = parse(request.model_copy(update={"body": json.dumps(body).encode()}), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def test_a_place_needs_no_name() -> None:
    """WhatsApp states none, or null."""
    spot = {"latitude": 52.2, "longitude": 21.0, "name": None, "address": None}
    assert changed(type="location", location=spot).place == Place(latitude=52.2, longitude=21.0)


def test_the_ad_that_led_a_customer_here_is_kept() -> None:
    """With its headline and the click's id."""
    ad = {"source_url": "https://fb.me/x", "source_type": "ad", "headline": "Autumn sale", "ctwa_clid": "ARA"}
    known = Referral(source="ad", title="Autumn sale", url="https://fb.me/x", reference="ARA")
    assert changed(referral=ad).referral == known
    assert changed().referral is None


def test_what_was_passed_on_is_told_so() -> None:
    """Once or often."""
    assert changed(context={"forwarded": True}).is_forwarded
    assert changed(context={"frequently_forwarded": True}).is_forwarded
    assert not changed(context={"id": "wamid.X"}).is_forwarded


def test_a_card_tells_where_somebody_works() -> None:
    """And their page on the web."""
    card = {"name": {"formatted_name": "Ana"}, "org": {"company": "Northwind"}, "urls": [{"url": "https://a.example"}]}
    [found] = changed(type="contacts", contacts=[card]).cards
    assert (found.organization, found.urls) == ("Northwind", ("https://a.example",))
