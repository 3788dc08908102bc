"""What became of a message of ours, as its provider tells it."""

from contextlib import suppress
from datetime import datetime

from transom.channel import Connection, InboundDelivery, InboundWatermark
from transom.core.delivery import BOUNCE, comes_after, delivery_of
from transom.errors import DuplicateError, NotFoundError
from transom.ids import derived_ulid
from transom.model import Actor, DeliveryState, Direction, Entry, EntryName
from transom.store import Reference, Store

RECENT = 50
"""How many of a conversation's moments a watermark is laid against."""

DELIVERIES = {
    DeliveryState.SENT: EntryName.MESSAGE_SENT,
    DeliveryState.DELIVERED: EntryName.MESSAGE_DELIVERED,
    DeliveryState.READ: EntryName.MESSAGE_READ,
    DeliveryState.FAILED: EntryName.MESSAGE_FAILED,
    DeliveryState.UNKNOWN: EntryName.MESSAGE_OUTCOME_LOST,
}


def deliver(store: Store, event: InboundDelivery, connection: Connection, now: datetime) -> Reference | None:
    """Write down how far a message came; a message that left by another program than ours is none of the desk's."""
    message = _message(store, event, connection)
    if message is None:
        return None
    at = min(event.occurred_at, now)
    seed = f"{message.message_id} {event.provider_message_id} {event.state} {event.address or ''}".strip()
    about = {"reason": event.reason, "address": event.address, BOUNCE: event.is_bounce}
    entry = Entry(
        id=derived_ulid(at, seed),
        name=DELIVERIES[event.state],
        conversation_id=message.conversation_id,
        about=message.message_id,
        at=at,
        actor=Actor.system(connection.channel),
        provider_message_id=event.provider_message_id,
        data={name: value for name, value in about.items() if value},
        correlation_id=message.message_id,
    )
    learnt = (message.model_copy(update={"provider_message_id": event.known_as}),) if event.known_as else ()
    with suppress(DuplicateError):
        store.timeline.append_with(entry, learnt)
    if event.refused_address:
        _leave_alone(store, message, event.refused_address, event.reason or "", now)
    return message


def _leave_alone(store: Store, message: Reference, address: str, reason: str, now: datetime) -> None:
    """Write no more to an address that a message of ours went to, and that does not exist."""
    conversation = store.conversations.get(message.conversation_id)
    recipients = {conversation.door.address.lower(), *(each.address for each in conversation.participants)}
    if address.lower() in recipients:
        store.suppressions.add(address, reason, now)


def deliver_until(store: Store, event: InboundWatermark, now: datetime) -> Reference | None:
    """Write down that all messages up to a moment have come as far as the provider tells."""
    identity = store.identities.find(event.door)
    if identity is None:
        return None
    for moment in store.timeline.page(identity.conversation_id, limit=RECENT).items:
        told = delivery_of(moment.entry, moment.beneath)
        is_meant = moment.entry.door == event.door and moment.entry.at <= event.until
        if told and is_meant and comes_after(event.state, told.state):
            _write(store, event, moment.entry, now)
    return None


def _message(store: Store, event: InboundDelivery, connection: Connection) -> Reference | None:
    ids = [event.provider_message_id]
    found = store.references.find(connection.channel, connection.id, ids).get(event.provider_message_id)
    if found and not found.is_gone:
        return found
    return _echoed(store, event, connection) if event.reference else None


def _echoed(store: Store, event: InboundDelivery, connection: Connection) -> Reference | None:
    """Return the message that our own reference names, if it left by this connection."""
    conversation_id, _, message_id = (event.reference or "").partition(".")
    try:
        message = store.timeline.get(conversation_id, message_id).entry
    except NotFoundError:
        return None
    if message.direction is not Direction.OUTBOUND or not message.door or message.door.connection != connection.id:
        return None
    return Reference(
        channel=connection.channel,
        connection=connection.id,
        provider_message_id=event.provider_message_id,
        conversation_id=conversation_id,
        message_id=message_id,
    )


def _write(store: Store, event: InboundWatermark, message: Entry, now: datetime) -> None:
    at = min(event.occurred_at, now)
    entry = Entry(
        id=derived_ulid(at, f"{message.id} {event.state}"),
        name=DELIVERIES[event.state],
        conversation_id=message.conversation_id,
        about=message.id,
        at=at,
        actor=Actor.system(event.door.channel),
        correlation_id=message.id,
    )
    with suppress(DuplicateError):
        store.timeline.append(entry)
