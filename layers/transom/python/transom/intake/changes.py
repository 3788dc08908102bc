"""What a customer does to a message later: they change it, take it back, or react to it."""

from contextlib import suppress
from datetime import datetime

from transom import bodies
from transom.channel import InboundDeletion, InboundEdit, InboundMessage, InboundReaction, Sender
from transom.errors import DuplicateError
from transom.ids import derived_ulid, new_ulid
from transom.intake import messages
from transom.intake.filing import known, reference
from transom.model import Actor, ActorKind, Door, Entry, EntryName
from transom.store import Reference, Store

_TEXTS = {EntryName.MESSAGE_EDITED, EntryName.MESSAGE_DELETED}
_READER = Actor.system("mail_receive")


def edit(store: Store, event: InboundEdit, now: datetime) -> Reference:
    """Put another text in the place of a message's."""
    found = store.references.find(event.door.channel, event.door.connection, [event.provider_message_id, event.edit_id])
    if earlier := found.get(event.edit_id):
        return earlier
    message = found.get(event.provider_message_id)
    if message is None:
        return messages.receive(store, _as_message(event), now)
    if message.is_gone:
        return message
    entry_id = new_ulid(now)
    body = bodies.store(entry_id, event.text)
    entry = Entry(
        id=entry_id,
        name=EntryName.MESSAGE_EDITED,
        conversation_id=message.conversation_id,
        about=message.message_id,
        at=min(event.occurred_at, now),
        actor=_author(store, event.door),
        text=body.text,
        text_key=body.text_key,
        correlation_id=entry_id,
    )
    filed = reference(event.door, event.edit_id, entry)
    with suppress(DuplicateError):
        store.timeline.append_with(entry, (filed,))
    return filed


def is_read_otherwise(store: Store, message: Reference, text: str) -> bool:
    """Tell whether a customer's message, as it stands, begins with another text; one that was taken back does not."""
    moment = store.timeline.get(message.conversation_id, message.message_id)
    told = [moment.entry, *(each for each in moment.beneath if each.name in _TEXTS)][-1]
    is_theirs = told.name in {EntryName.MESSAGE_RECEIVED, EntryName.MESSAGE_EDITED}
    return is_theirs and (told.text or "")[: bodies.BEGINNING] != text[: bodies.BEGINNING]


def correct(store: Store, message: Reference, text: str, now: datetime) -> None:
    """Put what the desk reads in a customer's message now in the place of what it read before, if that differs."""
    if not is_read_otherwise(store, message, text):
        return
    entry = _entry(EntryName.MESSAGE_EDITED, message, _READER, text, now)
    body = bodies.store(entry.id, text)
    store.timeline.append(entry.model_copy(update={"text": body.text, "text_key": body.text_key}))


def delete(store: Store, event: InboundDeletion, now: datetime) -> Reference | None:
    """Take a message's content out of the desk; that there was one stays. One that comes after all is not let in."""
    message = known(store, event.door, event.provider_message_id)
    if message is None:
        store.references.bury(event.door, event.provider_message_id)
        return None
    moment = store.timeline.get(message.conversation_id, message.message_id)
    with suppress(DuplicateError):
        author, at = _author(store, event.door), min(event.occurred_at, now)
        store.timeline.append(_entry(EntryName.MESSAGE_DELETED, message, author, "", at))
    for entry in (moment.entry, *moment.beneath):
        bodies.erase(entry)
        store.timeline.empty(entry)
    store.conversations.forget_preview(message.conversation_id, messages.preview(moment.entry))
    return message


def react(store: Store, event: InboundReaction, now: datetime) -> Reference | None:
    """Keep a sign that a customer put to a message, or took back."""
    message = known(store, event.door, event.provider_message_id)
    if message is None:
        return None
    author = Actor(kind=ActorKind.CUSTOMER, id=event.sender.address, name=event.sender.name)
    at = min(event.occurred_at, now)
    entry = _entry(EntryName.MESSAGE_REACTED, message, author, f"{author.id} {event.sign}", at)
    with suppress(DuplicateError):
        store.timeline.append(entry.model_copy(update={"data": {"sign": event.sign}}))
    return message


def _as_message(event: InboundEdit) -> InboundMessage:
    """Return what an edit holds as a message, for one that came before its message or instead of it."""
    return InboundMessage(
        provider_message_id=event.provider_message_id,
        door=event.door,
        sender=Sender(address=event.door.address),
        text=event.text,
        occurred_at=event.occurred_at,
    )


def _author(store: Store, door: Door) -> Actor:
    identity = store.identities.find(door)
    return Actor(kind=ActorKind.CUSTOMER, id=identity.contact_id if identity else door.address)


def _entry(name: EntryName, message: Reference, author: Actor, seed: str, at: datetime) -> Entry:
    return Entry(
        id=derived_ulid(at, f"{name} {message.message_id} {seed}"),
        name=name,
        conversation_id=message.conversation_id,
        about=message.message_id,
        at=at,
        actor=author,
        correlation_id=message.message_id,
    )
