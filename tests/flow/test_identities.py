"""How a customer's addresses are known, who may be the same person, and who is never merged unasked."""

from datetime import timedelta

import pytest
from pydantic import JsonValue

from tests.flow.customers import TelegramUser, mail
from tests.flow.test_journeys import asks, tells
from tests.flow.test_mail_threading import PROVEN
from transom.model import Contact, ContactField
from transom.testing.desk import DeskUnderTest

FORM: dict[str, JsonValue] = {"name": "Olga", "email": "olga@example.org", "message": "My order?"}


@pytest.fixture
def desk(desk: DeskUnderTest) -> DeskUnderTest:
    """A desk that numbers its customers."""
    number = ContactField(id="number", name="Customer number", identifies=True)
    desk.apply(desk.spec.model_copy(update={"contact_fields": (number,)}))
    return desk


def customers(desk: DeskUnderTest) -> list[Contact]:
    """Return who wrote, in the order in which they did."""
    return [desk.store.contacts.get(each.contact_id) for each in desk.conversations]


def listed(desk: DeskUnderTest, contact: Contact, what: str) -> list[dict[str, JsonValue]]:
    """Return a list that the API has of a contact."""
    items = desk.call("GET", f"/v1/contacts/{contact.id}/{what}", user="ana").fields["items"]
    assert isinstance(items, list)
    return [each for each in items if isinstance(each, dict)]


def evidence(desk: DeskUnderTest, contact: Contact) -> list[tuple[JsonValue, list[JsonValue]]]:
    """Return whether each door is verified, and by what."""
    return [
        (door["is_verified"], [each["kind"] for each in door["evidence"] if isinstance(each, dict)])
        for door in listed(desk, contact, "doors")
        if isinstance(door["evidence"], list)
    ]


def number(desk: DeskUnderTest, contact: Contact, value: str) -> None:
    """Note a customer's number."""
    headers = {"If-Match": f'"{desk.store.contacts.get(contact.id).version}"'}
    body: JsonValue = {"fields": {"number": value}}
    assert desk.call("PATCH", f"/v1/contacts/{contact.id}", body, user="ana", headers=headers).status == 200


def test_an_address_is_verified_once_something_proves_it(desk: DeskUnderTest) -> None:
    """A mail that only claims its sender is none; a later one that is proven is, in the same conversation too."""
    desk.mail(mail("Where is my order?"))
    (olga,) = customers(desk)
    assert evidence(desk, olga) == [(False, ["claim"])]
    desk.now += timedelta(hours=1)
    again = {"In_Reply_To": "<1@example.org>", "Authentication_Results": PROVEN}
    desk.mail(mail("I meant 10428.", mail_id="<2@example.org>", **again))
    desk.mail(mail("And?", mail_id="<3@example.org>", **again))
    assert evidence(desk, desk.store.contacts.get(desk.conversation.contact_id)) == [(True, ["claim", "signed_mail"])]
    (door,) = listed(desk, olga, "doors")
    assert isinstance(door["evidence"], list)
    assert door["evidence"][1] == {
        "kind": "signed_mail",
        "at": desk.now.isoformat().replace("+00:00", "Z"),
        "by": "demo-email",
        "is_proof": True,
    }


def test_what_a_form_says_is_only_stated(desk: DeskUnderTest) -> None:
    """Whoever typed it."""
    assert desk.call("POST", "/v1/forms/contact", FORM).status == 202
    assert evidence(desk, customers(desk)[0]) == [(False, ["form"])]


def test_the_same_mailbox_in_form_and_mail_may_be_one_person(desk: DeskUnderTest) -> None:
    """With the reason, and one click that takes it; who is one already is suggested no more."""
    assert desk.call("POST", "/v1/forms/contact", FORM).status == 202
    desk.now += timedelta(minutes=1)
    desk.mail(mail("My invoice", Authentication_Results=PROVEN, Subject="Other"))
    form, mailed = customers(desk)
    (found,) = listed(desk, mailed, "alike")
    assert found == {
        "id": form.id,
        "name": "Olga",
        "reasons": ["the same e-mail address olga@example.org in demo-email and contact, verified in one of them"],
        "conflict": None,
    }
    assert [each["id"] for each in listed(desk, form, "alike")] == [mailed.id]
    body: JsonValue = {"into": mailed.id, "reason": "the same e-mail address"}
    assert desk.call("POST", f"/v1/contacts/{form.id}/merge", body, user="ana").status == 200
    assert listed(desk, mailed, "alike") == listed(desk, form, "alike") == []


def test_strangers_are_not_alike(desk: DeskUnderTest) -> None:
    """Two customers without an address in common suggest nothing."""
    TelegramUser(desk).writes("Hello")
    desk.mail(mail("Hello"))
    assert [listed(desk, each, "alike") for each in customers(desk)] == [[], []]


def test_different_customer_numbers_take_a_reason(desk: DeskUnderTest) -> None:
    """An agent may know better, and says so; the merge keeps both."""
    TelegramUser(desk).writes("Hello")
    desk.now += timedelta(minutes=1)
    TelegramUser(desk, 7002).writes("Hello")
    one, other = customers(desk)
    for each, value in ((one, "10428"), (other, "10429")):
        number(desk, each, value)
    path = f"/v1/contacts/{other.id}/merge"
    refused = desk.call("POST", path, {"into": one.id}, user="ana")
    assert (refused.status, "10429 and 10428" in refused.body) == (422, True)
    assert desk.store.contacts.get(one.id).merges == ()
    assert desk.call("POST", path, {"into": one.id, "reason": "Two accounts"}, user="ana").status == 200
    (merge,) = desk.store.contacts.get(one.id).merges
    assert merge.evidence == "Two accounts, although their Customer number differs: 10429 and 10428"


@pytest.mark.parametrize("is_conflicting", [False, True])
def test_a_proof_verifies_doors_and_merges_unless_ids_conflict(desk: DeskUnderTest, *, is_conflicting: bool) -> None:
    """The matter goes on either way; two customer numbers stay two customers until an agent decides."""
    desk.mail(mail("I want to return my lamp", Subject="Return"))
    desk.settle()
    desk.now += timedelta(minutes=1)
    known = desk.conversation
    code, chat = asks(desk, known)
    if is_conflicting:
        for each, value in zip(customers(desk), ("10428", "10429"), strict=True):
            number(desk, each, value)
    assert tells(desk, chat, known, code).status == 200
    assert bool(desk.store.contacts.get(known.contact_id).merges) is not is_conflicting
    assert len(desk.store.conversations.get(chat.id).links) == 1
    mailbox, phone = (desk.store.identities.find(each.door) for each in (known, chat))
    assert mailbox is not None
    assert phone is not None
    assert [each.kind for each in mailbox.evidence] == ["claim", "one_time_code"]
    assert mailbox.is_verified
    assert [(each.kind, each.by) for each in phone.evidence] == [
        ("provider", "demo-telegram"),
        ("one_time_code", "ana"),
    ]
