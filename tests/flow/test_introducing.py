"""Customers of whom a provider tells the id alone: the desk asks it who they are."""

from datetime import timedelta

import httpx
import pytest

from transom.core import erasing
from transom.model import ConnectionSpec, EntryName, Role, User
from transom.testing.desk import DeskUnderTest
from transom_cli.providers import line
from transom_cli.providers.stage import Scene

SECRET = {"channel_secret": "s", "access_token": "t"}
PNG = b"\x89PNG\r\n\x1a\n"
KENJI = {"displayName": "Kenji", "language": "ja", "pictureUrl": "https://profile.line-scdn.net/1"}


class Line:
    """LINE: what it was asked, and what it tells."""

    def __init__(self, desk: DeskUnderTest) -> None:
        self.desk = desk
        self.asked: list[str] = []
        self.profile = httpx.Response(200, json=KENJI)
        self.picture = PNG
        self.written = 0
        desk.connect(ConnectionSpec(id="line", channel="line", name="LINE"), SECRET)
        desk.outbox.tell = self._tell

    def writes(self, text: str = "注文はどこですか") -> None:
        """Let a customer write."""
        self.written += 1
        scene = Scene(
            author="Kenji",
            number=7,
            text=text,
            message_id=self.written,
            secret=SECRET,
            url="https://hooks.example.com",
            at=self.desk.now,
        )
        told = line.written(scene)
        self.desk.hook("line", "line", told.body, {name.lower(): value for name, value in told.headers.items()})

    def _tell(self, request: httpx.Request) -> httpx.Response | None:
        if request.method != "GET":
            return httpx.Response(200, json={"sentMessages": [{"id": "1"}]})
        self.asked.append(str(request.url))
        return self.profile if request.url.host == "api.line.me" else httpx.Response(200, content=self.picture)


@pytest.fixture
def provider(desk: DeskUnderTest) -> Line:
    """A desk that is reached by LINE, too."""
    return Line(desk)


def test_a_new_customer_gets_the_name_and_the_picture_that_the_provider_tells(
    desk: DeskUnderTest, provider: Line
) -> None:
    """After the acknowledgement; with the contact, the conversation and the message, and the picture for an agent."""
    desk.store.sockets.add("console", "ana", desk.now)
    provider.writes()
    assert not provider.asked
    desk.settle()
    assert "customer.introduced" in {push["name"] for push in desk.sockets.pushed["console"]}
    number = f"U{7:032d}"
    assert provider.asked == [f"https://api.line.me/v2/bot/profile/{number}", "https://profile.line-scdn.net/1"]
    assert desk.conversation.contact_name == "Kenji"
    assert desk.timeline()[0].actor.name == "Kenji"
    contact = desk.call("GET", f"/v1/contacts/{desk.conversation.contact_id}", user="ana").fields
    assert (contact["name"], contact["language"]) == ("Kenji", "ja")
    assert f"media/contacts/{contact['id']}" in str(contact["picture"])


def test_later_messages_bear_the_name_and_ask_once_a_week(desk: DeskUnderTest, provider: Line) -> None:
    """The picture is taken anew after that."""
    for _ in range(2):
        provider.writes()
        desk.settle()
        desk.now += timedelta(hours=1)
    received = [entry for entry in desk.timeline() if entry.name is EntryName.MESSAGE_RECEIVED]
    assert [entry.actor.name for entry in received] == ["Kenji", "Kenji"]
    assert len(provider.asked) == 2
    desk.now += timedelta(days=8)
    provider.writes()
    desk.settle()
    assert len(provider.asked) == 4


@pytest.mark.parametrize("answer", [httpx.Response(404), httpx.Response(503), httpx.Response(200, content=b"?")])
def test_a_provider_that_does_not_tell_holds_nothing_up(
    desk: DeskUnderTest, provider: Line, answer: httpx.Response
) -> None:
    """The message is there under the id; it is asked again at the next message, since there is no name."""
    provider.profile = answer
    provider.writes()
    desk.settle()
    assert desk.conversation.contact_name == f"U{7:032d}"
    provider.profile = httpx.Response(200, json=KENJI)
    provider.writes()
    desk.settle()
    assert desk.conversation.contact_name == "Kenji"


@pytest.mark.parametrize("content", [b"<html>", PNG + b"0" * 1_000_000])
def test_what_is_no_picture_is_not_kept(desk: DeskUnderTest, provider: Line, content: bytes) -> None:
    """Neither what a browser does not show, nor what is far too large; the name stays."""
    provider.picture = content
    provider.writes()
    desk.settle()
    assert desk.cloud.keys("media/contacts/") == []
    assert desk.conversation.contact_name == "Kenji"


def test_what_an_agent_called_a_customer_stays(desk: DeskUnderTest, provider: Line) -> None:
    """A name that somebody gave is better than the provider's."""
    provider.profile = httpx.Response(404)
    provider.writes()
    desk.settle()
    contact_id = desk.conversation.contact_id
    before = desk.store.contacts.get(contact_id)
    desk.store.contacts.save((before, before.model_copy(update={"name": "Mr Sato"})))
    provider.profile = httpx.Response(200, json=KENJI)
    provider.writes()
    desk.settle()
    assert desk.store.contacts.get(contact_id).name == "Mr Sato"


def test_erasing_a_customer_removes_the_picture(desk: DeskUnderTest, provider: Line) -> None:
    """With the contact, the object goes."""
    adam = User(id="adam", email="adam@northwind.example", name="Adam", role=Role.ADMIN)
    desk.apply(desk.spec.model_copy(update={"users": (*desk.spec.users, adam)}))
    provider.writes()
    desk.settle()
    assert desk.cloud.keys("media/contacts/")
    desk.call("POST", f"/v1/contacts/{desk.conversation.contact_id}/erase", user="adam")
    assert desk.cloud.keys("media/contacts/") == []


def test_a_message_that_was_taken_back_meanwhile_stays_empty(desk: DeskUnderTest, provider: Line) -> None:
    """The name is put into what the message is by then, not into what it was when the provider was asked."""
    provider.writes("please forget this")
    message = desk.timeline()[0]
    tell = desk.outbox.tell

    def tell_late(request: httpx.Request) -> httpx.Response | None:
        if "profile/" in request.url.path:
            desk.store.timeline.empty(message)
        return tell(request)

    desk.outbox.tell = tell_late
    desk.settle()
    [received] = [entry for entry in desk.timeline() if entry.name is EntryName.MESSAGE_RECEIVED]
    assert (received.actor.name, received.text) == ("Kenji", None)


def test_who_is_erased_meanwhile_leaves_no_picture(desk: DeskUnderTest, provider: Line) -> None:
    """What was fetched for nobody is removed again."""
    provider.writes()
    contact_id = desk.conversation.contact_id
    tell = desk.outbox.tell

    def tell_late(request: httpx.Request) -> httpx.Response | None:
        if request.url.host != "api.line.me" and request.method == "GET":
            before = desk.store.contacts.get(contact_id)
            desk.store.contacts.save((before, erasing.contact(before, desk.now)))
        return tell(request)

    desk.outbox.tell = tell_late
    desk.settle()
    assert desk.store.contacts.get(contact_id).picture is None
    assert desk.cloud.keys("media/contacts/") == []
