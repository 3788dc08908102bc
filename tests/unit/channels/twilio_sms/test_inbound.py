"""Twilio's webhook."""

import hashlib
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest

from channels.twilio_sms.inbound import handshake, parse, sign, verify
from tests.samples import hook_request, sample_connection
from transom.channel import Connection, InboundConsent, InboundDelivery, InboundEvent, InboundMessage, Request
from transom.errors import UnauthenticError, UnreadableError
from transom.model import DeliveryState, MediaKind, Referral
from transom_cli.providers.stage import Scene
from transom_cli.providers.twilio_sms import written

CONNECTION = sample_connection("twilio_sms")
NOW = datetime(2026, 11, 16, tzinfo=UTC)

# the vectors of Twilio's own validators, whose token is 12345
PUBLISHED = "https://mycompany.com/myapp.php"
FORM = b"CallSid=CA1234567890ABCDE&Digits=1234&From=%2B14158675309&To=%2B18005551212&Caller=%2B14158675309"
BODY = b'{"property": "value", "boolean": true}'
BODY_HASH = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"


def events(case: str) -> list[InboundEvent]:
    """Return what a sample tells."""
    return parse(hook_request(f"twilio_sms/{case}"), CONNECTION)


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    [event] = events(case)
    assert isinstance(event, InboundMessage)
    return event


def check(signature: str, url: str = PUBLISHED, body: bytes = FORM, query: str = "foo=1&bar=2") -> None:
    """Verify a request of the published vectors."""
    connection = Connection(id="sample", channel="twilio_sms", url=url, secret={"auth_token": "12345"})
    verify(Request(query=query, headers={"x-twilio-signature": signature}, body=body, received_at=NOW), connection)


@pytest.mark.parametrize(
    ("url", "signature"),
    [
        (PUBLISHED, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        ("https://mycompany.com:1234/myapp.php", "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        ("http://mycompany.com:1234/myapp.php", "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
        (PUBLISHED, "kvajT1Ptam85bY51eRf/AJRuM3w="),
        ("http://mycompany.com/myapp.php", "0ZXoZLH/DfblKGATFgpif+LLRf4="),
    ],
)
def test_the_published_vectors_hold(url: str, signature: str) -> None:
    """With the port as it is, without it, and with the scheme's own."""
    check(signature, url)


def test_a_name_that_comes_twice_is_signed_with_each_of_its_values_once() -> None:
    """The published vector of duplicates; a value repeated changes nothing."""
    signature = "IK+Dwps556ElfBT0I3Rgjkr1wJU="
    check(signature, body=b"Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234")
    check(signature, body=b"Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234")


def test_a_body_of_json_is_signed_by_its_hash_in_the_address() -> None:
    """The published vector; another body under the same address is refused."""
    query = f"foo=1&bar=2&bodySHA256={BODY_HASH}"
    check("a9nBmqA0ju/hNViExpshrM61xv4=", body=BODY, query=query)
    assert hashlib.sha256(BODY).hexdigest() == BODY_HASH
    with pytest.raises(UnauthenticError):
        check("a9nBmqA0ju/hNViExpshrM61xv4=", body=BODY + b" ", query=query)


@pytest.mark.parametrize("signature", ["", "RSOYDt4T1cUTdK1PDd93", "ключ", "RSOYDt4T1cUTdK1PDd93/VVr8B9="])
def test_any_other_signature_is_refused(signature: str) -> None:
    """A missing, a cut, an outlandish and a changed one."""
    with pytest.raises(UnauthenticError):
        check(signature)


@pytest.mark.parametrize("body", [FORM + b"&Extra=1", FORM.replace(b"1234", b"1235", 1), b"\xff\xfe"])
def test_a_changed_form_is_refused(body: bytes) -> None:
    """A field more, a field changed, and bytes that are no text."""
    with pytest.raises(UnauthenticError):
        check("RSOYDt4T1cUTdK1PDd93/VVr8B8=", body=body)


def test_the_address_is_the_connection_s_never_the_request_s() -> None:
    """Whoever owns another host cannot have Twilio sign for ours."""
    connection = CONNECTION.model_copy(update={"url": "https://elsewhere.example.com/hooks/twilio_sms/sample"})
    with pytest.raises(UnauthenticError):
        verify(hook_request("twilio_sms/text"), connection)


def test_the_token_before_the_last_rotation_is_accepted() -> None:
    """While a token is rotated, both work."""
    rotated = CONNECTION.model_copy(
        update={"secret": {"auth_token": "new"}, "previous_secret": {"auth_token": "sample-auth-token"}}
    )
    verify(hook_request("twilio_sms/text"), rotated)


def test_a_text_is_known_by_its_sid() -> None:
    """It has no time but that of its arrival."""
    request = hook_request("twilio_sms/text")
    event = message("text")
    assert event.provider_message_id == "SM000000000000000000000000000051a1"
    assert event.text == "Where is my order 10428? 📦"
    assert str(event.door) == "twilio_sms#sample#+14155550182"
    assert event.sender.phone == "+14155550182"
    assert event.occurred_at == request.received_at


def test_a_message_asked_for_with_get_is_the_same() -> None:
    """The account's settings choose the method."""
    verify(hook_request("twilio_sms/get"), CONNECTION)
    assert message("get").text == "Asked for with GET"


def test_each_file_of_an_mms_is_an_attachment() -> None:
    """Its address is what it is fetched by."""
    photo, card = message("image").attachments
    assert (photo.kind, photo.mime, photo.name) == (MediaKind.IMAGE, "image/jpeg", "file-1.jpeg")
    assert (card.kind, card.name) == (MediaKind.FILE, "file-2.vcf")
    assert str(photo.provider_media_id).endswith("/Media/ME00000000000000000000000000000001")


def test_whatsapp_brings_names_places_and_choices() -> None:
    """The door keeps the kind of address, so that the answer goes the same way."""
    event = message("location")
    assert event.door.address == "whatsapp:+48500100200"
    assert (event.sender.name, event.sender.phone) == ("Ana Kowalska", "+48500100200")
    assert event.place is not None
    assert (event.place.latitude, event.place.name) == (52.229676, "Rotunda")
    choice = message("button")
    assert choice.text == "Yes, deliver it"
    assert choice.references == ("SM00000000000000000000000000000077",)


def test_a_stop_is_a_message_and_a_wish() -> None:
    """What Twilio took for an opt-out, and what the words say."""
    told, consent = events("opt_out")
    assert isinstance(told, InboundMessage)
    assert isinstance(consent, InboundConsent)
    assert not consent.is_given
    assert consent.door == told.door


@pytest.mark.parametrize(
    ("case", "state"),
    [("sent", DeliveryState.SENT), ("delivered", DeliveryState.DELIVERED), ("read", DeliveryState.READ)],
)
def test_the_fate_of_a_message_brings_our_reference_back(case: str, state: DeliveryState) -> None:
    """It stands in the address that Twilio was given with the message."""
    [event] = events(case)
    assert isinstance(event, InboundDelivery)
    assert event.state is state
    assert event.reference == "ABCD1234.01K0000000000000000000000A"


def test_a_failure_says_why() -> None:
    """In words, with Twilio's number for it."""
    [event] = events("failed")
    assert isinstance(event, InboundDelivery)
    assert (event.state, event.reason) == (DeliveryState.FAILED, "the phone is off or out of reach (error 30003)")


def test_a_failure_for_an_opt_out_is_a_wish_too() -> None:
    """Twilio kept a STOP that the desk never saw."""
    _, consent = events("failed_opted_out")
    assert isinstance(consent, InboundConsent)
    assert not consent.is_given


def test_a_fate_needs_no_sender_and_a_message_does() -> None:
    """A messaging service tells what became of a message without saying which number sent it."""
    body = b"MessageSid=SM1&To=%2B48500100200&MessageStatus=delivered"
    [event] = parse(Request(body=body, received_at=NOW), CONNECTION)
    assert isinstance(event, InboundDelivery)
    with pytest.raises(UnreadableError):
        parse(Request(body=b"MessageSid=SM1&Body=Hello", received_at=NOW), CONNECTION)


def test_what_is_only_on_its_way_tells_nothing() -> None:
    """Twilio tells each step; the first ones mean nothing."""
    assert events("queued") == []


def test_a_message_that_cannot_be_shown_is_told_by_its_kind() -> None:
    """Whoever wrote it waits for an answer all the same."""
    assert message("empty").text.startswith("[unsupported: ")


def test_what_is_not_understood_says_so() -> None:
    """Nothing is dropped in silence."""
    with pytest.raises(UnreadableError):
        events("unreadable_no_sid")


def test_a_place_off_the_map_is_none() -> None:
    """The rest of the message stays."""
    body = b"MessageSid=SM1&From=%2B1&Body=here&Latitude=north&Longitude=2"
    [event] = parse(Request(body=body, received_at=NOW), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert event.place is None


def test_what_the_played_provider_writes_is_authentic() -> None:
    """It signs over the connection's address, as Twilio does."""
    scene = Scene(
        author="Ana", number=12345678, text="Hi", message_id=1, secret=CONNECTION.secret, url=CONNECTION.url, at=NOW
    )
    told = written(scene)
    request = Request(body=told.body, headers=told.headers, received_at=NOW)
    verify(request, CONNECTION)
    [event] = parse(request, CONNECTION)
    assert isinstance(event, InboundMessage)
    assert (event.text, event.door.address) == ("Hi", "+15512345678")


def test_twilio_asks_no_question_first() -> None:
    """There is no handshake."""
    assert handshake(hook_request("twilio_sms/text"), CONNECTION) is None


def test_signing_never_breaks_on_what_cannot_be_text() -> None:
    """A lone surrogate is signed as a question mark."""
    assert sign("12345", "https://example.com", [("a", "\ud800")])


def test_who_came_from_an_ad_on_whatsapp_is_known_with_it() -> None:
    """The click's id finds the ad again; a username is told even where the number is not."""
    ad = {"ReferralSourceType": "ad", "ReferralSourceId": "120", "ReferralSourceUrl": "https://fb.example/tea"}
    known = {"ReferralHeadline": "Tea, fresh", "ReferralCtwaClid": "click-7", "ProfileUsername": "ana.k"}
    fields = {"MessageSid": "SM7", "From": "whatsapp:PL.700100", "Body": "Still there?", **ad, **known}
    [event] = parse(Request(body=urlencode(fields).encode(), received_at=NOW), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert event.referral == Referral(
        source="ad", title="Tea, fresh", url="https://fb.example/tea", reference="click-7"
    )
    assert event.sender.username == "ana.k"
