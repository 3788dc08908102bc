"""Telegram's webhook: proves its sender by a shared secret, and tells of messages and edits."""

from collections.abc import Iterator
from hmac import compare_digest

from pydantic import ValidationError

from channels.telegram.updates import File, Message, Update
from transom.channel import (
    Connection,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    Request,
    Response,
    Sender,
    header,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Attachment, Door, MediaKind

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the header's name

MEDIA = (
    ("document", MediaKind.FILE, "document", "application/octet-stream"),
    ("animation", MediaKind.VIDEO, "animation.mp4", "video/mp4"),
    ("video", MediaKind.VIDEO, "video.mp4", "video/mp4"),
    ("video_note", MediaKind.VIDEO, "video.mp4", "video/mp4"),
    ("voice", MediaKind.VOICE, "voice.ogg", "audio/ogg"),
    ("audio", MediaKind.AUDIO, "audio.mp3", "audio/mpeg"),
    ("sticker", MediaKind.STICKER, "sticker.webp", "image/webp"),
)
"""The fields that hold one file: what each is, and its name and type where Telegram states none."""


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: Telegram asks no question before it sends."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the request carries the connection's webhook secret."""
    given = header(request.headers, SECRET_HEADER).encode()
    known = [compare_digest(given, secret.encode()) for secret in connection.secrets("webhook_secret")]
    if not any(known):
        raise UnauthenticError("the webhook secret is wrong")


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return the message or edit that an update tells of; other kinds of update tell nothing."""
    try:
        update = Update.model_validate_json(request.body)
    except ValidationError as error:
        places = {".".join(str(part) for part in item["loc"]): item["type"] for item in error.errors()}
        raise UnreadableError("the body is no update of the Bot API", fields=places) from None
    if update.message:
        return _message(update.message, connection)
    if update.edited_message:
        return _edit(update.edited_message, connection)
    return []


def _message(message: Message, connection: Connection) -> list[InboundEvent]:
    text = _text(message)
    attachments = tuple(_attachments(message))
    if not text and not attachments:
        return _told_by_the_chat(message)
    return [
        InboundMessage(
            provider_message_id=message.key,
            door=_door(message, connection),
            sender=_sender(message),
            text=text,
            attachments=attachments,
            occurred_at=message.written_at,
            references=_references(message),
            is_machine=message.sender is not None and message.sender.is_bot,
        )
    ]


def _told_by_the_chat(message: Message) -> list[InboundEvent]:
    if not message.is_service:
        raise UnreadableError(f"a message of an unknown kind: {', '.join(message.unread)}")
    return []


def _edit(message: Message, connection: Connection) -> list[InboundEvent]:
    text = message.text or message.caption
    if not text:
        return []
    return [
        InboundEdit(
            provider_message_id=message.key,
            edit_id=f"{message.key}@{message.edit_date or message.date}",
            door=_door(message, connection),
            text=text,
            occurred_at=message.written_at,
        )
    ]


def _door(message: Message, connection: Connection) -> Door:
    return Door(channel=connection.channel, connection=connection.id, address=str(message.chat.id))


def _sender(message: Message) -> Sender:
    person = message.sender
    if person is None:
        return Sender(address=str(message.chat.id), name=message.chat.title)
    return Sender(address=str(person.id), name=person.name, language=person.language_code, is_verified=True)


def _references(message: Message) -> tuple[str, ...]:
    answered = message.reply_to_message
    return (f"{message.chat.id}:{answered.message_id}",) if answered else ()


def _text(message: Message) -> str:
    if message.location:
        return f"geo:{message.location.latitude},{message.location.longitude}"
    if message.contact:
        card = message.contact
        return f"{card.first_name} {card.last_name}".strip() + f" {card.phone_number}"
    return message.text or message.caption or ""


def _attachments(message: Message) -> Iterator[Attachment]:
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        yield _attachment("photo", largest, MediaKind.IMAGE, "photo.jpg", "image/jpeg")
    for field, kind, name, mime in MEDIA:
        file = getattr(message, field)
        # an animation comes a second time as a document, for clients that know no animations
        if file and not (field == "document" and message.animation):
            yield _attachment(field, file, kind, name, mime)


def _attachment(field: str, file: File, kind: MediaKind, name: str, mime: str) -> Attachment:
    return Attachment(
        id=field,
        kind=kind,
        name=file.file_name or name,
        mime=file.mime_type or mime,
        size=file.file_size,
        provider_media_id=file.file_id,
    )
