"""What conversations know of their customers: a tier that changes moves the clocks of all that are open."""

from datetime import datetime

from transom.contention import insist
from transom.core import rules, sla
from transom.errors import NotFoundError
from transom.model import Contact, Conversation, Customer, Desk
from transom.store import Store
from transom.store.page import MAX_LIMIT

MOST_PAGES = 3
"""How far back open conversations are looked for: three pages of a hundred."""


def known(store: Store, contact_id: str) -> Customer:
    """Return what a new conversation knows of its customer, who may go under another contact by now."""
    contact = _contact(store, contact_id)
    return of(store, contact) if contact else Customer()


def language(store: Store, contact_id: str) -> str | None:
    """Return the language that a customer is known to speak."""
    contact = _contact(store, contact_id)
    return contact.language if contact else None


def of(store: Store, contact: Contact) -> Customer:
    """Return what conversations know of a contact, and of the company that they belong to."""
    return Customer.of(contact, store.companies.get(contact.company_id) if contact.company_id else None)


def follow(store: Store, contact: Contact, desk: Desk, now: datetime) -> int:
    """Let the open conversations of a contact know it as it is now; returns how many changed."""
    customer, changed = of(store, contact), 0
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        page = store.conversations.of_contact(*contact.ids, limit=MAX_LIMIT, cursor=cursor)
        wanted = [each.id for each in page.items if not each.state.is_done and each.customer != customer]
        changed += sum(_follow(store, each, customer, desk, now) for each in wanted)
        if page.next is None:
            break
        cursor = page.next
    return changed


def _contact(store: Store, contact_id: str) -> Contact | None:
    try:
        contact = store.contacts.get(contact_id)
        return store.contacts.get(contact.merged_into) if contact.merged_into else contact
    except NotFoundError:
        return None


def _follow(store: Store, conversation_id: str, customer: Customer, desk: Desk, now: datetime) -> bool:
    def attempt() -> bool:
        before = store.conversations.get(conversation_id)
        after = _known_as(before, customer, desk, now)
        if after == before:
            return False
        store.conversations.save(before, after)
        return True

    return insist(attempt)


def _known_as(conversation: Conversation, customer: Customer, desk: Desk, now: datetime) -> Conversation:
    known = conversation.model_copy(update={"customer": customer})
    return known if known.state.is_done else rules.scheduled(sla.remeasured(known, desk, now), desk)
