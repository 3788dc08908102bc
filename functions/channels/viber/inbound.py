"""Viber's callbacks: signed with the bot's token, one event in each."""

import re
from collections.abc import Iterator

from channels.viber.callbacks import Callback, Message, Receipt, Subscribed, Unsubscribed, User, Written
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
from transom.model import Attachment, ContactCard, DeliveryState, Door, MediaKind, Place
from transom.provider.proof import check_signature, hmac_hex
from transom.provider.reading import from_milliseconds, read, unsupported

SIGNATURE_HEADER = "x-viber-content-signature"
REFERENCE = re.compile(r"[0-9A-Z]{1,32}\.[0-9A-Z]{26}")
STATES = {"delivered": DeliveryState.DELIVERED, "seen": DeliveryState.READ, "failed": DeliveryState.FAILED}
MEDIA = {
    "picture": (MediaKind.IMAGE, "picture.jpg", "image/jpeg"),
    "video": (MediaKind.VIDEO, "video.mp4", "video/mp4"),
    "file": (MediaKind.FILE, "file", "application/octet-stream"),
    "sticker": (MediaKind.STICKER, "sticker.png", "image/png"),
}
"""What each type of media is, and its name and type where Viber states none."""


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: the `webhook` event that Viber sends first is signed, and wants no more than a 200."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the body is signed with the connection's token."""
    given = header(request.headers, SIGNATURE_HEADER)
    tokens = connection.secrets("auth_token")
    check_signature(given, tokens, lambda token: hmac_hex(token, request.body), "the signature is wrong")


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what a callback tells; events that no customer caused tell nothing."""
    what = "callback of Viber"
    match read(Callback, request.body, what).event:
        case "message":
            return list(_written(read(Written, request.body, what), connection))
        case "delivered" | "seen" | "failed":
            return [_delivery(read(Receipt, request.body, what), connection)]
        case "subscribed":
            told = read(Subscribed, request.body, what)
            return [_consent(told, told.user.id, connection, is_given=True)]
        case "unsubscribed":
            left = read(Unsubscribed, request.body, what)
            return [_consent(left, left.user_id, connection, is_given=False)]
    return []


def _written(told: Written, connection: Connection) -> Iterator[InboundEvent]:
    message, door = told.message, _door(told.sender.id, connection)
    yield InboundMessage(
        provider_message_id=str(told.message_token),
        door=door,
        sender=_sender(told.sender),
        text=_text(message),
        attachments=_attachments(message),
        place=_place(message),
        cards=_cards(message),
        occurred_at=from_milliseconds(told.timestamp),
    )
    if REFERENCE.fullmatch(message.tracking_data or ""):
        yield InboundDelivery(
            # the answer's own id is not told back
            provider_message_id=f"tracking:{message.tracking_data}",
            reference=message.tracking_data,
            door=door,
            state=DeliveryState.DELIVERED,
            occurred_at=from_milliseconds(told.timestamp),
        )


def _delivery(told: Receipt, connection: Connection) -> InboundDelivery:
    return InboundDelivery(
        provider_message_id=str(told.message_token),
        door=_door(told.user_id, connection),
        state=STATES[told.event],
        reason=told.desc if told.event == "failed" else None,
        occurred_at=from_milliseconds(told.timestamp),
    )


def _consent(told: Callback, user_id: str, connection: Connection, *, is_given: bool) -> InboundConsent:
    at = from_milliseconds(told.timestamp)
    return InboundConsent(door=_door(user_id, connection), is_given=is_given, occurred_at=at)


def _door(user_id: str, connection: Connection) -> Door:
    return Door(channel=connection.channel, connection=connection.id, address=user_id)


def _sender(user: User) -> Sender:
    return Sender(
        address=user.id, name=user.name or "", language=user.language, avatar=user.avatar or None, is_verified=True
    )


def _text(message: Message) -> str:
    match message.type:
        case "text" | "picture" | "video" | "file" | "location" | "contact":
            return message.text or ""
        case "url":
            return " ".join(part for part in (message.text, message.media) if part)
        case "sticker":
            return "" if message.media else f"[sticker {message.sticker_id}]"
    return unsupported(message.type)


def _attachments(message: Message) -> tuple[Attachment, ...]:
    if message.type not in MEDIA or not message.media:
        return ()
    kind, name, mime = MEDIA[message.type]
    stated = (message.file_name or "").replace("\\", "/").rpartition("/")[2]
    return (
        Attachment(
            id="0", kind=kind, name=stated or name, mime=mime, size=message.size, provider_media_id=message.media
        ),
    )


def _place(message: Message) -> Place | None:
    if message.type != "location" or message.location is None:
        return None
    return Place(latitude=message.location.lat, longitude=message.location.lon)


def _cards(message: Message) -> tuple[ContactCard, ...]:
    if message.type != "contact" or message.contact is None:
        return ()
    phone = message.contact.phone_number
    return (ContactCard(name=message.contact.name or "", phones=(phone,) if phone else ()),)
