"""Vonage's webhooks: the Messages API's and the SMS API's."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest

from channels.vonage.inbound import handshake, parse, verify
from channels.vonage.signatures import sign
from tests.samples import NOW, hook_request, sample_connection
from transom.channel import (
    InboundConsent,
    InboundDelivery,
    InboundEvent,
    InboundMessage,
    InboundPart,
    InboundReaction,
    Request,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import DeliveryState, MediaKind, Referral
from transom_cli.providers.stage import Scene
from transom_cli.providers.vonage import token, written

CONNECTION = sample_connection("vonage")
SECRET = "sample-signature-secret"
SHA512 = (
    "812a18f76680fa0fe1b8bd9ee1625466ceb1bd96242e4d050d2cfd9a7b40166c"
    "63ed26ec9702168781b6edcf1633db8ff95af9341701004eec3fcf9550572ee8"
)
ANSWERED = "aaaaaaaa-bbbb-4ccc-8ddd-000000000099"


def events(case: str) -> list[InboundEvent]:
    """Return what a sample tells."""
    return parse(hook_request(f"vonage/{case}"), CONNECTION)


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    [event] = events(case)
    assert isinstance(event, InboundMessage)
    return event


def signed(body: bytes, at: datetime = NOW, bearer: str = "") -> Request:
    """Return a webhook of the Messages API."""
    given = bearer or f"Bearer {token(body, SECRET, at.timestamp())}"
    return Request(body=body, headers={"authorization": given}, received_at=NOW)


@pytest.mark.parametrize(
    ("method", "signature"),
    [
        ("md5hash", "6af838ef94998832dbfc29020b564830"),
        ("md5", "c15c21ced558c93a226c305f58f902f2"),
        ("sha1", "3e19a4e6880fdc2c1426bfd0587c98b9532f0210"),
        ("sha256", "a321e824b9b816be7c3f28859a31749a098713d39f613c80d455bbaffae1cd24"),
        ("sha512", SHA512),
    ],
)
def test_the_published_vectors_hold(method: str, signature: str) -> None:
    """The SMS API's five ways, as Vonage's library for Python tests them."""
    parameters = {"a": "1", "b": "2", "timestamp": "1461605396"}
    assert sign(parameters, "secret", method) == signature
    told = parameters | {"sig": signature.upper()}
    at = datetime.fromtimestamp(1461605396, UTC)
    connection = CONNECTION.model_copy(
        update={"settings": {"signature_method": method}, "secret": {"signature_secret": "secret"}}
    )
    verify(Request(method="GET", query=urlencode(told), received_at=at), connection)


def test_an_unknown_method_accepts_nothing() -> None:
    """A setting with a typing error opens no door."""
    assert sign({"a": "1"}, "secret", "none") == ""
    connection = CONNECTION.model_copy(update={"settings": {"signature_method": "none"}})
    with pytest.raises(UnauthenticError):
        verify(hook_request("vonage/sms"), connection)


@pytest.mark.parametrize(
    "bearer",
    [
        "Bearer ",
        "Bearer a.b.c",
        "Bearer é.é.é",
        "Bearer eyJhbGciOiJub25lIn0.e30.",
        f"bearer {token(b'{}', 'another', NOW.timestamp())}",
        f"Bearer {token(b'{ }', SECRET, NOW.timestamp())}",
    ],
)
def test_a_token_that_proves_nothing_is_refused(bearer: str) -> None:
    """An empty, a broken, an outlandish, an unsigned one, one of another secret, and one about another body."""
    with pytest.raises(UnauthenticError):
        verify(signed(b"{}", bearer=bearer), CONNECTION)


@pytest.mark.parametrize("age", [timedelta(minutes=6), timedelta(minutes=-6)])
def test_a_token_of_another_time_is_refused(age: timedelta) -> None:
    """Five minutes are enough for clocks that differ."""
    verify(signed(b"{}", NOW - age * 0.8), CONNECTION)
    with pytest.raises(UnauthenticError):
        verify(signed(b"{}", NOW - age), CONNECTION)


def test_parameters_of_the_day_before_yesterday_are_refused() -> None:
    """The SMS API tries again for a day, with the first attempt's time."""
    request = hook_request("vonage/sms")
    verify(request.model_copy(update={"received_at": NOW + timedelta(hours=24)}), CONNECTION)
    with pytest.raises(UnauthenticError):
        verify(request.model_copy(update={"received_at": NOW + timedelta(hours=26)}), CONNECTION)


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"", ""), (b"{", "application/json"), (b"[]", "application/json"), (b'{"a": {"b": 1}}', "application/json")],
)
def test_a_request_without_a_proof_is_refused(body: bytes, kind: str) -> None:
    """Neither a token nor parameters: nothing else leaves than the refusal."""
    with pytest.raises(UnauthenticError):
        verify(Request(body=body, headers={"content-type": kind}, received_at=NOW), CONNECTION)


def test_parameters_beside_a_token_are_not_read() -> None:
    """The token proves the body alone."""
    request = hook_request("vonage/text").model_copy(update={"query": "msisdn=1&messageId=2&text=forged&type=text"})
    [event] = parse(request, CONNECTION)
    assert isinstance(event, InboundMessage)
    assert "forged" not in event.text


def test_a_text_has_the_number_as_its_door() -> None:
    """An SMS and an MMS of one customer stand at one door."""
    event = message("text")
    assert event.text == "Where is my order 10428? 📦"
    assert str(event.door) == "vonage#sample#14155550182"
    assert event.sender.phone == "+14155550182"
    assert event.occurred_at == datetime(2026, 11, 16, 9, 12, 30, tzinfo=UTC)
    assert message("image").door == event.door


@pytest.mark.parametrize(
    ("case", "kind", "name", "text"),
    [
        ("image", MediaKind.IMAGE, "shelf.jpg", "It came like this"),
        ("voice", MediaKind.AUDIO, "audio", ""),
        ("file", MediaKind.FILE, "invoice-10428.pdf", "The invoice"),
        ("sticker", MediaKind.STICKER, "sticker", ""),
    ],
)
def test_each_kind_of_media_is_one_attachment(case: str, kind: MediaKind, name: str, text: str) -> None:
    """The caption is the text, the address is what it is fetched by."""
    event = message(case)
    [attachment] = event.attachments
    assert (attachment.kind, attachment.name, event.text) == (kind, name, text)
    assert str(attachment.provider_media_id).startswith("https://api-")


def test_an_mms_may_hold_several_files() -> None:
    """Each says what it is."""
    assert [file.kind for file in message("content").attachments] == [MediaKind.IMAGE, MediaKind.FILE]


def test_whatsapp_brings_names_places_and_choices() -> None:
    """The door names the channel, so that the answer goes the same way."""
    event = message("location")
    assert event.place is not None
    assert (event.place.longitude, event.place.address) == (21.012229, "Marszałkowska 100, Warszawa")
    assert (event.door.address, event.sender.name) == ("whatsapp:48500100200", "Ana Kowalska")
    choice = message("reply")
    assert (choice.text, choice.references) == ("Tuesday, 10 to 12", (ANSWERED,))


def test_a_reaction_is_put_to_its_message() -> None:
    """It is told with the message that it answers."""
    [event] = events("reaction")
    assert isinstance(event, InboundReaction)
    assert (event.provider_message_id, event.sign) == (ANSWERED, "👍")


def test_a_stop_is_a_message_and_a_wish() -> None:
    """The text stays readable."""
    told, consent = events("opt_out")
    assert isinstance(told, InboundMessage)
    assert isinstance(consent, InboundConsent)
    assert not consent.is_given


@pytest.mark.parametrize(
    ("case", "state", "reason"),
    [
        ("submitted", DeliveryState.SENT, None),
        ("delivered", DeliveryState.DELIVERED, None),
        ("read", DeliveryState.READ, None),
        ("sms_delivered", DeliveryState.DELIVERED, None),
        ("sms_failed", DeliveryState.FAILED, "Vonage's error 6"),
    ],
)
def test_the_fate_of_a_message_brings_our_reference_back(case: str, state: DeliveryState, reason: str | None) -> None:
    """Both APIs echo it."""
    [event] = events(case)
    assert isinstance(event, InboundDelivery)
    assert (event.state, event.reason) == (state, reason)
    assert event.reference == "ABCD1234.01K0000000000000000000000A"


def test_a_failure_says_why() -> None:
    """In Vonage's words, with its number for it."""
    [event] = events("failed")
    assert isinstance(event, InboundDelivery)
    assert str(event.reason).startswith("1260: Destination unreachable")


@pytest.mark.parametrize("case", ["sms", "sms_get", "sms_json"])
def test_the_sms_api_is_read_whichever_way_it_comes(case: str) -> None:
    """As a form, as a query, and as JSON; & and = in a text are signed as _."""
    verify(hook_request(f"vonage/{case}"), CONNECTION)
    assert message(case).door.address == "14155550182"


def test_a_part_of_a_long_sms_says_which_it_is() -> None:
    """The parts arrive one by one, in any order; what they have in common is the message's id."""
    [event] = events("sms_part")
    assert isinstance(event, InboundPart)
    assert (event.position, event.total) == (2, 3)
    assert event.message.text == "and that is the second part of a long text."
    assert event.message.provider_message_id == "14155550182.1A.3.2026-11-16"


def test_a_message_that_cannot_be_shown_is_told_by_its_kind() -> None:
    """Whoever wrote it waits for an answer all the same."""
    assert message("binary").text.startswith("[unsupported: ")


def test_what_is_not_understood_says_so() -> None:
    """Nothing is dropped in silence."""
    with pytest.raises(UnreadableError):
        events("unreadable_v01")


@pytest.mark.parametrize("stated", ["yesterday", "1066-10-14 09:00:00 UTC", "0001-01-01T00:00:00+23:59", ""])
def test_a_time_that_is_none_is_unreadable(stated: str) -> None:
    """It would be stored as the moment of a message."""
    told = {"message_uuid": "a", "channel": "sms", "from": "1", "timestamp": stated, "text": "x"}
    with pytest.raises(UnreadableError):
        parse(signed(json.dumps(told).encode()), CONNECTION)


def test_the_older_form_of_a_time_is_read() -> None:
    """Some channels still send it."""
    told = {"message_uuid": "a", "channel": "sms", "from": "1", "timestamp": "2020-01-01 14:00:00 UTC", "text": "x"}
    [event] = parse(signed(json.dumps(told).encode()), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert event.occurred_at == datetime(2020, 1, 1, 14, tzinfo=UTC)


def test_what_the_played_provider_writes_is_authentic() -> None:
    """The same customer has the same door each time."""
    scene = Scene(author="Ana", number=12345678, text="Hi", message_id=1, secret=CONNECTION.secret, url="", at=NOW)
    told = written(scene)
    request = Request(body=told.body, headers=told.headers, received_at=NOW)
    verify(request, CONNECTION)
    [event] = parse(request, CONNECTION)
    assert isinstance(event, InboundMessage)
    assert (event.text, event.door.address) == ("Hi", "15512345678")


def test_vonage_asks_no_question_first() -> None:
    """There is no handshake."""
    assert handshake(hook_request("vonage/text"), CONNECTION) is None


def told(**content: object) -> InboundMessage:
    """Return the message in a webhook about WhatsApp with some content."""
    known = {"channel": "whatsapp", "message_uuid": "m-7", "timestamp": "2026-11-16T09:00:00Z"}
    body = json.dumps({**known, "from": "48500100200", "to": "48225550100", **content}).encode()
    [event] = parse(signed(body), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def test_who_came_from_an_ad_on_whatsapp_is_known_with_it() -> None:
    """WhatsApp's own news lies apart from the message."""
    ad = {"source_type": "ad", "source_id": "120", "source_url": "https://fb.example/tea", "headline": "Tea, fresh"}
    event = told(message_type="text", text="Still there?", whatsapp={"referral": ad})
    assert event.referral == Referral(source="ad", title="Tea, fresh", url="https://fb.example/tea", reference="120")


def test_an_order_is_told_line_by_line() -> None:
    """The numbers come as text."""
    tea = {"product_retailer_id": "T-7", "quantity": "2", "item_price": "12.5", "currency": "PLN"}
    event = told(message_type="order", order={"catalog_id": "9", "product_items": [tea]})
    assert event.text == "2 x T-7 (12.5 PLN)"


def test_an_address_that_is_no_number_is_no_phone() -> None:
    """Who hides their number on WhatsApp is known by their username there."""
    hidden = told(**{"from": "PL.700100"}, message_type="text", text="hi", profile={"username": "ana.k"}).sender
    assert (hidden.phone, hidden.username) == (None, "ana.k")
    assert told(message_type="text", text="hi").sender.phone == "+48500100200"
