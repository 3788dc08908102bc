"""The customer as a conversation knows them: what its terms and the rules go by."""

from typing import Self

from transom.model.base import Frozen
from transom.model.company import Company
from transom.model.contact import Contact, FieldValue

LONGEST = 200
"""How much of a text of the desk's own fields rules look at."""


class Customer(Frozen):
    """What terms and rules ask of a customer, as the contact said last."""

    tier: str | None = None
    company: str | None = None
    time_zone: str | None = None
    fields: dict[str, FieldValue] = {}

    @classmethod
    def of(cls, contact: Contact, company: Company | None = None) -> Self:
        """Return what a conversation keeps of its contact, whose tier is the company's unless they have their own."""
        fields = {name: value[:LONGEST] if isinstance(value, str) else value for name, value in contact.fields.items()}
        tier = contact.tier or (company.tier if company else None)
        return cls(tier=tier, company=contact.company, time_zone=contact.time_zone, fields=fields)
