"""Customers over the API: what is known of them, and which contacts are one."""

import json
from datetime import timedelta

import pytest
from pydantic import JsonValue

from tests.flow.customers import TELEGRAM, TelegramUser
from transom.model import Contact, ContactField
from transom.testing.desk import DeskUnderTest
from transom.testing.rest import ApiAnswer


@pytest.fixture
def desk(desk: DeskUnderTest) -> DeskUnderTest:
    """A desk with tiers and a field of its own, to which two customers have written."""
    brand = desk.spec.brand.model_copy(update={"tiers": ("standard", "gold"), "auto_reply": False})
    seats = ContactField(id="seats", name="Seats", type="number")
    desk.apply(desk.spec.model_copy(update={"brand": brand, "contact_fields": (seats,)}))
    TelegramUser(desk).writes("Where is my order?")
    desk.now += timedelta(minutes=1)
    TelegramUser(desk, 7002, "Olga K.").writes("Hello?")
    desk.settle()
    return desk


def contacts(desk: DeskUnderTest) -> tuple[Contact, Contact]:
    """Return both customers."""
    one, other = (desk.store.contacts.get(each.contact_id) for each in desk.conversations)
    return one, other


def sets(desk: DeskUnderTest, contact: Contact, **wanted: JsonValue) -> ApiAnswer:
    """Set something on a version of a contact."""
    headers = {"If-Match": f'"{contact.version}"'}
    return desk.call("PATCH", f"/v1/contacts/{contact.id}", dict(wanted), user="ana", headers=headers)


def test_a_customer_is_found_by_an_address(desk: DeskUnderTest) -> None:
    """As it is written, or as people write it; what nobody wrote from finds nobody."""
    _, other = contacts(desk)
    for asked, found in (("7002", [other.id]), ("%2B70-02", [other.id]), ("7009", [])):
        answer = json.loads(desk.call("GET", f"/v1/contacts?address={asked}", user="ana").body)
        assert [each["id"] for each in answer["items"]] == found


def test_what_an_agent_learns_is_kept(desk: DeskUnderTest) -> None:
    """The conversation shows it; what is left out stays, and null takes away."""
    olga, _ = contacts(desk)
    told: dict[str, JsonValue] = {
        "company": "Acme",
        "tier": "gold",
        "time_zone": "Europe/Warsaw",
        "fields": {"seats": 3},
    }
    assert sets(desk, olga, **told).status == 200
    again = desk.store.contacts.get(olga.id)
    answer = sets(desk, again, company=None)
    assert (answer.status, answer.fields["company"], answer.fields["tier"]) == (200, None, "gold")
    shown = desk.call("GET", f"/v1/conversations/{desk.conversations[0].id}", user="ana").fields["contact"]
    assert isinstance(shown, dict)
    assert shown["fields"] == {"seats": 3.0}


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ({"tier": "platinum"}, "tier"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"fields": {"seats": "many"}}, "fields.seats"),
        ({"fields": {"shoe": 1}}, "fields.shoe"),
        ({"name": None}, "name"),
        ({"email": "nobody"}, "email"),
    ],
)
def test_what_the_desk_does_not_know_is_refused(desk: DeskUnderTest, wanted: dict[str, JsonValue], field: str) -> None:
    """The problem names the field, and nothing is written."""
    olga, _ = contacts(desk)
    answer = sets(desk, olga, company="Acme", **wanted)
    assert answer.status == 422
    assert f'"{field}"' in answer.body
    assert desk.store.contacts.get(olga.id) == olga


def test_a_change_of_another_version_is_refused(desk: DeskUnderTest) -> None:
    """Who did not see the newest version reads again."""
    olga, _ = contacts(desk)
    assert sets(desk, olga, company="Acme").status == 200
    assert sets(desk, olga, company="Other").status == 412


def test_two_contacts_are_one_customer_until_that_is_undone(desk: DeskUnderTest) -> None:
    """Both histories are one, the reason is shown, and afterwards each has its own again."""
    olga, other = contacts(desk)
    path = f"/v1/contacts/{other.id}/merge"
    assert desk.call("POST", path, {"into": olga.id}, user="ana").status == 422
    merged = desk.call("POST", path, {"into": olga.id, "reason": "She told us."}, user="ana")
    assert merged.status == 200
    assert "She told us." in merged.body
    listed = desk.call("GET", f"/v1/contacts/{other.id}/conversations", user="ana").fields["items"]
    assert isinstance(listed, list)
    assert len(listed) == 2
    shown = desk.call("GET", f"/v1/conversations/{desk.conversations[1].id}", user="ana").fields["contact"]
    assert isinstance(shown, dict)
    assert shown["id"] == olga.id
    assert desk.call("DELETE", path, user="ana").fields["merged_into"] is None
    listed = desk.call("GET", f"/v1/contacts/{olga.id}/conversations", user="ana").fields["items"]
    assert isinstance(listed, list)
    assert len(listed) == 1
    assert desk.store.contacts.get(olga.id).merges == ()


def door(number: int) -> dict[str, JsonValue]:
    """Return a customer's door as the API names it."""
    return {"channel": "telegram", "connection": TELEGRAM, "address": str(number)}


def answers(desk: DeskUnderTest, **more: JsonValue) -> ApiAnswer:
    """Answer the first conversation."""
    path = f"/v1/conversations/{desk.conversations[0].id}/messages"
    answer = desk.call("POST", path, {"text": "Tomorrow.", **more}, user="ana")
    desk.settle()
    return answer


def test_an_answer_leaves_by_another_door_of_the_customer(desk: DeskUnderTest) -> None:
    """Their answer from there goes on with the same conversation, and is answered there from then on."""
    olga, other = contacts(desk)
    assert answers(desk, door=door(7002)).status == 422
    assert desk.outbox.requests == []
    merge: JsonValue = {"into": olga.id, "reason": "She told us."}
    desk.call("POST", f"/v1/contacts/{other.id}/merge", merge, user="ana")
    assert answers(desk, door=door(7002)).status == 202
    [request] = desk.outbox.requests
    assert json.loads(request.content)["chat_id"] == "7002"
    phone = TelegramUser(desk, 7002, "Olga K.", written=5)
    phone.writes("Thanks!", answers=1000)
    first = desk.conversations[0]
    assert (first.preview, first.door.address) == ("Thanks!", "7002")


def test_nobody_is_written_to_who_does_not_wish_it(desk: DeskUnderTest) -> None:
    """A door that was closed by its owner, or one that nobody knows, is refused with the reason."""
    own = desk.conversations[0].door
    desk.store.identities.set_opted_out(own, is_opted_out=True)
    refused = answers(desk, door=door(int(own.address)))
    assert (refused.status, "asked not to be written to" in refused.body) == (422, True)
    unknown = answers(desk, door=door(1))
    assert (unknown.status, "has never written from there" in unknown.body) == (422, True)


def test_a_customers_doors_are_listed(desk: DeskUnderTest) -> None:
    """All of those that are one customer, the one used last first, each with whether it may be written to."""
    olga, other = contacts(desk)
    assert (
        desk.call("POST", f"/v1/contacts/{other.id}/merge", {"into": olga.id, "reason": "x"}, user="ana").status == 200
    )
    shown = desk.call("GET", f"/v1/contacts/{olga.id}/doors", user="ana").fields["items"]
    assert isinstance(shown, list)
    seen = [(each["address"], each["name"], each["is_opted_out"]) for each in shown if isinstance(each, dict)]
    assert seen == [("7002", "Telegram", False), ("7001", "Telegram", False)]


def test_a_customer_tells_an_agent_not_to_be_written_to(desk: DeskUnderTest) -> None:
    """By phone, say: the door is closed with who says so and why, and no answer leaves by it; until they want it."""
    olga, other = contacts(desk)
    conversation = next(each for each in desk.conversations if each.contact_id == olga.id)
    path = f"/v1/contacts/{olga.id}/consent"
    door: JsonValue = conversation.door.model_dump(mode="json")
    told: dict[str, JsonValue] = {"door": door, "is_given": False, "reason": "said so by phone"}
    answer = desk.call("POST", path, told, user="ana")
    assert answer.status == 200, answer.body
    assert '"is_opted_out":true' in answer.body
    told_by = [(each.name, each.actor.id, each.data.get("reason")) for each in desk.timeline(conversation.id)]
    assert ("contact.opted_out", "ana", "said so by phone") in told_by
    assert '"is_opted_out":false' in desk.call("POST", path, {**told, "is_given": True}, user="ana").body
    wrong = desk.call("POST", f"/v1/contacts/{other.id}/consent", told, user="ana")
    assert wrong.status == 422
