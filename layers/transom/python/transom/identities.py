"""The addresses of customers as the table stands, and who may be the same as whom."""

from transom.core import identities
from transom.core.identities import Alike
from transom.model import Contact, Desk, Identity
from transom.store import Store

LOOKED_AT = 100
"""How many of a customer's conversations are looked at for the doors that they came by."""


def of(store: Store, contact: Contact) -> list[Identity]:
    """Return the doors that a customer wrote from of late, the one used last first."""
    latest = store.conversations.of_contact(*contact.ids, limit=LOOKED_AT).items
    by_use = sorted(latest, key=lambda each: each.last_message_at, reverse=True)
    found = store.identities.many([each.door for each in by_use])
    return [each for each in found if each.contact_id in contact.ids]


def at(store: Store, desk: Desk, address: str) -> list[Contact]:
    """Return the customers who wrote from an address, over whatever connection."""
    found = store.identities.many(identities.written_so(address, desk.connections))
    owners = {owner.id: owner for each in found if not (owner := current(store, each.contact_id)).erased_at}
    return list(owners.values())


def alike(store: Store, desk: Desk, contact: Contact) -> list[Alike]:
    """Return other customers who have the same addresses over other channels, with the reasons."""
    ours = of(store, contact)
    theirs: dict[str, list[Identity]] = {}
    for each in store.identities.many(identities.doors(ours, desk.connections)):
        owner = current(store, each.contact_id)
        if owner.id not in contact.ids and not owner.erased_at:
            theirs.setdefault(owner.id, []).append(each)
    return [
        Alike(contact=owner, reasons=identities.reasons(ours, found), conflict=conflict(store, desk, contact, owner))
        for owner_id, found in theirs.items()
        for owner in (store.contacts.get(owner_id),)
    ]


def conflict(store: Store, desk: Desk, one: Contact, other: Contact) -> str | None:
    """Return what shows that two contacts are two customers, if anything does."""
    return identities.conflict(one, other, (of(store, one), of(store, other)), desk.contact_fields)


def current(store: Store, contact_id: str) -> Contact:
    """Return a contact, or the one that it was merged into."""
    found = store.contacts.get(contact_id)
    return store.contacts.get(found.merged_into) if found.merged_into else found
