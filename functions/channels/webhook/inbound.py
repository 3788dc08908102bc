"""The way in: Standard Webhooks prove who sent it, and the body says it in the desk's words."""

from datetime import datetime

from channels.webhook import signing
from channels.webhook.message import (
    Body,
    Consent,
    Customer,
    Deletion,
    Delivery,
    Edit,
    File,
    Left,
    Message,
    Reaction,
    Typing,
)
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDeletion,
    InboundDelivery,
    InboundDeparture,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundReaction,
    InboundTyping,
    Request,
    Response,
    Sender,
)
from transom.errors import UnreadableError
from transom.model import Attachment, Door
from transom.provider.reading import read

THREAD = "\n"
"""What parts a door's address into the customer and the thread; no id holds it."""


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: Standard Webhooks ask no question first."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless a recent signature is by one of the connection's secrets."""
    signing.check(request.headers, request.body, connection.secrets("signing_secret"), request.received_at)


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return the one event that a body tells of."""
    content = read(Body, request.body, "message of version 1").root
    at = content.occurred_at or request.received_at
    if isinstance(content, Message):
        return [_message(content, connection, at)]
    if isinstance(content, Delivery):
        return [
            InboundDelivery(provider_message_id=content.id, state=content.state, reason=content.reason, occurred_at=at)
        ]
    return [_change(content, _door(content.customer, content.thread, connection), at)]


def _message(message: Message, connection: Connection, at: datetime) -> InboundMessage:
    if not (message.text.strip() or message.files or message.place or message.cards):
        raise UnreadableError("the message says nothing")
    return InboundMessage(
        provider_message_id=message.id,
        door=_door(message.customer, message.thread, connection),
        sender=_sender(message.customer),
        text=message.text,
        subject=message.subject,
        attachments=tuple(_attachment(str(index), file) for index, file in enumerate(message.files)),
        contents={str(index): file.content for index, file in enumerate(message.files) if file.content is not None},
        place=message.place,
        cards=message.cards,
        occurred_at=at,
        references=message.answers,
        is_machine=message.is_machine,
    )


def _change(content: Edit | Deletion | Reaction | Consent | Left | Typing, door: Door, at: datetime) -> InboundEvent:
    match content:
        case Edit():
            return InboundEdit(
                provider_message_id=content.id,
                edit_id=f"{content.id}@{content.edit_id}",
                door=door,
                text=content.text,
                occurred_at=at,
            )
        case Deletion():
            return InboundDeletion(provider_message_id=content.id, door=door, occurred_at=at)
        case Reaction():
            sender = _sender(content.customer)
            return InboundReaction(
                provider_message_id=content.id, door=door, sender=sender, sign=content.sign, occurred_at=at
            )
        case Consent():
            return InboundConsent(door=door, is_given=content.is_given, occurred_at=at)
        case Left():
            return InboundDeparture(door=door, occurred_at=at)
        case Typing():
            return InboundTyping(door=door, occurred_at=at)


def _door(customer: Customer, thread: str, connection: Connection) -> Door:
    address = f"{customer.id}{THREAD}{thread}" if thread else customer.id
    return Door(channel=connection.channel, connection=connection.id, address=address)


def _sender(customer: Customer) -> Sender:
    return Sender(
        address=customer.id,
        name=customer.name,
        username=customer.username,
        email=customer.email,
        phone=customer.phone,
        language=customer.language,
        avatar=customer.avatar,
    )


def _attachment(key: str, file: File) -> Attachment:
    if (file.content is None) == (file.url is None):
        raise UnreadableError("a file has either its content or an address")
    name = file.name.replace("\\", "/").rpartition("/")[2] or "file"
    size = len(file.content) if file.content is not None else None
    return Attachment(id=key, kind=file.kind, name=name, mime=file.mime, size=size, provider_media_id=file.url)
