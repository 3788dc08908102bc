"""Companies: whom customers write for."""

from api import companies
from api.bodies import PageQuery
from api.call import Call
from api.company_views import CompanyPage, CompanyView, NewCompany
from api.endpoint import endpoint
from api.present import contact_view, conversation_view
from api.views import ContactPage, ConversationPage
from transom.model.company import Company

MOST_PEOPLE = 20
"""Whose conversations are read as one list."""


@endpoint("GET", "/v1/companies")
def list_companies(call: Call, query: PageQuery) -> CompanyPage:
    """List companies, the newest first."""
    page = call.store.companies.page(query.limit, query.cursor)
    return CompanyPage(items=tuple(map(_view, page.items)), next=page.next)


@endpoint("POST", "/v1/companies", status=201)
def add_company(call: Call, body: NewCompany) -> CompanyView:
    """Keep a company; customers whose mail is proven to come from one of its domains belong to it from then on."""
    return _view(companies.add(call, body))


@endpoint("GET", "/v1/companies/{company_id}")
def get_company(call: Call, company_id: str) -> CompanyView:
    """Return one company."""
    return _view(call.store.companies.get(company_id))


@endpoint("PUT", "/v1/companies/{company_id}")
def change_company(call: Call, company_id: str, version: int, body: NewCompany) -> CompanyView:
    """Put a company in the place of the version that `If-Match` names; its people take over its name and tier."""
    return _view(companies.change(call, company_id, version, body))


@endpoint("GET", "/v1/companies/{company_id}/contacts")
def list_company_contacts(call: Call, company_id: str, query: PageQuery) -> ContactPage:
    """List a company's people, the newest first."""
    people, cursor = companies.people(call, company_id, query.limit, query.cursor)
    return ContactPage(items=tuple(map(contact_view, people)), next=cursor)


@endpoint("GET", "/v1/companies/{company_id}/conversations")
def list_company_conversations(call: Call, company_id: str, query: PageQuery) -> ConversationPage:
    """List the conversations of a company's twenty newest people, the newest first."""
    people, _ = companies.people(call, company_id, MOST_PEOPLE, None)
    ids = [each for contact in people for each in contact.ids]
    if not ids:
        return ConversationPage(items=(), next=None)
    page = call.store.conversations.of_contact(*ids, limit=query.limit, cursor=query.cursor)
    return ConversationPage(items=tuple(conversation_view(each, call.now) for each in page.items), next=page.next)


def _view(company: Company) -> CompanyView:
    return CompanyView.model_validate(company.model_dump())
