"""Telegram's webhook: proves its sender by a shared secret, and tells of messages and edits."""

from collections.abc import Iterator

from channels.telegram.updates import Chat, DeletedMessages, File, Membership, Message, Person, Reactions, Update
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDeletion,
    InboundEcho,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundMove,
    InboundReaction,
    Request,
    Response,
    Sender,
    header,
)
from transom.model import Attachment, Door, MediaKind, Place
from transom.provider.proof import check
from transom.provider.reading import from_seconds, read, unsupported

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the header's name

GONE = frozenset({"kicked", "left"})
"""How a bot stands where it may not write any more."""

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
    check(header(request.headers, SECRET_HEADER), connection.secrets("webhook_secret"), "the webhook secret is wrong")


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what an update tells: a message, or what became of one; other kinds of update tell nothing."""
    update = read(Update, request.body, "update of the Bot API")
    if message := update.message or update.business_message:
        return _message(message, connection)
    if edited := update.edited_message or update.edited_business_message:
        return _edit(edited, connection)
    if update.deleted_business_messages:
        return _deletions(update.deleted_business_messages, connection, request)
    if update.message_reaction:
        return _reaction(update.message_reaction, connection)
    return _membership(update.my_chat_member, connection) if update.my_chat_member else []


def _message(message: Message, connection: Connection) -> list[InboundEvent]:
    if message.is_of_business:
        return list(_echo(message, connection))
    if message.migrate_to_chat_id:
        return [_move(message, str(message.migrate_to_chat_id), connection)]
    attachments, place = tuple(_attachments(message)), _place(message)
    is_shown = bool(message.words or attachments or place or message.contact)
    if message.is_service and not is_shown:
        return []
    return [
        InboundMessage(
            provider_message_id=message.key,
            door=_door_of(message, connection),
            sender=_sender(message),
            text=message.words if is_shown else unsupported(message.unknown),
            audience=message.chat.audience,
            attachments=attachments,
            place=place,
            cards=(message.contact.card,) if message.contact else (),
            album=message.media_group_id,
            is_forwarded=message.is_forwarded,
            occurred_at=message.written_at,
            references=_references(message),
            is_machine=message.sender is not None and message.sender.is_bot,
        )
    ]


def _echo(message: Message, connection: Connection) -> Iterator[InboundEvent]:
    """Yield what the business wrote in its own app; what its bot wrote for it is the desk's."""
    attachments = tuple(_attachments(message))
    if message.sender_business_bot or not (message.words or attachments):
        return
    yield InboundEcho(
        provider_message_id=message.key,
        door=_door(message.chat, connection, message.business_connection_id),
        author=message.sender.name if message.sender else "",
        text=message.words,
        attachments=attachments,
        occurred_at=message.written_at,
    )


def _move(message: Message, address: str, connection: Connection) -> InboundMove:
    """Tell that a group has become another one, in which all goes on."""
    return InboundMove(door=_door(message.chat, connection), address=address, occurred_at=message.written_at)


def _edit(message: Message, connection: Connection) -> list[InboundEvent]:
    # a picture may lose its caption; a place that moves has none
    if message.is_of_business or not (message.words or any(_attachments(message))):
        return []
    return [
        InboundEdit(
            provider_message_id=message.key,
            edit_id=f"{message.key}@{message.edit_date or message.date}",
            door=_door_of(message, connection),
            text=message.words,
            occurred_at=message.written_at,
        )
    ]


def _deletions(deleted: DeletedMessages, connection: Connection, request: Request) -> list[InboundEvent]:
    door = _door(deleted.chat, connection, deleted.business_connection_id)
    keys = (f"{deleted.chat.id}:{number}" for number in deleted.message_ids)
    return [InboundDeletion(provider_message_id=key, door=door, occurred_at=request.received_at) for key in keys]


def _reaction(reactions: Reactions, connection: Connection) -> list[InboundEvent]:
    if reactions.user is None:
        return []
    return [
        InboundReaction(
            provider_message_id=f"{reactions.chat.id}:{reactions.message_id}",
            door=_door(reactions.chat, connection),
            sender=_person(reactions.user),
            sign=reactions.sign,
            occurred_at=from_seconds(reactions.date),
        )
    ]


def _membership(membership: Membership, connection: Connection) -> list[InboundEvent]:
    is_given = membership.new_chat_member.status not in GONE
    at = from_seconds(membership.date)
    return [InboundConsent(door=_door(membership.chat, connection), is_given=is_given, occurred_at=at)]


def _door_of(message: Message, connection: Connection) -> Door:
    return _door(message.chat, connection, message.business_connection_id, message.topic)


def _door(chat: Chat, connection: Connection, business: str | None = None, topic: int | None = None) -> Door:
    """Return where the answer goes: a chat or a topic in it, and for a business's own chat the leave to write in it."""
    place = f"{chat.id}/{topic}" if topic else str(chat.id)
    address = f"{place}@{business}" if business else place
    return Door(channel=connection.channel, connection=connection.id, address=address)


def _sender(message: Message) -> Sender:
    if message.sender is None:
        return Sender(address=str(message.chat.id), name=message.chat.title)
    return _person(message.sender)


def _person(person: Person) -> Sender:
    return Sender(
        address=str(person.id),
        name=person.name,
        username=person.username,
        language=person.language_code,
        has_profile=not person.is_bot,
        is_verified=True,
    )


def _references(message: Message) -> tuple[str, ...]:
    answered = message.reply_to_message
    return (f"{message.chat.id}:{answered.message_id}",) if answered else ()


def _place(message: Message) -> Place | None:
    return message.venue.place if message.venue else message.location


def _attachments(message: Message) -> Iterator[Attachment]:
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        yield _attachment("photo", largest, MediaKind.IMAGE, "photo.jpg", "image/jpeg")
    for field, kind, name, mime in MEDIA:
        file: File | None = getattr(message, field)
        # an animation comes a second time as a document, for clients that know no animations
        if file and not (field == "document" and message.animation):
            yield _attachment(field, file, kind, *_form(file, name, mime))


def _form(file: File, name: str, mime: str) -> tuple[str, str]:
    """Return the name and the type of a file where Telegram states none."""
    if file.is_animated:
        return "sticker.tgs", "application/x-tgsticker"
    return ("sticker.webm", "video/webm") if file.is_video else (name, mime)


def _attachment(field: str, file: File, kind: MediaKind, name: str, mime: str) -> Attachment:
    return Attachment(
        id=field,
        kind=kind,
        name=file.file_name or name,
        mime=file.mime_type or mime,
        size=file.file_size,
        provider_media_id=file.file_id,
    )
