"""One customer under several contacts, and what is kept of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.desk import AGENT, MONDAY
from transom.core.contacts import fields, merge, unmerge
from transom.errors import InvalidError
from transom.model import Contact, ContactField
from transom.model.contact import FieldValue

DECLARED = [
    ContactField(id="size", name="Size", type="number"),
    ContactField(id="plan", name="Plan", type="choice", choices=("free", "paid")),
    ContactField(id="since", name="Since", type="date"),
    ContactField(id="vip", name="VIP", type="flag"),
    ContactField(id="nick", name="Nickname"),
]


def contact(name: str, **more: object) -> Contact:
    """Return a contact of this name."""
    return Contact.model_validate({"id": name, "name": name, "created_at": MONDAY, **more})


@given(st.sampled_from(["", "The same passport."]), st.sampled_from([None, "a@x.example"]))
def test_a_merge_can_be_undone(reason: str, email: str | None) -> None:
    """Both contacts are what they were; without anything in common the agent says how they know."""
    ana, anna = contact("ana", email=email), contact("anna", email=email and email.upper())
    if not reason and not email:
        with pytest.raises(InvalidError) as refused:
            merge(ana, anna, reason, AGENT, MONDAY)
        assert refused.value.fields.keys() == {"reason"}
        return
    source, target = merge(ana, anna, reason, AGENT, MONDAY)
    assert target.ids == ("anna", "ana")
    assert unmerge(source, target) == (ana, anna)


def test_a_merge_shows_its_evidence() -> None:
    """What both have in common, and what the agent said."""
    ana = contact("ana", email="A@x.example", phone="+48 1")
    _, target = merge(ana, contact("anna", email="a@x.example", phone="+48 1"), "She said so.", AGENT, MONDAY)
    [told] = target.merges
    assert (told.by, told.at) == ("ben", MONDAY)
    assert told.evidence == "the same e-mail address: A@x.example; the same phone number: +48 1; She said so."


def test_what_cannot_be_merged_is_refused_with_the_reason() -> None:
    """A chain or a circle of merges could not be undone one by one."""
    ana, anna, eva = contact("ana"), contact("anna"), contact("eva")
    source, target = merge(ana, anna, "x", AGENT, MONDAY)
    for one, other, reason in [
        (ana, ana, "not merged with itself"),
        (source, eva, "ana is merged already"),
        (target, eva, "has others merged into it"),
        (eva, source, "ana is itself merged"),
    ]:
        with pytest.raises(InvalidError, match=reason):
            merge(one, other, "x", AGENT, MONDAY)
    with pytest.raises(InvalidError, match="eva is not merged"):
        unmerge(eva, target)


def test_the_desks_own_fields_have_their_types() -> None:
    """A value that is taken away is gone."""
    given_values: dict[str, FieldValue | None] = {
        "size": 7,
        "plan": "paid",
        "since": "2026-02-28",
        "vip": True,
        "nick": None,
    }
    assert fields(given_values, DECLARED) == {"size": 7, "plan": "paid", "since": "2026-02-28", "vip": True}


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("size", "seven", "must be a number"),
        ("size", True, "must be a number"),
        ("plan", "gold", "must be one of free, paid"),
        ("since", "2026-02-30", "must be a date"),
        ("vip", "yes", "must be a flag"),
        ("nick", 7, "must be a text"),
        ("shoe", "x", "there is no such field"),
    ],
)
def test_another_value_is_refused_by_its_field(name: str, value: FieldValue, reason: str) -> None:
    """The refusal gives the place and the reason."""
    with pytest.raises(InvalidError) as refused:
        fields({name: value}, DECLARED)
    assert refused.value.fields == {f"fields.{name}": reason}
