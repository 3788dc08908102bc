"""What the API takes and answers of companies."""

from typing import Annotated

from pydantic import Field, StringConstraints

from api.bodies import FieldChoice, Name
from api.views import View
from transom.model import Instant, Strict
from transom.model.base import Slug

type _Domain = Annotated[str, StringConstraints(min_length=3, max_length=253, strip_whitespace=True)]
type _Notes = Annotated[str, StringConstraints(max_length=10_000)]


class NewCompany(Strict):
    """A company to keep."""

    name: Name
    domains: Annotated[tuple[_Domain, ...], Field(max_length=20)] = ()
    tier: Slug | None = None
    notes: _Notes = ""
    fields: Annotated[dict[Slug, FieldChoice | None], Field(max_length=50)] = {}


class CompanyView(View):
    """A company."""

    id: str
    name: str
    domains: tuple[str, ...]
    tier: str | None
    notes: str
    fields: dict[str, str | bool | float]
    created_at: Instant
    version: int


class CompanyPage(View):
    """A page of companies."""

    items: tuple[CompanyView, ...]
    next: str | None
