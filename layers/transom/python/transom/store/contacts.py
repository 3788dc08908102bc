"""Contacts and the doors they write from."""

from collections.abc import Mapping

from pynamodb.expressions.operand import Path

from transom.errors import InvalidError, NotFoundError
from transom.model import Contact, Door, Identity
from transom.store import schema
from transom.store.items import CONTACT_SHARDS, ContactItem, IdentityItem
from transom.store.page import Cursors, Page
from transom.store.shards import Shards
from transom.store.table import Put, Table, Update

_CHANGEABLE = frozenset({"name", "email", "phone", "language"})
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

    def update(self, contact: Contact, changes: Mapping[str, str | None]) -> Contact:
        """Change a contact's name, email, phone or language; None takes one away."""
        if wrong := changes.keys() - _CHANGEABLE:
            raise InvalidError("This of a contact does not change.", fields=dict.fromkeys(wrong, "cannot be changed"))
        if not changes:
            return contact
        actions = [Path(name).remove() if each is None else Path(name).set(each) for name, each in changes.items()]
        write = Update(*ContactItem.key(contact.id), actions, lost=lambda: _unknown(contact.id))
        return ContactItem.from_raw_data(self._table.change(write, returning="ALL_NEW")).contact


class Identities:
    """The doors that are known, and whose they are."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def find(self, door: Door) -> Identity | None:
        """Return whose door it is, if it is known."""
        item = self._table.get(IdentityItem, *IdentityItem.key(door))
        return Identity.model_validate(item.attribute_values | {"door": door}) if item else None

    def add(self, identity: Identity) -> None:
        """Add a door; raises `ConflictError` when it is somebody's."""
        self._table.write(Put(IdentityItem.of(identity)))

    def set_opted_out(self, door: Door, *, is_opted_out: bool) -> None:
        """Keep whether the customer wants nothing written to this door, which must be known."""
        self._table.write(Update(*IdentityItem.key(door), [Path("is_opted_out").set(is_opted_out)]))


def _unknown(contact_id: str) -> NotFoundError:
    return NotFoundError(f"There is no contact {contact_id}.")
