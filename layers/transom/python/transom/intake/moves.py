"""A customer who has another address from now on: what they write from there, and what they are answered, goes on."""

from contextlib import suppress

from transom.channel import InboundMove
from transom.contention import insist
from transom.errors import ConflictError
from transom.model import Identity
from transom.store import Store


def move(store: Store, event: InboundMove) -> None:
    """Let the new address lead where the old one did; one that somebody writes from already stays theirs."""
    identity = store.identities.find(event.door)
    if identity is None:
        return
    moved = identity.model_copy(update={"door": event.door.model_copy(update={"address": event.address})})
    known = store.identities.find(moved.door)
    if known and known.contact_id != identity.contact_id:
        return
    with suppress(ConflictError):
        store.identities.add(moved)
    insist(lambda: _answer_there(store, event, moved))
    if event.phone:
        insist(lambda: _called_there(store, identity.contact_id, event.phone))


def _called_there(store: Store, contact_id: str, phone: str | None) -> None:
    contact = store.contacts.get(contact_id)
    store.contacts.save((contact, contact.model_copy(update={"phone": phone})))


def _answer_there(store: Store, event: InboundMove, moved: Identity) -> None:
    conversation = store.conversations.get(moved.conversation_id)
    if conversation.door == event.door:
        store.conversations.save(conversation, conversation.model_copy(update={"door": moved.door}))
