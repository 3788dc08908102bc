"""Contacts and the doors they write from."""

from collections.abc import Sequence
from contextlib import suppress

from pynamodb.expressions.operand import Path

from transom.core.identities import with_evidence
from transom.errors import ConflictError, NotFoundError
from transom.model import Contact, Door, Identity
from transom.model.evidence import Evidence
from transom.store import schema
from transom.store.companies import membership
from transom.store.items import CONTACT_SHARDS, ContactItem, IdentityItem
from transom.store.page import Cursors, Page
from transom.store.shards import Shards
from transom.store.table import Delete, Put, Table, Update, present

_CURSORS = Cursors("contacts")


class Contacts:
    """The contacts in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, contact_id: str) -> Contact:
        """Return a contact as it is now."""
        item = self._table.get(ContactItem, *ContactItem.key(contact_id))
        if item is None:
            raise _unknown(contact_id)
        return item.contact

    def page(self, limit: int = 25, cursor: str | None = None) -> Page[Contact]:
        """Return a page of all contacts, newest first."""
        partitions = [f"CONTACTS#{number}" for number in range(CONTACT_SHARDS)]
        page = Shards(self._table, schema.BY_CONTACT, partitions).page(_CURSORS, limit, cursor)
        items = self._table.get_many(ContactItem, [(each, "P") for each in page.items], is_consistent=False)
        found = {item.pk: item.contact for item in items}
        return Page([found[each] for each in page.items if each in found], page.next)

    def save(self, *changes: tuple[Contact, Contact]) -> None:
        """Change contacts together, each from what it was to what it is; raises `ConflictError` when any changed."""
        members = (write for before, after in changes for write in membership(before, after))
        self._table.write(*(_update(before, after) for before, after in changes), *members)


class Identities:
    """The doors that are known, and whose they are."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def find(self, door: Door) -> Identity | None:
        """Return whose door it is, if it is known."""
        item = self._table.get(IdentityItem, *IdentityItem.key(door))
        return Identity.model_validate(item.attribute_values | {"door": door}) if item else None

    def many(self, doors: Sequence[Door]) -> list[Identity]:
        """Return those of the doors that are known, in their order."""
        keys = {IdentityItem.key(door): door for door in doors}
        found = {item.pk: item for item in self._table.get_many(IdentityItem, keys, is_consistent=False)}
        return [
            Identity.model_validate(found[partition].attribute_values | {"door": door})
            for (partition, _), door in keys.items()
            if partition in found
        ]

    def learn(self, before: Identity, evidence: Evidence) -> None:
        """Keep what proves a door; raises `ConflictError` when it is no longer as it was read."""
        after = before.model_copy(update={"evidence": with_evidence(before.evidence, evidence)})
        if after != before:
            self._table.write(changed_identity(before, after))

    def add(self, identity: Identity) -> None:
        """Add a door; raises `ConflictError` when it is somebody's."""
        self._table.write(Put(IdentityItem.of(identity)))

    def forget(self, door: Door, contact_ids: Sequence[str]) -> None:
        """Let a door be nobody's, if it is one of these contacts'."""
        with suppress(ConflictError):
            self._table.write(Delete(*IdentityItem.key(door), Path("contact_id").is_in(*contact_ids)))

    def set_opted_out(self, door: Door, *, is_opted_out: bool) -> None:
        """Keep whether the customer wants nothing written to this door, which must be known."""
        self._table.write(Update(*IdentityItem.key(door), [Path("is_opted_out").set(is_opted_out)]))

    def set_route(self, door: Door, route: str) -> None:
        """Keep what answers to this door need beside it; the door must be known."""
        self._table.write(Update(*IdentityItem.key(door), [Path("route").set(route)]))


def _update(before: Contact, after: Contact) -> Update:
    version = Path("version")
    is_same = version.does_not_exist() if before.version == 1 else version == before.version
    old = ContactItem.of(before).serialize()
    new = ContactItem.of(after.model_copy(update={"version": before.version + 1})).serialize()
    actions = [Path(name).set(value) for name, value in new.items() if old.get(name) != value]
    gone = [Path(name).remove() for name in old if name not in new]
    return Update(*ContactItem.key(before.id), [*actions, *gone], present() & is_same)


def changed_identity(before: Identity, after: Identity) -> Update:
    """Return the write that changes what differs, on condition that the door is still known as it was read."""
    old, new = (IdentityItem.of(each).serialize() for each in (before, after))
    actions = [Path(name).set(value) for name, value in new.items() if old.get(name) != value]
    actions += [Path(name).remove() for name in old if name not in new]
    known = Path("evidence")
    is_known = known == old["evidence"] if "evidence" in old else known.does_not_exist()
    return Update(
        *IdentityItem.key(after.door), actions, is_known & (Path("conversation_id") == before.conversation_id)
    )


def _unknown(contact_id: str) -> NotFoundError:
    return NotFoundError(f"There is no contact {contact_id}.")
