"""WhatsApp's webhook: signed with the app's secret; tells of messages, and of what became of ours."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs

from channels.whatsapp.messages import Echo, Message
from channels.whatsapp.notifications import Contact, Entry, Notification, Status, Value, moment
from transom.channel import (
    Connection,
    InboundDeletion,
    InboundDelivery,
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
from transom.errors import UnreadableError
from transom.model import Audience, DeliveryState, Door
from transom.provider.proof import check, check_signature, hmac_hex
from transom.provider.reading import Wrong, batch, each, read, right

SIGNATURE_HEADER = "x-hub-signature-256"
REFERENCE = re.compile(r"[0-9A-Z]{1,32}\.[0-9A-Z]{26}")
GROUP = "group:"
STATES = {
    "sent": DeliveryState.SENT,
    "delivered": DeliveryState.DELIVERED,
    "read": DeliveryState.READ,
    "played": DeliveryState.READ,
    "failed": DeliveryState.FAILED,
}
UNWRITTEN = frozenset({"request_welcome"})
"""Types of messages that nobody wrote."""


def handshake(request: Request, connection: Connection) -> Response | None:
    """Answer Meta's question whether the address is ours, if it knows the verify token."""
    query = parse_qs(request.query)
    if request.method != "GET" or query.get("hub.mode") != ["subscribe"]:
        return None
    check(query.get("hub.verify_token", [""])[0], connection.secrets("verify_token"), "the verify token is wrong")
    return Response(headers={"content-type": "text/plain"}, body=query.get("hub.challenge", [""])[0])


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the body is signed with the app's secret."""
    given = header(request.headers, SIGNATURE_HEADER)
    secrets = connection.secrets("app_secret")
    check_signature(given, secrets, lambda secret: f"sha256={hmac_hex(secret, request.body)}", "the signature is wrong")


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what all entries of a notification tell of the connection's number."""
    notification = read(Notification, request.body, "notification of the WhatsApp Business Platform")
    return told(notification.entry, connection.settings.get("phone_number_id", ""), connection)


def told(entries: Iterable[Entry | Wrong], number: str, connection: Connection) -> list[InboundEvent]:
    """Return what happened at a number; raises `UnreadableError` when only other numbers were written to."""
    values = [value for entry in entries for value in ((entry,) if isinstance(entry, Wrong) else entry.values)]
    ours = [value for value in values if isinstance(value, Wrong) or value.number == number]
    strange = {value.number for value in right(values) if value.messages} - {number}
    if strange and not ours:
        raise UnreadableError(f"the messages are for another phone number: {', '.join(sorted(strange))}")
    return batch(each(ours, "change of WhatsApp's", lambda value: _of_value(value, connection)))


def _of_value(value: Value, connection: Connection) -> Iterator[InboundEvent]:
    yield from each(
        value.messages,
        "message of WhatsApp's",
        lambda message: _of_message(message, value.contact_of(message), connection),
    )
    yield from each(value.statuses, "status of WhatsApp's", lambda status: _delivery(status, connection))
    yield from each(value.message_echoes, "echo of WhatsApp's", lambda echo: _echo(echo, connection))


def _of_message(message: Message, contact: Contact, connection: Connection) -> Iterator[InboundEvent]:
    sender = _sender(message, contact)
    door, at = (
        _door(f"{GROUP}{message.group_id}" if message.group_id else sender.address, connection),
        message.timestamp,
    )
    match message:
        case Message(type="reaction", reaction=reaction) if reaction:
            yield InboundReaction(
                provider_message_id=reaction.message_id,
                door=door,
                sender=sender,
                sign=reaction.emoji or "",
                occurred_at=moment(at),
            )
        case Message(type="edit", edit=edit) if edit:
            if edit.message.words:
                yield InboundEdit(
                    provider_message_id=edit.original_message_id,
                    edit_id=message.id,
                    door=door,
                    text=edit.message.words,
                    occurred_at=moment(at),
                )
        case Message(type="revoke", revoke=revoke) if revoke:
            yield InboundDeletion(provider_message_id=revoke.original_message_id, door=door, occurred_at=moment(at))
        case Message(type=type_) if type_ not in UNWRITTEN:
            yield _message(message, sender, door)
            yield from _move(message, door)


def _echo(echo: Echo, connection: Connection) -> Iterator[InboundEcho]:
    """Yield what a colleague wrote on the business's own phone; what they did to a message of theirs tells nothing."""
    address = f"{GROUP}{echo.group_id}" if echo.group_id else echo.to_user_id or echo.to
    if address and echo.type not in {"reaction", "edit", "revoke"}:
        yield InboundEcho(
            provider_message_id=echo.id,
            door=_door(address, connection),
            text=echo.words or echo.unread,
            attachments=echo.attachments,
            occurred_at=moment(echo.timestamp),
        )


def _move(message: Message, door: Door) -> Iterator[InboundMove]:
    """Tell of another number: with it the customer has another id, too."""
    told = message.system
    if told is None:
        return
    address = told.wa_id if door.address.isdecimal() else told.user_id
    if address and address != door.address:
        phone = f"+{told.wa_id}" if told.wa_id and told.wa_id.isdecimal() else None
        yield InboundMove(door=door, address=address, phone=phone, occurred_at=moment(message.timestamp))


def _message(message: Message, sender: Sender, door: Door) -> InboundMessage:
    answered = message.context.id if message.context else None
    return InboundMessage(
        provider_message_id=message.id,
        door=door,
        sender=sender,
        audience=Audience.GROUP if message.group_id else Audience.PRIVATE,
        text=message.words or message.unread,
        attachments=message.attachments,
        place=message.place,
        cards=message.cards,
        referral=message.referral.referral if message.referral else None,
        is_forwarded=message.is_forwarded,
        occurred_at=moment(message.timestamp),
        references=(answered,) if answered else (),
        is_machine=message.type == "system",
    )


def _sender(message: Message, contact: Contact) -> Sender:
    """Return who wrote, known by the id that stays when they hide their number."""
    numbers = (message.sender, contact.wa_id)
    phone = next((number for number in numbers if number and number.isdecimal()), None)
    known_before = message.system.previous_user_id if message.system else None
    address = message.from_user_id or contact.user_id or message.sender or contact.wa_id or known_before
    if not address:
        raise UnreadableError(f"a message of the type {message.type} names nobody")
    return Sender(
        address=address,
        name=contact.profile.name or "",
        username=contact.profile.username,
        phone=f"+{phone}" if phone else None,
        is_verified=True,
    )


def _delivery(status: Status, connection: Connection) -> Iterator[InboundDelivery]:
    if status.status not in STATES:
        return
    address = status.recipient_user_id or status.recipient_id
    if status.recipient_type == "group" and status.recipient_id:
        address = f"{GROUP}{status.recipient_id}"
    reference = status.biz_opaque_callback_data or ""
    yield InboundDelivery(
        provider_message_id=status.id,
        reference=reference if REFERENCE.fullmatch(reference) else None,
        door=_door(address, connection) if address else None,
        state=STATES[status.status],
        reason="; ".join(error.told for error in status.errors) or None,
        occurred_at=moment(status.timestamp),
    )


def _door(address: str, connection: Connection) -> Door:
    return Door(channel=connection.channel, connection=connection.id, address=address)
