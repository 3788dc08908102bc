"""The way in: the app's backend vouches for the user, and the app says what they wrote."""

from datetime import datetime

from channels.inapp.message import Body, Consent, Deletion, Edit, File, Message, Reaction, Seen, Typing
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDeletion,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundReaction,
    InboundRoute,
    InboundTyping,
    InboundWatermark,
    Request,
    Response,
    Sender,
    header,
)
from transom.errors import UnreadableError
from transom.model import Attachment, DeliveryState, Door
from transom.provider import proof
from transom.provider.reading import read

USER = "x-user-id"
HASH = "x-identity-hash"


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: the app asks no question first."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the backend vouches for the user: HMAC-SHA256 of their id, as hex."""
    user = header(request.headers, USER).encode(errors="replace")
    given = header(request.headers, HASH).lower() if user else ""
    secrets = connection.secrets("identity_secret")
    proof.check_signature(given, secrets, lambda secret: proof.hmac_hex(secret, user), "the identity hash is wrong")


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what a body tells of, and of which device, if it names one."""
    if request.method == "GET":
        return []
    content = read(Body, request.body, "message of version 1").root
    user, door = header(request.headers, USER), door_of(request, connection)
    at = content.written_at or request.received_at
    sender = Sender(address=user, is_verified=True)
    told = _message(content, user, door, at) if isinstance(content, Message) else _change(content, sender, door, at)
    if content.push_endpoint is None:
        return [told]
    return [told, InboundRoute(door=door, route=content.push_endpoint, occurred_at=at)]


def door_of(request: Request, connection: Connection) -> Door:
    """Return the door of a user, whatever device they hold."""
    return Door(channel=connection.channel, connection=connection.id, address=header(request.headers, USER))


def _message(message: Message, user: str, door: Door, at: datetime) -> InboundMessage:
    if not (message.text.strip() or message.files or message.place):
        raise UnreadableError("the message says nothing")
    return InboundMessage(
        provider_message_id=_key(user, message.id),
        door=door,
        sender=Sender(address=user, is_verified=True, **message.person.model_dump()),
        text=message.text,
        attachments=tuple(_attachment(str(index), file) for index, file in enumerate(message.files)),
        contents={str(index): file.content for index, file in enumerate(message.files)},
        place=message.place,
        occurred_at=at,
        references=message.answers,
    )


def _change(
    content: Edit | Deletion | Reaction | Seen | Consent | Typing, sender: Sender, door: Door, at: datetime
) -> InboundEvent:
    match content:
        case Edit():
            key = _key(sender.address, content.id)
            edit_id = f"{key}@{content.edit_id}"
            return InboundEdit(provider_message_id=key, edit_id=edit_id, door=door, text=content.text, occurred_at=at)
        case Deletion():
            key = _key(sender.address, content.id)
            return InboundDeletion(provider_message_id=key, door=door, occurred_at=at)
        case Reaction():
            # users react to our messages, whose ids are ours
            return InboundReaction(
                provider_message_id=content.id, door=door, sender=sender, sign=content.sign, occurred_at=at
            )
        case Seen():
            return InboundWatermark(door=door, state=DeliveryState.READ, until=content.until, occurred_at=at)
        case Consent():
            return InboundConsent(door=door, is_given=content.is_given, occurred_at=at)
        case Typing():
            return InboundTyping(door=door, occurred_at=at)


def _key(user: str, message_id: str) -> str:
    """Return a message's id among those of all users: nobody can touch another's."""
    return f"{user}:{message_id}"


def _attachment(key: str, file: File) -> Attachment:
    name = file.name.replace("\\", "/").rpartition("/")[2] or "file"
    return Attachment(id=key, kind=file.kind, name=name, mime=file.mime, size=len(file.content))
