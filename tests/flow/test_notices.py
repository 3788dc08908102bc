"""Notifications, from the rule or the breach to the agent's list, their console and their mail."""

from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest
from pydantic import JsonValue

from api.notice_views import NoticePage
from tests.flow.customers import TelegramUser
from transom.model import Absence, Desk
from transom.testing.desk import DeskUnderTest

TELL: JsonValue = {"text": "{{contact.first_name}} is upset", "teams": ["billing"], "users": ["ana"], "by_mail": True}
RULE: JsonValue = {
    "id": "upset",
    "on": ["message.received"],
    "when": {"all": [{"field": "text", "operator": "contains", "value": "broken"}]},
    "then": {"notify": TELL},
}


@pytest.fixture
def told(desk: DeskUnderTest) -> DeskUnderTest:
    """A desk whose rule has notified of a message."""
    desk.apply(Desk.model_validate(desk.spec.model_dump() | {"automations": [RULE]}))
    TelegramUser(desk).writes("It came broken")
    desk.settle()
    return desk


def _page(desk: DeskUnderTest, user: str, query: str = "") -> NoticePage:
    return NoticePage.model_validate_json(desk.call("GET", f"/v1/me/notifications{query}", user=user).body)


def _listed(desk: DeskUnderTest, user: str) -> tuple[list[tuple[str, bool]], int]:
    page = _page(desk, user)
    return [(each.text, each.is_read) for each in page.items], page.unread


def test_who_is_named_is_told_once_in_the_console_and_by_mail(told: DeskUnderTest) -> None:
    """Ana is named and in the team: she has one notification and one mail, also when the event comes again."""
    assert _listed(told, "ana") == ([("Olga is upset", False)], 1)
    assert _listed(told, "ben") == ([], 0)
    notified = next(entry for entry in told.timeline() if entry.name == "agent.notified")
    told.cloud.put(told.queue("Notify"), told.event_of(notified))
    told.cloud.put(told.queue("Automation"), told.event_of(told.timeline()[0]))
    told.settle()
    assert _listed(told, "ana") == ([("Olga is upset", False)], 1)
    (mail,) = (message_from_bytes(raw, policy=policy.default) for raw in told.cloud.mails())
    assert (mail["To"], mail["Auto-Submitted"]) == ("Ana <ana@northwind.example>", "auto-generated")
    assert mail["Subject"] == f"[{told.conversation.code}] Olga is upset"


def test_consoles_hear_of_a_notification(desk: DeskUnderTest) -> None:
    """An open console is pushed the name of what happened, by which it asks for the list."""
    desk.store.sockets.add("socket-1", "ana", desk.now)
    desk.apply(Desk.model_validate(desk.spec.model_dump() | {"automations": [RULE]}))
    TelegramUser(desk).writes("It came broken")
    desk.settle()
    assert "agent.notified" in {push["name"] for push in desk.sockets.pushed["socket-1"]}


def test_what_is_read_stays_read(told: DeskUnderTest) -> None:
    """One is marked by its id, all by the newest; what comes later is unread."""
    told.now += timedelta(minutes=1)
    TelegramUser(told, id=7002, name="Piotr").writes("Mine is broken, too")
    told.settle()
    first = _page(told, "ana", "?limit=1")
    (newest,) = first.items
    second = _page(told, "ana", f"?limit=1&cursor={first.next}")
    assert ([each.text for each in second.items], second.next) == (["Olga is upset"], None)
    path = "/v1/me/notifications/read"
    assert told.call("POST", path, {"ids": [newest.id]}, user="ana").fields == {"unread": 1}
    assert _listed(told, "ana")[0] == [("Piotr is upset", True), ("Olga is upset", False)]
    assert told.call("POST", path, {"until": newest.id}, user="ana").fields == {"unread": 0}
    told.now += timedelta(minutes=1)
    TelegramUser(told, id=7003, name="Eva").writes("And mine is broken")
    told.settle()
    assert _listed(told, "ana")[1] == 1
    assert told.call("POST", path, {}, user="ana").status == 422


def test_who_is_absent_gets_no_mail(desk: DeskUnderTest) -> None:
    """The notification waits in the list until they are back."""
    away = Absence(first=date(2026, 11, 16), last=date(2026, 11, 20))
    users = [user.model_copy(update={"absences": (away,)} if user.id == "ana" else {}) for user in desk.spec.users]
    desk.apply(Desk.model_validate(desk.spec.model_dump() | {"automations": [RULE], "users": users}))
    TelegramUser(desk).writes("It came broken")
    desk.settle()
    assert (desk.cloud.mails(), _listed(desk, "ana")[1]) == ([], 1)


def test_a_breach_notifies_whoever_has_the_conversation(desk: DeskUnderTest) -> None:
    """The agent whose deadline passed is told, once."""
    tell: JsonValue = {"text": "{{conversation.code}} is late", "assignee": True}
    late = desk.spec.policies[0].model_dump(exclude_unset=True) | {"on_breach": [{"notify": tell}]}
    desk.apply(Desk.model_validate(desk.spec.model_dump() | {"policies": [late]}))
    desk.is_online("ben")
    TelegramUser(desk).writes("Hello?")
    desk.settle()
    desk.pass_time(timedelta(hours=2))
    desk.pass_time(timedelta(minutes=1))
    assert _listed(desk, "ben") == ([(f"{desk.conversation.code} is late", False)], 1)
