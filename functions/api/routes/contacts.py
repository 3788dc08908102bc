"""Contacts: the desk's customers."""

from api.bodies import PageQuery
from api.call import Call
from api.endpoint import endpoint
from api.present import contact_view, conversation_view
from api.views import ContactPage, ContactView, ConversationPage


@endpoint("GET", "/v1/contacts")
def list_contacts(call: Call, query: PageQuery) -> ContactPage:
    """List customers, the newest first."""
    page = call.store.contacts.page(limit=query.limit, cursor=query.cursor)
    return ContactPage(items=tuple(contact_view(each) for each in page.items), next=page.next)


@endpoint("GET", "/v1/contacts/{contact_id}")
def get_contact(call: Call, contact_id: str) -> ContactView:
    """Return one customer."""
    return contact_view(call.store.contacts.get(contact_id))


@endpoint("GET", "/v1/contacts/{contact_id}/conversations")
def list_contact_conversations(call: Call, contact_id: str, query: PageQuery) -> ConversationPage:
    """List a customer's conversations over all channels, the newest first."""
    call.store.contacts.get(contact_id)
    page = call.store.conversations.of_contact(contact_id, limit=query.limit, cursor=query.cursor)
    return ConversationPage(items=tuple(conversation_view(each, call.now) for each in page.items), next=page.next)
