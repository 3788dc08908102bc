"""Arrivals: a customer's message, with all that it begins or changes, in one transaction."""

from collections.abc import Iterator
from dataclasses import dataclass

from transom.model import Contact, Conversation, Entry, Identity
from transom.store.companies import membership
from transom.store.contacts import changed_identity
from transom.store.conversations import update
from transom.store.failures import changed
from transom.store.items import ContactItem, ConversationItem, EntryItem, IdentityItem
from transom.store.loads import loads
from transom.store.references import Reference, claim
from transom.store.table import Put, Table, Write


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What a message brings; the first reference claims the message's own id."""

    references: tuple[Reference, ...]
    entry: Entry
    before: Conversation | None = None
    """The conversation as it was read, or None when the message begins it."""
    after: Conversation
    contact: Contact | None = None
    """The contact, when it is new."""
    identity_before: Identity | None = None
    identity: Identity | None = None
    """The identity, when it is new or changed."""


class Arrivals:
    """The way of inbound messages into the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def record(self, arrival: Arrival) -> None:
        """Store a message once.

        Raises `DuplicateError` when its id was claimed before, `ConflictError` when anything else is no longer
        as it was read.
        """
        self._table.write(*_writes(arrival))


def _writes(arrival: Arrival) -> Iterator[Write]:
    own, *others = arrival.references
    yield claim(own)
    yield from (claim(other, lost=changed) for other in others)
    yield Put(EntryItem.of(arrival.entry))
    if arrival.before:
        saved = arrival.after.model_copy(update={"version": arrival.before.version + 1})
        yield update(arrival.before, saved)
        yield from loads((arrival.before, saved))
    else:
        yield Put(ConversationItem.of(arrival.after))
    if arrival.contact:
        yield Put(ContactItem.of(arrival.contact))
        yield from membership(None, arrival.contact)
    if arrival.identity:
        yield _identity(arrival.identity_before, arrival.identity)


def _identity(before: Identity | None, after: Identity) -> Write:
    return changed_identity(before, after) if before else Put(IdentityItem.of(after))
