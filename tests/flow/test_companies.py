"""Companies: known by their domains, and what their people have of them."""

import pytest
from pydantic import JsonValue

from tests.flow.customers import TelegramUser, mail
from tests.flow.test_colleagues import PROVEN
from transom.model import Desk
from transom.testing.desk import DeskUnderTest
from transom.testing.rest import ApiAnswer

ACME: dict[str, JsonValue] = {"name": "Acme", "domains": ["acme.example"], "tier": "gold"}


@pytest.fixture
def desk_spec(desk_spec: Desk) -> Desk:
    """The desk with tiers."""
    brand = desk_spec.brand.model_copy(update={"tiers": ("standard", "gold"), "auto_reply": False})
    return desk_spec.model_copy(update={"brand": brand})


def add(desk: DeskUnderTest, **fields: JsonValue) -> ApiAnswer:
    """Keep a company."""
    return desk.call("POST", "/v1/companies", {**ACME, **fields}, user="ana")


def writes(desk: DeskUnderTest, address: str, *, is_proven: bool = True) -> None:
    """Let somebody write from an address."""
    proof = (
        {"Authentication_Results": PROVEN.replace("northwind.example", address.partition("@")[2])} if is_proven else {}
    )
    desk.mail(mail("Hello", sender=f"Olga <{address}>", mail_id=f"<{address}>", **proof))
    desk.settle()


def customer(desk: DeskUnderTest) -> dict[str, JsonValue]:
    """Return the contact of the newest conversation."""
    latest = max(desk.conversations, key=lambda each: each.created_at)
    return desk.call("GET", f"/v1/contacts/{latest.contact_id}", user="ana").fields


def test_who_writes_from_a_companys_domain_belongs_to_it(desk: DeskUnderTest) -> None:
    """With its name, and with its tier for terms and rules; the company lists its people and what they wrote."""
    company = add(desk)
    assert company.status == 201, company.body
    writes(desk, "olga@acme.example")
    olga = customer(desk)
    assert (olga["company"], olga["company_id"], olga["tier"]) == ("Acme", company.fields["id"], None)
    assert desk.conversation.customer.tier == "gold"
    path = f"/v1/companies/{company.fields['id']}"
    assert str(olga["id"]) in desk.call("GET", f"{path}/contacts", user="ana").body
    assert desk.conversation.id in desk.call("GET", f"{path}/conversations", user="ana").body


@pytest.mark.parametrize(("address", "is_proven"), [("olga@acme.example", False), ("olga@other.example", True)])
def test_others_do_not(desk: DeskUnderTest, address: str, *, is_proven: bool) -> None:
    """An address that is not proven to be theirs tells nothing, nor does another domain."""
    add(desk)
    writes(desk, address, is_proven=is_proven)
    assert (customer(desk)["company_id"], desk.conversation.customer.tier) == (None, None)


def test_an_agent_says_whom_somebody_writes_for(desk: DeskUnderTest) -> None:
    """The open conversation knows the tier at once; who leaves the company leaves its tier, and its list."""
    company = add(desk).fields["id"]
    TelegramUser(desk).writes("Hello")
    desk.settle()
    for wanted, tier in ((company, "gold"), (None, None)):
        known = customer(desk)
        headers = {"If-Match": f'"{known["version"]}"'}
        path = f"/v1/contacts/{known['id']}"
        assert desk.call("PATCH", path, {"company_id": wanted}, user="ana", headers=headers).status == 200
        assert desk.conversation.customer.tier == tier
        people = desk.call("GET", f"/v1/companies/{company}/contacts", user="ana").fields["items"]
        assert isinstance(people, list)
        assert len(people) == (1 if wanted else 0)


def test_a_change_reaches_its_people(desk: DeskUnderTest) -> None:
    """Another name and tier are theirs, too; a version that is not the last one changes nothing."""
    company = add(desk).fields
    writes(desk, "olga@acme.example")
    path = f"/v1/companies/{company['id']}"
    wanted: JsonValue = {**ACME, "name": "Acme Corp", "tier": "standard", "domains": ["acme.example", "acme.test"]}
    changed = desk.call("PUT", path, wanted, user="ana", headers={"If-Match": '"1"'})
    assert (changed.status, changed.fields["version"]) == (200, 2), changed.body
    assert (customer(desk)["company"], desk.conversation.customer.tier) == ("Acme Corp", "standard")
    assert desk.call("PUT", path, wanted, user="ana", headers={"If-Match": '"1"'}).status == 412


def test_a_domain_is_one_companys(desk: DeskUnderTest) -> None:
    """Until that gives it up."""
    one = add(desk).fields
    assert add(desk, name="Other").status == 409
    path = f"/v1/companies/{one['id']}"
    freed: JsonValue = {**ACME, "domains": []}
    assert desk.call("PUT", path, freed, user="ana", headers={"If-Match": '"1"'}).status == 200
    assert add(desk, name="Other").status == 201
    listed = desk.call("GET", "/v1/companies", user="ana").fields["items"]
    assert isinstance(listed, list)
    assert {str(each["name"]) for each in listed if isinstance(each, dict)} == {"Acme", "Other"}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"domains": ["gmail.com"]}, "domains.0"),
        ({"domains": ["acme.example", "no domain"]}, "domains.1"),
        ({"tier": "platinum"}, "tier"),
        ({"fields": {"seats": 3}}, "fields.seats"),
        ({"name": " "}, "name"),
    ],
)
def test_what_makes_no_sense_is_refused(desk: DeskUnderTest, fields: dict[str, JsonValue], field: str) -> None:
    """With its place, and nothing is kept."""
    answer = add(desk, **fields)
    assert answer.status == 422
    assert f'"field":"{field}"' in answer.body
    assert desk.call("GET", "/v1/companies", user="ana").fields["items"] == []
