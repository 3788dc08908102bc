"""The automatic answer: what it says, to whom, and how often."""

from datetime import UTC, datetime

import pytest

import channels
from tests.flow.customers import TelegramUser
from transom.model import ActorKind, EntryName
from transom.testing.desk import DeskUnderTest

SUNDAY = datetime(2026, 11, 15, 12, 0, tzinfo=UTC)


def answers(desk: DeskUnderTest) -> list[str]:
    """Return the texts that left by Telegram."""
    return [str(body["text"]) for body in desk.outbox.bodies]


@pytest.mark.parametrize(
    ("question", "promise"),
    [
        ("Hello, where is my order?", "The waiting time for an answer is about 1 hour."),
        ("Здравствуйте, где мой заказ?", "Время ожидания ответа — примерно 1 час."),
        ("Dzień dobry, gdzie jest moje zamówienie?", "Czas oczekiwania na odpowiedź to mniej więcej 1 godzina."),
    ],
)
def test_it_states_the_waiting_time_in_the_customers_language(desk: DeskUnderTest, question: str, promise: str) -> None:
    """The language is that of the message, whatever the customer's device speaks."""
    TelegramUser(desk, language="de").writes(question)
    desk.settle()
    assert promise in answers(desk)[0]


def test_nothing_is_said_where_words_do_not_travel(desk: DeskUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A channel that carries files alone, as fax does, gets no automatic answer that could only fail."""
    files_alone = channels.manifest("telegram").model_copy(update={"sends": frozenset({"file"})})
    monkeypatch.setattr(channels, "manifest", lambda _channel: files_alone)
    TelegramUser(desk).writes("Hello, where is my order?")
    desk.settle()
    assert [entry.name for entry in desk.timeline()].count(EntryName.MESSAGE_QUEUED) == 0


def test_a_closed_desk_states_when_it_opens(desk: DeskUnderTest) -> None:
    """On a Sunday the answer names Monday morning, in the desk's own time."""
    desk.now = SUNDAY
    TelegramUser(desk).writes("Hello, where is my order?")
    desk.settle()
    assert "We open again on Monday, 16 November, at 09:00 (UTC+1)" in answers(desk)[0]


def test_it_comes_once_in_a_conversation(desk: DeskUnderTest) -> None:
    """Neither a second message nor a second delivery of the event brings a second answer."""
    olga = TelegramUser(desk)
    olga.writes("Hello, where is my order?")
    event = desk.event_of(desk.timeline()[0])
    for _ in range(2):
        desk.cloud.put(desk.queue("AutoReply"), event)
    olga.writes("Hello?")
    desk.settle()
    assert len(answers(desk)) == 1


def test_it_is_a_bots_and_no_first_response(desk: DeskUnderTest) -> None:
    """Only a person's answer counts as the first response."""
    TelegramUser(desk).writes("Hello, where is my order?")
    desk.settle()
    answer = next(entry for entry in desk.timeline() if entry.name is EntryName.MESSAGE_QUEUED)
    assert (answer.actor.kind, answer.is_automatic) == (ActorKind.BOT, True)
    assert desk.conversation.first_response_at is None
    assert all(clock.is_running for clock in desk.conversation.clocks)


def test_a_brand_may_do_without(desk: DeskUnderTest) -> None:
    """`auto_reply: false` keeps the desk silent."""
    desk.apply(desk.spec.model_copy(update={"brand": desk.spec.brand.model_copy(update={"auto_reply": False})}))
    TelegramUser(desk).writes("Hello, where is my order?")
    desk.settle()
    assert answers(desk) == []
