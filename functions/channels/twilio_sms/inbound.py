"""Twilio's webhook: messages, and what became of ours; signed over the address and the fields."""

import hashlib
from collections.abc import Iterator
from hmac import compare_digest
from urllib.parse import SplitResult, urlsplit

from pydantic import ValidationError

from channels.twilio_sms.callbacks import Callback, Media, fields, pairs
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDelivery,
    InboundEvent,
    InboundMessage,
    Request,
    Response,
    Sender,
    header,
)
from transom.core.consent import wish
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Attachment, DeliveryState, Door, MediaKind, Place
from transom.provider import proof
from transom.provider.reading import unsupported

STATES = {
    "sent": DeliveryState.SENT,
    "delivered": DeliveryState.DELIVERED,
    "read": DeliveryState.READ,
    "undelivered": DeliveryState.FAILED,
    "failed": DeliveryState.FAILED,
    "canceled": DeliveryState.FAILED,
}
OPTED_OUT = "21610"
REASONS = {
    OPTED_OUT: "the customer has sent STOP",
    "30003": "the phone is off or out of reach",
    "30004": "the customer or the carrier blocks messages",
    "30005": "there is no such number",
    "30006": "the number is a landline, or its carrier cannot be reached",
    "30007": "the carrier took it for spam",
    "30034": "our number is not registered for messages to the USA",
    "63016": "WhatsApp's window of 24 hours has closed",
}
WISHES = {"STOP": False, "START": True}
PORTS = {"https": 443, "http": 80}
KINDS = {"image": MediaKind.IMAGE, "video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: Twilio asks no question before it sends."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the account's auth token signed the request."""
    stated = dict(pairs(request.query)).get("bodySHA256", "")
    if stated and not compare_digest(stated.encode(), hashlib.sha256(request.body).hexdigest().encode()):
        raise UnauthenticError("the body is not the one that was signed")
    signed = [] if stated or request.method == "GET" else fields(request)
    address = f"{connection.url}?{request.query}" if request.query else connection.url
    known = [sign(token, url, signed) for token in connection.secrets("auth_token") for url in _spellings(address)]
    proof.check(header(request.headers, "x-twilio-signature"), known, "the signature is wrong")


def sign(token: str, url: str, signed: list[tuple[str, str]]) -> str:
    """Return Twilio's signature: over the whole address and the fields in order, each value once."""
    content = url + "".join(name + value for name, value in sorted(set(signed)))
    return proof.hmac_base64(token, content.encode(errors="replace"), "sha1")


def _spellings(url: str) -> list[str]:
    """Return the address as it is, and without and with its port: Twilio signs one or the other."""
    try:
        parts = urlsplit(url)
        bare = parts._replace(netloc=parts.hostname or "")
    except ValueError:
        return [url]
    return [url, _joined(bare), _joined(bare._replace(netloc=f"{bare.netloc}:{PORTS.get(parts.scheme, 443)}"))]


def _joined(parts: SplitResult) -> str:
    return parts.geturl()


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return the message or the delivery that a callback tells of."""
    callback = Callback.of(request)
    events = _fate if callback.status else _message
    return list(events(callback, request, connection))


def _fate(callback: Callback, request: Request, connection: Connection) -> Iterator[InboundEvent]:
    state = STATES.get(callback.status)
    if state is None:
        return
    door = _door(callback.recipient, connection)
    yield InboundDelivery(
        provider_message_id=callback.sid,
        reference=callback.reference or None,
        door=door,
        state=state,
        reason=_reason(callback) if state is DeliveryState.FAILED else None,
        occurred_at=request.received_at,
    )
    if callback.error == OPTED_OUT:
        yield InboundConsent(door=door, is_given=False, occurred_at=request.received_at)


def _reason(callback: Callback) -> str:
    known = REASONS.get(callback.error) or callback.error_text or "Twilio gives no reason"
    return f"{known} (error {callback.error})" if callback.error else known


def _message(callback: Callback, request: Request, connection: Connection) -> Iterator[InboundEvent]:
    if not callback.sender:
        raise UnreadableError("a message without a sender")
    text, place = callback.body or callback.button, _place(callback)
    door = _door(callback.sender, connection)
    yield InboundMessage(
        provider_message_id=callback.sid,
        door=door,
        sender=_sender(callback),
        text=text if text or callback.media or place else unsupported(callback.kind or "message"),
        attachments=tuple(_attachment(index, media) for index, media in enumerate(callback.media)),
        place=place,
        referral=callback.referral,
        references=(callback.answered,) if callback.answered else (),
        occurred_at=request.received_at,
    )
    is_given = WISHES.get(callback.opt_out, wish(text))
    if is_given is not None:
        yield InboundConsent(door=door, is_given=is_given, occurred_at=request.received_at)


def _door(address: str, connection: Connection) -> Door:
    return Door(channel=connection.channel, connection=connection.id, address=address)


def _sender(callback: Callback) -> Sender:
    number = callback.sender.rpartition(":")[2]
    phone = number if number.startswith("+") else None
    username = callback.username or None
    return Sender(address=callback.sender, name=callback.name, username=username, phone=phone, is_verified=True)


def _place(callback: Callback) -> Place | None:
    if not (callback.latitude and callback.longitude):
        return None
    told = {"latitude": callback.latitude, "longitude": callback.longitude}
    try:
        return Place.model_validate({**told, "name": callback.label, "address": callback.address})
    except ValidationError:
        return None


def _attachment(index: int, media: Media) -> Attachment:
    mime = media.mime.partition(";")[0].strip().lower()
    major, _, minor = mime.partition("/")
    ending = minor.removeprefix("x-").replace("vcard", "vcf").partition("+")[0]
    return Attachment(
        id=str(index),
        kind=KINDS.get(major, MediaKind.FILE),
        name=f"file-{index + 1}.{ending}" if ending.isalnum() else f"file-{index + 1}",
        mime=mime,
        provider_media_id=media.url,
    )
