"""Companies as the API keeps them, and what their people have of them."""

from functools import partial

from api.call import Call
from api.company_views import NewCompany
from transom import standing
from transom.contention import insist
from transom.core import companies, contacts
from transom.errors import InvalidError, StaleError
from transom.ids import new_code
from transom.model import Contact
from transom.model.company import Company
from transom.store.page import MAX_LIMIT


def add(call: Call, wanted: NewCompany) -> Company:
    """Keep a company; raises `ConflictError` when one of its domains is another's."""
    bare = Company(id=new_code(), name=wanted.name, created_at=call.now)
    return call.store.companies.save(None, bare.model_copy(update=_values(call, wanted)))


def change(call: Call, company_id: str, version: int, wanted: NewCompany) -> Company:
    """Put what is wanted in the place of a version of a company, and let its people follow."""
    before = call.store.companies.get(company_id)
    if before.version != version:
        raise StaleError("The company changed meanwhile; read it again.")
    after = before.model_copy(update=_values(call, wanted))
    if after == before:
        return before
    saved = call.store.companies.save(before, after)
    if (before.name, before.tier) != (saved.name, saved.tier):
        for contact_id in call.store.companies.members(company_id, MAX_LIMIT).items:
            insist(partial(_follow, call, contact_id, saved))
    return saved


def people(call: Call, company_id: str, limit: int, cursor: str | None) -> tuple[list[Contact], str | None]:
    """Return a page of a company's contacts."""
    call.store.companies.get(company_id)
    page = call.store.companies.members(company_id, limit, cursor)
    return [call.store.contacts.get(each) for each in page.items], page.next


def _follow(call: Call, contact_id: str, company: Company) -> None:
    before = call.store.contacts.get(contact_id)
    after = before.model_copy(update={"company": company.name})
    if after != before:
        call.store.contacts.save((before, after))
    standing.follow(call.store, after, call.desk, call.now)


def _values(call: Call, wanted: NewCompany) -> dict[str, object]:
    if wanted.tier and wanted.tier not in call.desk.brand.tiers:
        raise InvalidError("The desk has no such tier.", fields={"tier": "is none of the brand's tiers"})
    own = contacts.fields(wanted.fields, call.desk.contact_fields)
    found = companies.domains(wanted.domains)
    return {**wanted.model_dump(include={"name", "tier", "notes"}), "domains": found, "fields": own}
