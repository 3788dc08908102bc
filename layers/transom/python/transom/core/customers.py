"""What rules and macros set of a customer: known to the conversation at once, and told, so that the contact follows."""

from pydantic import JsonValue

from transom.core import contacts
from transom.model import Contact, Customer, Desk, Effects, Entry, Frozen
from transom.model.contact import FieldValue

_NAMES = ("tier", "company")


class _Name(Frozen):
    to: str | None


class _Fields(Frozen):
    to: dict[str, FieldValue]


class _Told(Frozen):
    """What an entry tells of a customer, beside what it tells of the conversation."""

    tier: _Name | None = None
    company: _Name | None = None
    contact_fields: _Fields | None = None


def known(customer: Customer, step: Effects) -> Customer:
    """Return the customer as effects make them."""
    values = {name: value for name in _NAMES if (value := getattr(step, name))}
    return customer.model_copy(update={**values, "fields": customer.fields | step.contact_fields})


def differences(before: Customer, after: Customer) -> dict[str, JsonValue]:
    """Return what was and what is, of all that differs."""
    old, new = before.model_dump(), after.model_dump()
    found: dict[str, JsonValue] = {
        name: {"from": old[name], "to": new[name]} for name in _NAMES if old[name] != new[name]
    }
    if own := {name: value for name, value in after.fields.items() if before.fields.get(name) != value}:
        found["contact_fields"] = {"from": {name: before.fields.get(name) for name in own}, "to": {**own}}
    return found


def tells(entry: Entry) -> bool:
    """Tell whether a change of a conversation is one of its customer, too."""
    return _Told.model_validate(entry.data) != _Told()


def learnt(contact: Contact, entry: Entry, desk: Desk) -> Contact:
    """Return a contact with what an entry tells of them; a company of another name is not the one on record."""
    told = _Told.model_validate(entry.data)
    values = {name: change.to for name in _NAMES if (change := getattr(told, name))}
    if values.get("company", contact.company) != contact.company:
        values["company_id"] = None
    return contacts.changed(contact, values, told.contact_fields.to if told.contact_fields else {}, desk)
