"""Customers who want to be forgotten."""

import json

import boto3
import pytest
from pydantic import JsonValue

from tests.flow.customers import TelegramUser, mail
from transom.aws import blobs
from transom.core import erasing
from transom.model import Actor, Desk, Entry, EntryName, State
from transom.settings import settings
from transom.testing.cloud import REGION
from transom.testing.desk import BEGINNING, DeskUnderTest
from transom.testing.rest import ApiAnswer

TRACES = ("Olga", "olga@", "7001", "order 10428", "hermits", "secret.pdf", "<1@example.org>")


@pytest.fixture
def desk_spec(desk_spec: Desk) -> Desk:
    """The desk with an admin."""
    known: list[JsonValue] = [user.model_dump(mode="json") for user in desk_spec.users]
    admin = {"id": "adam", "email": "adam@northwind.example", "name": "Adam", "role": "admin"}
    return Desk.model_validate(desk_spec.model_dump(mode="json") | {"users": [*known, admin]})


@pytest.fixture
def contact_id(desk: DeskUnderTest) -> str:
    """Olga, who has written by two channels, is one customer, and was answered."""
    desk.is_online("ana")
    TelegramUser(desk).writes("The hermits took my order 10428, see secret.pdf")
    desk.settle()
    desk.mail(mail("The hermits again, order 10428", sender="Olga <olga@example.org>"))
    desk.settle()
    one, other = (each.contact_id for each in desk.conversations)
    answer = desk.call("POST", f"/v1/contacts/{other}/merge", {"into": one, "reason": "says so"}, user="ana")
    assert answer.status == 200, answer.body
    path = f"/v1/conversations/{desk.conversations[0].id}/messages"
    assert desk.call("POST", path, {"text": "Dear Olga"}, user="ana").status == 202
    desk.settle()
    return one


def erase(desk: DeskUnderTest, contact_id: str, user: str = "adam") -> ApiAnswer:
    """Ask for a customer to be forgotten."""
    return desk.call("POST", f"/v1/contacts/{contact_id}/erase", user=user)


def traces() -> set[str]:
    """Return what the table and the bucket still hold of the customer."""
    table = boto3.client("dynamodb", region_name=REGION)
    rows = table.scan(TableName=settings().require("table"))["Items"]
    # what was sent to an address of late, and when its next turn is, is known for a day, and goes by itself
    told = json.dumps([row for row in rows if not row["pk"]["S"].startswith(("BUDGET#", "PACE#"))], default=str)
    told += "".join(f"{each.key} {blobs.get(each.key).decode(errors='replace')}" for each in blobs.listed(""))
    return {trace for trace in TRACES if trace in told}


def test_nothing_of_the_customer_is_left(desk: DeskUnderTest, contact_id: str) -> None:
    """Neither words nor names, addresses, files or raw mail stand in the table or in the bucket."""
    assert traces() >= {"Olga", "olga@", "7001", "hermits"}
    answer = erase(desk, contact_id)
    assert (answer.status, answer.fields) == (200, {"conversations": 2, "is_done": True})
    desk.settle()
    assert traces() == set()


def test_what_the_desk_did_stays(desk: DeskUnderTest, contact_id: str) -> None:
    """The conversation, its states and who worked on it can still be counted; its erasure tells who did it."""
    one = next(each for each in desk.conversations if each.contact_id == contact_id)
    before = {entry.id: (entry.name, entry.at) for entry in desk.timeline(one.id)}
    erase(desk, contact_id)
    after = {entry.id: entry for entry in desk.timeline(one.id)}
    assert {each: (after[each].name, after[each].at) for each in before} == before
    (told,) = (after[each] for each in after.keys() - before)
    assert (told.name, told.actor.id) == (EntryName.CONVERSATION_CHANGED, "adam")
    assert {each.state for each in desk.conversations} == {State.ERASED}
    assert desk.store.contacts.get(contact_id).erased_at == desk.now


def test_what_was_done_about_a_conflict_stays_without_the_words() -> None:
    """That a playbook was played can be counted; what the customer said cannot be read."""
    reasons: list[JsonValue] = [{"sign": "legal", "points": 40, "words": ["hermits"]}]
    told = Entry(
        id="E1",
        name=EntryName.TENSION_ROSE,
        conversation_id="C1",
        at=BEGINNING,
        actor=Actor.system("radar"),
        data={"score": 65, "reasons": reasons, "playbook": "conflict", "step": 1},
    )
    assert erasing.entry(told).data == {"score": 65, "playbook": "conflict", "step": 1}


def test_it_is_done_once_and_only_by_an_admin(desk: DeskUnderTest, contact_id: str) -> None:
    """An agent may not; asked again there is nothing left to do."""
    assert erase(desk, contact_id, user="ana").status == 403
    erase(desk, contact_id)
    erased = desk.conversations
    assert erase(desk, contact_id).fields == {"conversations": 0, "is_done": True}
    assert desk.conversations == erased


def test_many_conversations_take_several_requests(
    desk: DeskUnderTest, contact_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One request does some of them, and says whether it is done; the customer goes with the last."""
    monkeypatch.setattr("api.erasing.AT_ONCE", 1)
    assert erase(desk, contact_id).fields == {"conversations": 1, "is_done": False}
    assert desk.store.contacts.get(contact_id).erased_at is None
    assert erase(desk, contact_id).fields == {"conversations": 1, "is_done": True}
    assert desk.store.contacts.get(contact_id).erased_at is not None


def test_who_writes_again_is_a_new_customer(desk: DeskUnderTest, contact_id: str) -> None:
    """Nothing leads from them to what was erased, and what was erased takes no answer and no change."""
    erase(desk, contact_id)
    erased = desk.conversations[0]
    TelegramUser(desk, written=9).writes("Hello, I am new here")
    desk.settle()
    (fresh,) = (each for each in desk.conversations if each.state is not State.ERASED)
    assert fresh.contact_id != contact_id
    refused = desk.call("POST", f"/v1/conversations/{erased.id}/messages", {"text": "Hi"}, user="ana")
    assert refused.status == 422
    version = desk.store.contacts.get(contact_id).version
    named = desk.call(
        "PATCH", f"/v1/contacts/{contact_id}", {"name": "Olga"}, user="ana", headers={"If-Match": f'"{version}"'}
    )
    assert named.status == 422
