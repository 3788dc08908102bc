"""What rules set of a customer, as the contact learns it."""

import pytest
from pydantic import JsonValue

from tests.unit.core.desk import AGENT, DESK, MONDAY
from transom.core import customers
from transom.errors import InvalidError
from transom.model import Contact, Desk, Entry, EntryName

OLGA = Contact(id="olga", name="Olga", company="Acme", company_id="acme", tier="basic", created_at=MONDAY)
TIERED = Desk.model_validate(DESK.model_dump() | {"brand": DESK.brand.model_dump() | {"tiers": ["basic", "gold"]}})


def told(**data: str) -> Entry:
    """Return an entry that tells of changes to these."""
    changes: dict[str, JsonValue] = {name: {"from": None, "to": value} for name, value in data.items()}
    return Entry(id="1", name=EntryName.CONVERSATION_CHANGED, conversation_id="C", at=MONDAY, actor=AGENT, data=changes)


def test_another_company_is_not_the_one_on_record() -> None:
    """Its name stands for itself; the same name changes nothing."""
    moved = customers.learnt(OLGA, told(company="Globex"), TIERED)
    assert (moved.company, moved.company_id, moved.tier) == ("Globex", None, "basic")
    assert customers.learnt(OLGA, told(company="Acme"), TIERED) == OLGA


def test_only_what_is_told_of_the_customer_concerns_them() -> None:
    """A change of the conversation alone is none of theirs."""
    assert not customers.tells(told(team="care", priority="high"))
    assert customers.tells(told(team="care", tier="gold"))
    assert customers.learnt(OLGA, told(team="care", tier="gold"), TIERED).tier == "gold"


def test_nothing_is_known_of_who_was_erased() -> None:
    """Nor is a tier that the desk has no more."""
    with pytest.raises(InvalidError):
        customers.learnt(OLGA.model_copy(update={"erased_at": MONDAY}), told(tier="gold"), TIERED)
    with pytest.raises(InvalidError):
        customers.learnt(OLGA, told(tier="gold"), DESK)
