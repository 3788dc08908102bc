"""LINE's webhook: signed with the channel's secret, several events at once."""

from collections.abc import Iterator

from channels.line.channel import STICKERS
from channels.line.webhook import Event, Message, Postback, Source, Unsend, Webhook
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDeletion,
    InboundDeparture,
    InboundEvent,
    InboundMessage,
    Request,
    Response,
    Sender,
    header,
)
from transom.errors import UnreadableError
from transom.model import Attachment, Audience, Door, MediaKind, Place
from transom.provider.proof import check_signature, hmac_base64
from transom.provider.reading import batch, each, from_milliseconds, read, unsupported

SIGNATURE_HEADER = "x-line-signature"
MEDIA = {
    "image": (MediaKind.IMAGE, "image.jpg", "image/jpeg"),
    "video": (MediaKind.VIDEO, "video.mp4", "video/mp4"),
    "audio": (MediaKind.VOICE, "voice.m4a", "audio/x-m4a"),
    "file": (MediaKind.FILE, "file", "application/octet-stream"),
}
"""What each type of media is, and its name and type where LINE states none."""


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: LINE's test call is a signed webhook without events."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the body is signed with the channel's secret."""
    given = header(request.headers, SIGNATURE_HEADER)
    secrets = connection.secrets("channel_secret")
    check_signature(given, secrets, lambda secret: hmac_base64(secret, request.body), "the signature is wrong")


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what all events of a call tell; those that no customer caused tell nothing."""
    webhook = read(Webhook, request.body, "webhook of LINE")
    return batch(each(webhook.events, "event of LINE's", lambda event: _told(event, connection)))


def _told(event: Event, connection: Connection) -> Iterator[InboundEvent]:
    match event:
        case Event(type="message", message=Message() as message):
            yield _message(event, message, connection)
        case Event(type="unsend", unsend=Unsend(message_id=message_id)):
            at = from_milliseconds(event.timestamp)
            yield InboundDeletion(provider_message_id=message_id, door=_door(event, connection), occurred_at=at)
        case Event(type="postback", postback=Postback(text=text)):
            yield _message(event, Message(id=event.webhook_event_id, type="text", text=text), connection)
        case Event(type="leave"):
            yield InboundDeparture(door=_door(event, connection), occurred_at=from_milliseconds(event.timestamp))
        case Event(type="follow" | "unfollow"):
            is_given, at = event.type == "follow", from_milliseconds(event.timestamp)
            yield InboundConsent(door=_door(event, connection), is_given=is_given, occurred_at=at)
        case Event(type="message" | "unsend" | "postback"):
            raise UnreadableError(f"an event of the type {event.type} lacks what happened")


def _message(event: Event, message: Message, connection: Connection) -> InboundMessage:
    source = _source(event)
    attachments, place = tuple(_attachments(message)), _place(message)
    return InboundMessage(
        provider_message_id=message.id,
        door=_door(event, connection),
        sender=Sender(
            address=source.user_id or source.address, has_profile=source.user_id is not None, is_verified=True
        ),
        audience=Audience.PRIVATE if source.type == "user" else Audience.GROUP,
        text=_text(message) or ("" if attachments or place else unsupported(message.type)),
        attachments=attachments,
        place=place,
        read_token=message.read_token,
        album=message.image_set.id if message.image_set else None,
        occurred_at=from_milliseconds(event.timestamp),
        references=(message.quoted_message_id,) if message.quoted_message_id else (),
        quote_token=message.quote_token,
        # another program of the company's has the chat, and answers
        is_machine=event.mode == "standby",
    )


def _source(event: Event) -> Source:
    if event.source is None or not event.source.address:
        raise UnreadableError(f"an event of the type {event.type} names nobody")
    return event.source


def _door(event: Event, connection: Connection) -> Door:
    return Door(channel=connection.channel, connection=connection.id, address=_source(event).address)


def _text(message: Message) -> str:
    return message.text or (message.elsewhere if message.type in MEDIA else "") or ""


def _attachments(message: Message) -> Iterator[Attachment]:
    if message.type in MEDIA and message.elsewhere is None:
        kind, name, mime = MEDIA[message.type]
        stated = (message.file_name or "").replace("\\", "/").rpartition("/")[2]
        yield Attachment(
            id="0",
            kind=kind,
            name=stated or name,
            mime=mime,
            size=message.file_size,
            provider_media_id=message.id,
        )
    if message.type == "sticker" and message.sticker_id:
        address = f"https://{STICKERS}/stickershop/v1/sticker/{message.sticker_id}/android/sticker.png"
        yield Attachment(
            id="0", kind=MediaKind.STICKER, name="sticker.png", mime="image/png", provider_media_id=address
        )


def _place(message: Message) -> Place | None:
    if message.type != "location" or message.latitude is None or message.longitude is None:
        return None
    return Place(
        latitude=message.latitude,
        longitude=message.longitude,
        name=message.title or "",
        address=message.address or "",
    )
