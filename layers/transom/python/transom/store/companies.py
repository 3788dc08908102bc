"""Companies, the domains that tell them, and their people."""

from collections.abc import Iterator

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.operand import Path

from transom.errors import ConflictError, NotFoundError, TransomError
from transom.model import Contact
from transom.model.company import Company
from transom.store import schema
from transom.store.items import Item, moment
from transom.store.page import Cursors, Page
from transom.store.shards import Shards
from transom.store.table import Put, Table, Update, Write, absent

_ALL = "COMPANIES"
_CURSORS = Cursors("companies")
_MEMBERS = Cursors("members")


class CompanyItem(Item):
    """A company as JSON."""

    company = JSONAttribute()
    version = NumberAttribute()
    contact_pk = UnicodeAttribute()
    created_sk = UnicodeAttribute()

    @staticmethod
    def key(company_id: str) -> tuple[str, str]:
        """Return where a company is."""
        return f"CO#{company_id}", "CO"


class DomainItem(Item):
    """Whose a domain is; nobody's once it was given up."""

    company_id = UnicodeAttribute(null=True)

    @staticmethod
    def key(domain: str) -> tuple[str, str]:
        """Return where a domain is."""
        return f"DOMAIN#{domain}", "DOMAIN"


class MemberItem(Item):
    """The company that a contact belongs to, beside the contact; listed by the company."""

    contact_pk = UnicodeAttribute(null=True)
    created_sk = UnicodeAttribute()


class Companies:
    """The companies in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, company_id: str) -> Company:
        """Return a company as it is now."""
        item = self._table.get(CompanyItem, *CompanyItem.key(company_id))
        if item is None:
            raise NotFoundError(f"There is no company {company_id}.")
        return Company.model_validate(item.company)

    def page(self, limit: int = 25, cursor: str | None = None) -> Page[Company]:
        """Return a page of all companies, the newest first."""
        page = Shards(self._table, schema.BY_CONTACT, [_ALL]).page(_CURSORS, limit, cursor)
        items = self._table.get_many(CompanyItem, [(each, "CO") for each in page.items], is_consistent=False)
        found = {item.pk: Company.model_validate(item.company) for item in items}
        return Page([found[each] for each in page.items if each in found], page.next)

    def of_domain(self, domain: str) -> Company | None:
        """Return the company that a domain tells."""
        item = self._table.get(DomainItem, *DomainItem.key(domain))
        return self.get(item.company_id) if item and item.company_id else None

    def members(self, company_id: str, limit: int = 25, cursor: str | None = None) -> Page[str]:
        """Return a page of the ids of a company's contacts, the newest first."""
        page = Shards(self._table, schema.BY_CONTACT, [_members(company_id)]).page(_MEMBERS, limit, cursor)
        return Page([each.removeprefix("P#") for each in page.items], page.next)

    def save(self, before: Company | None, after: Company) -> Company:
        """Add a company, or change what it was; raises `ConflictError` when it changed, or a domain is another's."""
        saved = after if before is None else after.model_copy(update={"version": before.version + 1})
        item = CompanyItem(
            *CompanyItem.key(saved.id),
            company=saved.model_dump(mode="json"),
            version=saved.version,
            contact_pk=_ALL,
            created_sk=f"{moment(saved.created_at)}#{saved.id}",
        )
        is_same = absent() if before is None else Path("version") == before.version
        self._table.write(Put(item, is_same), *_domains(before, saved))
        return saved


def membership(before: Contact | None, after: Contact) -> Iterator[Write]:
    """Yield the write by which a contact stands among the people of its company."""
    if (before.company_id if before else None) == after.company_id:
        return
    place = _members(after.company_id) if after.company_id else None
    item = MemberItem(f"P#{after.id}", "CO", contact_pk=place, created_sk=f"{moment(after.created_at)}#{after.id}")
    yield Put(item, condition=None)


def _members(company_id: str) -> str:
    return f"COMPANY#{company_id}"


def _domains(before: Company | None, after: Company) -> Iterator[Write]:
    old, new = set(before.domains if before else ()), set(after.domains)
    free = absent() | Path("company_id").does_not_exist()
    for domain in sorted(new - old):
        yield Put(DomainItem(*DomainItem.key(domain), company_id=after.id), free, lost=_taken)
    for domain in sorted(old - new):
        yield Update(*DomainItem.key(domain), [Path("company_id").remove()], condition=None)


def _taken() -> TransomError:
    return ConflictError("One of these domains is another company's.")
