"""Customers as rules and macros set them."""

from contextlib import suppress
from datetime import datetime

from transom import identities, standing
from transom.contention import insist
from transom.core import customers
from transom.errors import InvalidError
from transom.events import Event
from transom.model import Contact, EntryName
from transom.store import Store


def follow(store: Store, event: Event, now: datetime) -> None:
    """Let the contact, and their other conversations, know what an entry tells of them; told again, nothing changes."""
    entry = event.entry
    if not event.conversation_id or entry.name is not EntryName.CONVERSATION_CHANGED:
        return
    if not customers.tells(entry):
        return
    desk, contact_id = store.desk.load(), store.conversations.get(entry.conversation_id).contact_id

    def attempt() -> Contact:
        before = identities.current(store, contact_id)
        after = customers.learnt(before, entry, desk)
        if after != before:
            store.contacts.save((before, after))
        return after

    with suppress(InvalidError):  # the customer was erased, or the desk has no such tier or field any more
        standing.follow(store, insist(attempt), desk, now)
