"""What an agent sets of a customer, and which contacts are one customer."""

from api.bodies import ContactChange, ContactMerge
from api.call import Call
from api.contact_views import AlikeList, AlikeView
from transom import identities, standing
from transom.contention import insist
from transom.core import contacts
from transom.errors import ConflictError, InvalidError, NotFoundError, StaleError
from transom.model import Contact
from transom.model.company import Company


def current(call: Call, contact_id: str) -> Contact:
    """Return a contact, or the one that it was merged into."""
    return identities.current(call.store, contact_id)


def change(call: Call, contact_id: str, version: int, wanted: ContactChange) -> Contact:
    """Set what is wanted on this version of a contact; what is so already is not written."""
    before = call.store.contacts.get(contact_id)
    if before.version != version:
        raise _stale()
    values = wanted.model_dump(include=wanted.model_fields_set - {"fields"})
    if wanted.company_id:
        values |= {"company": _company(call, wanted.company_id).name}
    after = contacts.changed(before, values, wanted.fields, call.desk)
    if after == before:
        return before
    try:
        call.store.contacts.save((before, after))
    except ConflictError:
        raise _stale() from None
    return _followed(call, call.store.contacts.get(contact_id))


def _company(call: Call, company_id: str) -> Company:
    try:
        return call.store.companies.get(company_id)
    except NotFoundError as error:
        raise InvalidError(error.message, fields={"company_id": "there is no such company"}) from None


def merge(call: Call, contact_id: str, wanted: ContactMerge) -> Contact:
    """Make a contact the same customer as another one, and return that."""

    def attempt() -> Contact:
        before = call.store.contacts.get(contact_id), call.store.contacts.get(wanted.into)
        conflict = identities.conflict(call.store, call.desk, *before)
        if conflict and not wanted.reason:
            told = f"say why they are one nevertheless: {conflict}"
            raise InvalidError(f"These contacts seem to be two customers: {conflict}.", fields={"reason": told})
        reason = f"{wanted.reason}, although {conflict}" if conflict else wanted.reason
        after = contacts.merge(*before, reason, call.actor, call.now)
        call.store.contacts.save(*zip(before, after, strict=True))
        return call.store.contacts.get(wanted.into)

    return _followed(call, insist(attempt))


def alike(call: Call, contact_id: str) -> AlikeList:
    """Return who may be the same customer, and why."""
    found = identities.alike(call.store, call.desk, current(call, contact_id))
    return AlikeList(
        items=tuple(
            AlikeView(id=each.contact.id, name=each.contact.name, **each.model_dump(include={"reasons", "conflict"}))
            for each in found
        )
    )


def unmerge(call: Call, contact_id: str) -> Contact:
    """Make a merged contact a customer of its own again."""

    def attempt() -> tuple[Contact, Contact]:
        source = call.store.contacts.get(contact_id)
        before = source, call.store.contacts.get(source.merged_into or source.id)
        call.store.contacts.save(*zip(before, contacts.unmerge(*before), strict=True))
        return call.store.contacts.get(source.id), call.store.contacts.get(before[1].id)

    parted, other = insist(attempt)
    _followed(call, other)
    return _followed(call, parted)


def _followed(call: Call, contact: Contact) -> Contact:
    """Let the contact's open conversations know what changed; one that is merged has none of its own."""
    if contact.merged_into is None:
        standing.follow(call.store, contact, call.desk, call.now)
    return contact


def _stale() -> StaleError:
    return StaleError("The contact changed meanwhile; read it again.")
