"""Contacts: the desk's customers."""

from api import customers, doors, erasing
from api.bodies import Consent, ContactChange, ContactMerge, ContactQuery, PageQuery
from api.call import Call
from api.contact_views import AlikeList, ContactDoors, ContactFieldView, ContactTermsView, ErasureView
from api.conversation_views import ConversationPage
from api.endpoint import endpoint
from api.present import contact_view, conversation_view
from api.views import ContactPage, ContactView
from transom import identities
from transom.model import Role


@endpoint("GET", "/v1/contacts")
def list_contacts(call: Call, query: ContactQuery) -> ContactPage:
    """List customers, the newest first, or those who wrote from an address."""
    if query.address:
        found = identities.at(call.store, call.desk, query.address)
        return ContactPage(items=tuple(map(contact_view, found)), next=None)
    page = call.store.contacts.page(limit=query.limit, cursor=query.cursor)
    return ContactPage(items=tuple(contact_view(each) for each in page.items), next=page.next)


@endpoint("GET", "/v1/contacts/{contact_id}")
def get_contact(call: Call, contact_id: str) -> ContactView:
    """Return one customer."""
    return contact_view(call.store.contacts.get(contact_id))


@endpoint("PATCH", "/v1/contacts/{contact_id}")
def change_contact(call: Call, contact_id: str, version: int, body: ContactChange) -> ContactView:
    """Set what is known of a customer, on the version that `If-Match` names."""
    return contact_view(customers.change(call, contact_id, version, body))


@endpoint("POST", "/v1/contacts/{contact_id}/merge")
def merge_contact(call: Call, contact_id: str, body: ContactMerge) -> ContactView:
    """Make a contact the same customer as another one, and return that; nothing of either is lost."""
    return contact_view(customers.merge(call, contact_id, body))


@endpoint("DELETE", "/v1/contacts/{contact_id}/merge")
def unmerge_contact(call: Call, contact_id: str) -> ContactView:
    """Undo a merge: the contact is a customer of its own again."""
    return contact_view(customers.unmerge(call, contact_id))


@endpoint("POST", "/v1/contacts/{contact_id}/erase", role=Role.ADMIN)
def erase_contact(call: Call, contact_id: str) -> ErasureView:
    """Erase what a customer wrote and sent, and all that is known of them; ask again until it is done.

    Nothing brings it back. What happened when, and who of the desk worked on it, stays.
    """
    return erasing.erase(call, contact_id)


@endpoint("GET", "/v1/contacts/{contact_id}/conversations")
def list_contact_conversations(call: Call, contact_id: str, query: PageQuery) -> ConversationPage:
    """List a customer's conversations over all channels, the newest first."""
    contact = customers.current(call, contact_id)
    page = call.store.conversations.of_contact(*contact.ids, limit=query.limit, cursor=query.cursor)
    return ConversationPage(items=tuple(conversation_view(each, call.now) for each in page.items), next=page.next)


@endpoint("GET", "/v1/contacts/{contact_id}/doors")
def list_contact_doors(call: Call, contact_id: str) -> ContactDoors:
    """List where a customer wrote from of late, and may be answered, the door used last first."""
    return doors.known(call, contact_id)


@endpoint("POST", "/v1/contacts/{contact_id}/consent")
def keep_consent(call: Call, contact_id: str, body: Consent) -> ContactDoors:
    """Keep what a customer told an agent of being written to at one of their doors; the timeline tells who and why."""
    return doors.keep_consent(call, contact_id, body)


@endpoint("GET", "/v1/contacts/{contact_id}/alike")
def list_alike_contacts(call: Call, contact_id: str) -> AlikeList:
    """List customers who may be the same person, by the addresses that they have in common over other channels."""
    return customers.alike(call, contact_id)


@endpoint("GET", "/v1/contact-terms")
def get_contact_terms(call: Call) -> ContactTermsView:
    """Return what the desk sorts customers into, and the fields of its own that it keeps of them."""
    fields = tuple(ContactFieldView(**each.model_dump()) for each in call.desk.contact_fields)
    return ContactTermsView(tiers=call.desk.brand.tiers, fields=fields)
