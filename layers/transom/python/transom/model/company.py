"""The company that customers write for."""

from transom.model.base import Frozen, Instant
from transom.model.contact import FieldValue


class Company(Frozen):
    """A company: whoever proves to write from one of its domains belongs to it."""

    id: str
    name: str
    domains: tuple[str, ...] = ()
    """Of its mail addresses, in lower case."""
    tier: str | None = None
    """Of all its people who have none of their own."""
    fields: dict[str, FieldValue] = {}
    notes: str = ""
    created_at: Instant
    version: int = 1
