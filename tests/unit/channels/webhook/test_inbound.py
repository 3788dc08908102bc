"""The webhook of one's own systems."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from channels.webhook.inbound import handshake, parse, verify
from tests.samples import NOW, hook_request, sample_connection
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDelivery,
    InboundDeparture,
    InboundEdit,
    InboundMessage,
    Request,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import DeliveryState, MediaKind

CONNECTION = sample_connection("webhook")
PUBLISHED = Request(
    headers={
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    },
    body=b'{"test": 2432232314}',
    received_at=datetime.fromtimestamp(1614265330, UTC),
)
KNOWN = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def holder(secret: str, previous: str = "") -> Connection:
    """Return a connection that knows a secret, and perhaps the one before."""
    return Connection(
        id="x",
        channel="webhook",
        secret={"signing_secret": secret},
        previous_secret={"signing_secret": previous},
    )


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    [event] = parse(hook_request(f"webhook/{case}"), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def body(**fields: object) -> Request:
    """Return a body of version 1."""
    return Request(body=json.dumps({"version": 1, **fields}).encode(), received_at=NOW)


def test_the_published_vector_verifies() -> None:
    """The scheme is that of Standard Webhooks, to the byte."""
    verify(PUBLISHED, holder(KNOWN))


def test_one_signature_of_a_list_is_enough() -> None:
    """While the sender rotates, it signs by both secrets; versions that are not known are left aside."""
    listed = f"v1a,AAAA v1,AAAA {PUBLISHED.headers['webhook-signature']}"
    verify(PUBLISHED.model_copy(update={"headers": PUBLISHED.headers | {"webhook-signature": listed}}), holder(KNOWN))


def test_the_secret_before_is_accepted() -> None:
    """While we rotate, the sender may still sign by the old one."""
    verify(PUBLISHED, holder("whsec_AAAA", KNOWN))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("webhook-id", "msg_other"),
        ("webhook-id", ""),
        ("webhook-timestamp", "1614265331"),
        ("webhook-timestamp", "now"),
        ("webhook-timestamp", "٣"),
        ("webhook-timestamp", "9" * 40),
        ("webhook-signature", ""),
        ("webhook-signature", "v1,gué"),
        ("webhook-signature", "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
    ],
)
def test_any_other_header_is_refused(name: str, value: str) -> None:
    """Missing, changed or malformed."""
    with pytest.raises(UnauthenticError):
        verify(PUBLISHED.model_copy(update={"headers": PUBLISHED.headers | {name: value}}), holder(KNOWN))


@pytest.mark.parametrize("shift", [timedelta(minutes=-6), timedelta(minutes=6)])
def test_an_old_request_is_refused(shift: timedelta) -> None:
    """What was signed at another time may be a repetition."""
    with pytest.raises(UnauthenticError):
        verify(PUBLISHED.model_copy(update={"received_at": PUBLISHED.received_at + shift}), holder(KNOWN))


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_%%%", "whsec_AAAA"])
def test_another_secret_proves_nothing(secret: str) -> None:
    """Neither an empty one, nor one that is no base64."""
    with pytest.raises(UnauthenticError):
        verify(PUBLISHED, holder(secret))


def test_a_message_tells_who_wrote_what_and_where() -> None:
    """The thread is part of the door, so that the answer finds it."""
    event = message("text")
    assert (event.provider_message_id, event.sender.name, event.sender.language) == ("m-1042", "Ana Kowalska", "pl")
    assert event.door.address == "c-77\norder-10428"


def test_files_come_by_address_or_as_bytes() -> None:
    """One is fetched later, the other is here."""
    [image] = message("image").attachments
    assert (image.kind, image.provider_media_id) == (MediaKind.IMAGE, "https://files.example.com/box.jpg")
    event = message("file")
    [file] = event.attachments
    assert event.contents[file.id] == b"%PDF-1.7 sample"
    assert (file.size, file.provider_media_id) == (15, None)


def test_a_file_s_name_is_no_path() -> None:
    """Whatever folders the sender names."""
    request = body(
        type="message", id="1", customer={"id": "c"}, files=[{"name": "..\\a/b.pdf", "url": "https://x.test"}]
    )
    [event] = parse(request, CONNECTION)
    assert isinstance(event, InboundMessage)
    assert event.attachments[0].name == "b.pdf"


@pytest.mark.parametrize("file", [{}, {"url": "https://x.test", "content": "AAAA"}])
def test_a_file_is_said_in_one_way(file: dict[str, str]) -> None:
    """Neither in none nor in two."""
    with pytest.raises(UnreadableError):
        parse(body(type="message", id="1", customer={"id": "c"}, files=[file]), CONNECTION)


def test_changes_and_fates_are_told() -> None:
    """Each by its own type."""
    [edit] = parse(hook_request("webhook/edit"), CONNECTION)
    assert isinstance(edit, InboundEdit)
    assert (edit.provider_message_id, edit.edit_id) == ("m-1042", "m-1042@2")
    [fate] = parse(hook_request("webhook/failed"), CONNECTION)
    assert isinstance(fate, InboundDelivery)
    assert (fate.state, fate.reason) == (DeliveryState.FAILED, "the customer has left")
    [wish] = parse(hook_request("webhook/opt_out"), CONNECTION)
    assert isinstance(wish, InboundConsent)
    assert not wish.is_given
    [left] = parse(body(type="left", customer={"id": "c-77"}, thread="t"), CONNECTION)
    assert isinstance(left, InboundDeparture)
    assert left.door.address == "c-77\nt"


def test_a_message_without_a_time_is_of_now() -> None:
    """The time of the request stands for it."""
    [event] = parse(body(type="message", id="1", customer={"id": "c"}, text="x"), CONNECTION)
    assert isinstance(event, InboundMessage)
    assert event.occurred_at == NOW


def test_a_typing_error_is_seen() -> None:
    """An unknown field is named; its content is not quoted."""
    with pytest.raises(UnreadableError) as caught:
        parse(hook_request("webhook/unreadable_field"), CONNECTION)
    assert any("txet" in place for place in caught.value.fields)


def test_nothing_is_asked_first() -> None:
    """There is no handshake."""
    assert handshake(hook_request("webhook/text"), CONNECTION) is None
