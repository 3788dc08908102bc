"""What shows that somebody is there: customers who type, agents who type and read; none of it stands in a timeline."""

from datetime import timedelta

import httpx
import pytest
from pydantic import JsonValue

from channels.webhook import signing
from tests.flow.customers import TelegramUser
from transom.model import ConnectionSpec
from transom.testing.desk import DeskUnderTest

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
TARGET = {"target_url": "https://shop.example.com/answers"}


class Shop:
    """A system of the company's own, which tells what its customer does, and is told what agents do."""

    def __init__(self, desk: DeskUnderTest) -> None:
        self.desk = desk
        self.told = 0
        spec = ConnectionSpec(id="shop", channel="webhook", name="Shop", settings=TARGET)
        desk.connect(spec, {"signing_secret": SECRET})
        desk.outbox.answer = lambda _: httpx.Response(200, json={})
        desk.store.sockets.add("console", "ana", desk.now)

    def tells(self, kind: str, **content: JsonValue) -> None:
        """Tell the desk something of the customer."""
        self.told += 1
        at, message_id = str(int(self.desk.now.timestamp())), f"w{self.told}"
        written: dict[str, JsonValue] = {"version": 1, "type": kind, "customer": {"id": "c1", "name": "Ana"}}
        body = httpx.Request("POST", "https://shop.example.com", json=written | content).content
        [key] = signing.keys([SECRET])
        signature = signing.sign(key, message_id, at, body)
        headers = {"webhook-id": message_id, "webhook-timestamp": at, "webhook-signature": signature}
        self.desk.hook("webhook", "shop", body, headers)

    @property
    def pushed(self) -> list[JsonValue]:
        """Return what the console was told, in short."""
        return [push["type"] for push in self.desk.sockets.pushed.get("console", [])]

    @property
    def heard(self) -> list[JsonValue]:
        """Return what the shop was told, in short."""
        return [body["type"] for body in self.desk.outbox.bodies]


@pytest.fixture
def shop(desk: DeskUnderTest) -> Shop:
    """A shop whose customer has written a minute ago."""
    known = Shop(desk)
    known.tells("message", id="m1", text="Where is my order?")
    desk.settle()
    desk.now += timedelta(minutes=1)
    desk.outbox.requests.clear()
    desk.sockets.pushed.clear()
    return known


def drafted(desk: DeskUnderTest, text: str, **more: JsonValue) -> None:
    """Write a part of an answer as Ana."""
    path = f"/v1/conversations/{desk.conversation.id}/draft"
    assert desk.call("PUT", path, {"text": text, **more}, user="ana").status == 200


def read(desk: DeskUnderTest) -> int:
    """Open the conversation as Ana."""
    path, message = f"/v1/conversations/{desk.conversation.id}/read", desk.timeline()[0].id
    return desk.call("POST", path, {"message_id": message}, user="ana").status


def test_an_open_console_sees_that_a_customer_types(desk: DeskUnderTest, shop: Shop) -> None:
    """At once, and not again for some seconds; the timeline knows nothing of it."""
    before = desk.timeline()
    for _ in range(3):
        shop.tells("typing")
        desk.now += timedelta(seconds=1)
    desk.settle()
    assert shop.pushed == ["typing"]
    desk.now += timedelta(seconds=5)
    shop.tells("typing")
    desk.settle()
    assert shop.pushed == ["typing", "typing"]
    assert desk.timeline() == before


@pytest.mark.parametrize("content", [{"customer": {"id": "nobody"}}, {"occurred_at": "2026-11-16T08:00:00Z"}])
def test_typing_of_strangers_or_of_long_ago_is_no_news(
    desk: DeskUnderTest, shop: Shop, content: dict[str, JsonValue]
) -> None:
    """It makes no conversation, and no push."""
    shop.tells("typing", **content)
    desk.settle()
    assert shop.pushed == []
    assert len(desk.conversations) == 1


def test_a_customer_sees_that_an_agent_types(desk: DeskUnderTest, shop: Shop) -> None:
    """While an answer is begun, every few seconds; a note is nobody's business."""
    drafted(desk, "Dear")
    drafted(desk, "Dear Ana")
    drafted(desk, "She is angry", type="note")
    desk.settle()
    assert shop.heard == ["typing"]
    desk.now += timedelta(seconds=5)
    drafted(desk, "Dear Ana,")
    desk.settle()
    assert shop.heard == ["typing", "typing"]


def test_what_is_too_late_is_not_shown(desk: DeskUnderTest, shop: Shop) -> None:
    """Nobody types any more."""
    drafted(desk, "Dear")
    desk.now += timedelta(seconds=11)
    desk.settle()
    assert shop.heard == []


def test_a_provider_that_does_not_show_it_holds_up_no_answer(desk: DeskUnderTest, shop: Shop) -> None:
    """The failure is of no consequence, and nothing is tried again."""
    desk.outbox.answer = lambda _: httpx.Response(503)
    drafted(desk, "Dear")
    desk.settle()
    desk.outbox.answer = lambda _: httpx.Response(200, json={})
    desk.call("POST", f"/v1/conversations/{desk.conversation.id}/messages", {"text": "Dear Ana"}, user="ana")
    desk.settle()
    assert shop.heard == ["typing", "answer"]


def test_a_customer_sees_once_that_they_were_read(desk: DeskUnderTest, shop: Shop) -> None:
    """However many agents open the conversation, and however often."""
    assert [read(desk), read(desk)] == [202, 202]
    desk.settle()
    assert shop.heard == ["read"]
    assert desk.outbox.bodies[0]["ids"] == ["m1"]


def test_a_brand_may_keep_to_itself_what_was_read(desk: DeskUnderTest, shop: Shop) -> None:
    """Nothing is told then."""
    brand = desk.spec.brand.model_copy(update={"read_marks": False})
    desk.apply(desk.spec.model_copy(update={"brand": brand}))
    assert read(desk) == 202
    desk.settle()
    assert shop.heard == []


def test_a_channel_that_shows_nothing_is_not_bothered(desk: DeskUnderTest) -> None:
    """A bot on Telegram marks nothing as read."""
    TelegramUser(desk).writes("Where is my order?")
    desk.settle()
    desk.outbox.requests.clear()
    assert read(desk) == 202
    desk.settle()
    assert desk.outbox.requests == []
