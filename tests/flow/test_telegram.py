"""From a webhook to the answer on Telegram, with everything between."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import cast

import httpx
import pytest
from pydantic import JsonValue

from tests.flow.customers import TELEGRAM, TelegramUser
from transom import intake
from transom.channel import Connection, InboundMessage, Sender
from transom.core.delivery import delivery_of
from transom.errors import UnavailableError
from transom.model import ContactCard, DeliveryState, Door, EntryName, Referral, State
from transom.store import Arrival
from transom.store.arrivals import Arrivals
from transom.store.conversations import Conversations
from transom.testing.desk import DeskUnderTest

ANA: JsonValue = {"kind": "agent", "id": "ana", "name": "Ana"}
REPLY = {"text": "It left this morning."}


@pytest.fixture
def olga(desk: DeskUnderTest) -> TelegramUser:
    """A customer on Telegram."""
    return TelegramUser(desk)


def reply(desk: DeskUnderTest, text: str = "It left this morning.") -> int:
    """Answer as Ana, and return the API's status."""
    return desk.call("POST", f"/v1/conversations/{desk.conversation.id}/messages", {"text": text}, user="ana").status


def before_the_first(
    monkeypatch: pytest.MonkeyPatch, repository: type, method: str, interruption: Callable[[], object]
) -> None:
    """Let something happen between the first reading and writing of a repository, as in a race."""
    write = getattr(repository, method)
    pending = [interruption]

    def interrupted(*args: object, **kwargs: object) -> object:
        if pending:
            pending.pop()()
        return write(*args, **kwargs)

    monkeypatch.setattr(repository, method, interrupted)


def names(desk: DeskUnderTest) -> list[str]:
    """Return what happened in the only conversation."""
    return [entry.name for entry in desk.timeline()]


def test_an_answer_to_a_certain_message_is_shown_as_one(desk: DeskUnderTest, olga: TelegramUser) -> None:
    """By the customer, and by the agent: the timeline names the message, and Telegram is told which it is."""
    olga.writes("Where is order 10428?")
    desk.now += timedelta(minutes=1)
    olga.writes("And can I change the address of order 10429?")
    desk.now += timedelta(minutes=1)
    olga.writes("I mean this one.", answers=1)
    desk.settle()
    desk.now += timedelta(minutes=1)
    address = f"/v1/conversations/{desk.conversation.id}"
    answer, _, first = [item for item in _items(desk, address) if item["direction"] == "inbound"]
    assert answer["reply_to"] == first["id"]
    body = {"text": "It left this morning.", "reply_to": first["id"]}
    assert desk.call("POST", f"{address}/messages", body, user="ana").status == 202
    desk.settle()
    assert [item["reply_to"] for item in _items(desk, address) if item["author"] == ANA] == [first["id"]]
    assert desk.outbox.bodies[-1]["reply_parameters"] == {"message_id": 1, "allow_sending_without_reply": True}


def _items(desk: DeskUnderTest, address: str) -> list[dict[str, JsonValue]]:
    return cast("list[dict[str, JsonValue]]", desk.call("GET", f"{address}/timeline", user="ana").fields["items"])


def test_what_led_a_customer_here_is_shown_with_what_they_passed_on(desk: DeskUnderTest) -> None:
    """Beside the card that came along."""
    event = InboundMessage(
        provider_message_id="m1",
        door=Door(channel="telegram", connection=TELEGRAM, address="7001"),
        sender=Sender(address="7001", name="Olga"),
        text="Still on?",
        cards=(ContactCard(name="Ana", organization="Northwind", urls=("https://a.example",)),),
        referral=Referral(source="ad", title="Autumn sale"),
        is_forwarded=True,
        occurred_at=desk.now,
    )
    intake.receive(desk.store, event, connection=Connection(id=TELEGRAM, channel="telegram"), now=desk.now)
    [item] = [each for each in _items(desk, f"/v1/conversations/{desk.conversation.id}") if each["type"] == "message"]
    assert item["referral"] == {"source": "ad", "title": "Autumn sale", "url": "", "reference": ""}
    assert item["is_forwarded"]
    assert '"organization": "Northwind"' in json.dumps(item["cards"])


def test_a_question_is_routed_and_the_agents_answer_leaves_by_the_same_door(
    desk: DeskUnderTest, olga: TelegramUser
) -> None:
    """One question goes all the way: team, agent, automatic answer, clocks, the agent's answer and its delivery."""
    desk.is_online("ana")
    olga.writes("Where is my order 10428?")
    desk.settle()
    desk.now += timedelta(minutes=5)
    assert reply(desk) == 202
    desk.settle()

    assert [body["chat_id"] for body in desk.outbox.bodies] == ["7001", "7001"]
    assert "about 1 hour" in str(desk.outbox.bodies[0]["text"])
    assert desk.outbox.bodies[1]["text"] == "It left this morning."
    conversation = desk.conversation
    assert (conversation.state, conversation.team, conversation.assignee) == (State.WAITING_CUSTOMER, "support", "ana")
    assert conversation.first_response_at == desk.now
    assert not any(clock.is_running for clock in conversation.clocks)
    answered = desk.store.timeline.page(conversation.id).items[0]
    delivery = delivery_of(answered.entry, answered.beneath)
    assert delivery is not None
    assert delivery.state is DeliveryState.SENT


def test_a_webhook_that_comes_again_days_later_is_one_message(desk: DeskUnderTest, olga: TelegramUser) -> None:
    """A provider's retry is acknowledged, and nothing is stored or answered twice."""
    body = olga.writes("Where is my order?")
    desk.settle()
    desk.now += timedelta(days=3)
    assert olga.delivers(body) == 200
    desk.settle()
    assert names(desk).count("message.received") == 1
    assert len(desk.outbox.requests) == 1


def test_two_first_messages_at_once_make_one_contact_and_one_conversation(
    desk: DeskUnderTest, olga: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The writer that comes second finds what the first has made, and both messages stay."""
    before_the_first(monkeypatch, Arrivals, "record", lambda: olga.writes("And another thing"))
    olga.writes("Where is my order?")
    desk.settle()
    texts = {entry.text for entry in desk.timeline() if entry.name is EntryName.MESSAGE_RECEIVED}
    assert texts == {"And another thing"} | {"Where is my order?"}
    assert len(desk.store.contacts.page().items) == 1


def test_the_same_webhook_twice_at_once_is_one_message(
    desk: DeskUnderTest, olga: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two deliveries of one update race, and the loser acknowledges what the winner stored."""
    body = olga.update("message", 1, "Where is my order?")
    before_the_first(monkeypatch, Arrivals, "record", lambda: olga.delivers(body))
    assert olga.delivers(body) == 200
    assert names(desk) == ["message.received"]


def test_an_answer_and_a_message_at_once_lose_neither(
    desk: DeskUnderTest, olga: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An agent answers while the customer goes on writing: both are there, and the answer is sent."""
    olga.writes("Where is my order?")
    desk.settle()
    before_the_first(monkeypatch, Conversations, "save", lambda: olga.writes("Hello?"))
    assert reply(desk) == 202
    desk.settle()
    assert {"It left this morning.", "Hello?"} < {entry.text for entry in desk.timeline()}
    assert desk.outbox.bodies[-1]["text"] == "It left this morning."


def test_an_edit_is_filed_beneath_its_message(desk: DeskUnderTest, olga: TelegramUser) -> None:
    """The message keeps what it was; the edit says what it is, once."""
    olga.writes("Where is my odrer?")
    desk.now += timedelta(minutes=1)
    olga.edits("Where is my order?")
    olga.edits("Where is my order?")
    message, edit = desk.timeline()
    assert (message.text, edit.text) == ("Where is my odrer?", "Where is my order?")
    assert edit.about == message.id


def test_an_edit_without_its_message_is_a_message(desk: DeskUnderTest, olga: TelegramUser) -> None:
    """What a customer wrote is not lost because the desk was connected later."""
    olga.written = 1
    olga.edits("Where is my order?")
    assert [(entry.name, entry.text) for entry in desk.timeline()] == [("message.received", "Where is my order?")]


def test_a_wrong_signature_is_refused_without_a_word(desk: DeskUnderTest, olga: TelegramUser) -> None:
    """Who cannot prove to be Telegram learns nothing but the status."""
    body = olga.update("message", 1, "Where is my order?")
    answer = desk.hook("telegram", "demo-telegram", body, {"x-telegram-bot-api-secret-token": "guess"})
    assert answer == {"statusCode": 401, "headers": {}, "body": ""}
    assert desk.conversations == []


def test_an_unknown_connection_is_not_found(desk: DeskUnderTest) -> None:
    """A hook address that no connection has answers 404."""
    assert desk.hook("telegram", "nobody", b"{}")["statusCode"] == 404


def test_what_is_not_understood_is_kept_and_acknowledged(desk: DeskUnderTest, olga: TelegramUser) -> None:
    """A verified update that does not parse stands in quarantine with its raw bytes."""
    assert olga.delivers(b'["not an update"]') == 200
    (record,) = desk.store.quarantine.page().items
    assert (record.channel, record.connection) == ("telegram", "demo-telegram")
    assert desk.cloud.keys("quarantine/") == [record.key]


def test_what_cannot_be_stored_is_spooled_and_drained_by_itself(
    desk: DeskUnderTest, olga: TelegramUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the table takes no writes the provider is answered all the same, and the message comes in later, once."""
    with monkeypatch.context() as outage:

        def refuse(_: Arrivals, __: Arrival) -> None:
            raise UnavailableError("The table does not answer; try again.")

        outage.setattr(Arrivals, "record", refuse)
        olga.writes("Where is my order?")
        assert len(desk.cloud.keys("spool/telegram/")) == 1
        desk.settle()
        assert desk.conversations == []
    desk.settle()
    assert desk.cloud.keys("spool/") == []
    assert names(desk).count("message.received") == 1


def test_a_provider_that_asks_to_wait_is_obeyed_and_the_answer_is_sent_once(
    desk: DeskUnderTest, olga: TelegramUser
) -> None:
    """429 puts the answer off; the next attempt sends it."""
    take = desk.outbox.answer
    desk.outbox.answer = lambda _: httpx.Response(429, json={"ok": False, "parameters": {"retry_after": 3}})
    olga.writes("Where is my order?")
    desk.settle()
    assert "message.sent" not in names(desk)
    desk.outbox.answer = take
    desk.settle()
    assert names(desk).count("message.sent") == 1
    assert len(desk.outbox.requests) == 2


def test_a_refusal_is_shown_beneath_the_answer(desk: DeskUnderTest, olga: TelegramUser) -> None:
    """What the provider will never take is failed, with its reason, and not tried again."""
    refusal = {"ok": False, "description": "Forbidden: bot was blocked by the user"}
    desk.outbox.answer = lambda _: httpx.Response(403, json=refusal)
    olga.writes("Where is my order?")
    desk.settle()
    desk.settle()
    failed = next(entry for entry in desk.timeline() if entry.name is EntryName.MESSAGE_FAILED)
    assert failed.data["reason"] == refusal["description"]
    assert len(desk.outbox.requests) == 1
