"""Promises: made from the team's history, kept or broken, and told so once."""

from datetime import timedelta

import httpx
import pytest
from pydantic import JsonValue

from tests.flow.customers import TelegramUser
from transom.core.estimates import ENOUGH, bucket
from transom.model import EntryName
from transom.testing.desk import DeskUnderTest

MINUTE = timedelta(minutes=1)


def told(desk: DeskUnderTest) -> list[EntryName]:
    """Return what became of the promise."""
    return [entry.name for entry in desk.timeline() if entry.name.startswith("promise.")]


def learnt(desk: DeskUnderTest) -> int:
    """Return how many waits the team's history has."""
    return sum(desk.store.waits.history(str(desk.conversation.team), ["all"], desk.now)["all"])


def sent(desk: DeskUnderTest) -> list[str]:
    """Return the texts that left by Telegram."""
    return [str(body["text"]) for body in desk.outbox.bodies]


@pytest.fixture
def asked(desk: DeskUnderTest) -> DeskUnderTest:
    """A desk with one question on it; an answer is promised within an hour."""
    TelegramUser(desk).writes("Hello, where is my order?")
    desk.settle()
    return desk


def test_the_promise_stands_on_the_conversation(asked: DeskUnderTest) -> None:
    """What the customer was told is what is kept."""
    promised = asked.conversation.promise
    assert promised is not None
    assert (promised.until, promised.is_kept) == (asked.now + 60 * MINUTE, None)


def test_an_answer_in_time_keeps_it(asked: DeskUnderTest) -> None:
    """The next check tells so, and nothing more is sent."""
    asked.now += 10 * MINUTE
    asked.call("POST", f"/v1/conversations/{asked.conversation.id}/messages", {"text": "On its way."}, user="ana")
    asked.settle()
    for _ in range(2):
        asked.pass_time(MINUTE)
    asked.pass_time(timedelta(hours=2))
    asked.settle()
    assert told(asked) == [EntryName.PROMISE_KEPT]
    assert len(sent(asked)) == 2
    shown = asked.call("GET", f"/v1/conversations/{asked.conversation.id}", user="ana").fields["promise"]
    assert isinstance(shown, dict)
    assert shown["is_kept"] is True
    assert asked.store.waits.promises(str(asked.conversation.team), asked.now)[1:] == (1, 0)


def test_a_slip_is_told_to_the_customer_once(asked: DeskUnderTest) -> None:
    """An hour later the promise is broken and the customer gets one update, however often the clocks are checked."""
    for _ in range(3):
        asked.pass_time(60 * MINUTE)
        asked.settle()
    assert told(asked) == [EntryName.PROMISE_BROKEN]
    assert [text for text in sent(asked) if "longer than we told you" in text] == sent(asked)[1:]
    assert len(sent(asked)) == 2
    assert asked.conversation.first_response_at is None
    assert asked.store.waits.promises(str(asked.conversation.team), asked.now)[1:] == (0, 1)


@pytest.mark.parametrize("checked_after", [timedelta(0), timedelta(seconds=1)])
def test_an_answer_that_is_taken_back_neither_keeps_nor_breaks_it(
    asked: DeskUnderTest, checked_after: timedelta
) -> None:
    """The answer is owed by its own moment, as before, even if a check took it for given meanwhile."""
    brand = asked.spec.brand.model_copy(update={"undo_window": timedelta(seconds=15)})
    asked.apply(asked.spec.model_copy(update={"brand": brand}))
    promised, path = asked.conversation.promise, f"/v1/conversations/{asked.conversation.id}/messages"
    message = asked.call("POST", path, {"text": "On its way."}, user="ana").fields["id"]
    asked.settle()
    if checked_after:
        asked.pass_time(checked_after)
    assert asked.call("DELETE", f"{path}/{message}", user="ana").status == 200
    asked.settle()
    asked.pass_time(MINUTE)
    assert (EntryName.PROMISE_BROKEN in told(asked), asked.conversation.promise) == (False, promised)
    asked.call("POST", path, {"text": "Tomorrow."}, user="ana")
    asked.settle()
    asked.pass_time(MINUTE)
    assert told(asked)[-1] is EntryName.PROMISE_KEPT


@pytest.mark.parametrize("scheduled", [False, True])
def test_a_first_answer_is_learnt_once_it_has_left(asked: DeskUnderTest, *, scheduled: bool) -> None:
    """What leaves later counts from when it leaves; the automatic answer and a second one count for nothing."""
    conversation, path = asked.conversation, f"/v1/conversations/{asked.conversation.id}/messages"
    later: dict[str, JsonValue] = {"send_at": (asked.now + 30 * MINUTE).isoformat()} if scheduled else {}
    asked.call("POST", path, {"text": "On its way.", **later}, user="ana")
    asked.settle()
    assert learnt(asked) == (0 if scheduled else 1)
    asked.pass_time(30 * MINUTE)
    asked.settle()
    asked.call("POST", path, {"text": "It left this morning."}, user="ana")
    asked.settle()
    assert learnt(asked) == 1
    history = asked.store.waits.history(str(conversation.team), ["chat"], asked.now)["chat"]
    assert history[bucket(30 * MINUTE if scheduled else 0 * MINUTE)] == 1


def test_an_answer_that_is_refused_is_not_learnt(asked: DeskUnderTest) -> None:
    """Its customer still waits."""
    asked.outbox.answer = lambda _: httpx.Response(403, json={"ok": False, "error_code": 403, "description": "blocked"})
    asked.call("POST", f"/v1/conversations/{asked.conversation.id}/messages", {"text": "On its way."}, user="ana")
    asked.settle()
    assert (learnt(asked), asked.conversation.first_response_at) == (0, None)


def test_an_answer_that_is_taken_back_is_not_learnt(asked: DeskUnderTest) -> None:
    """It was never with its customer."""
    brand = asked.spec.brand.model_copy(update={"undo_window": timedelta(seconds=15)})
    asked.apply(asked.spec.model_copy(update={"brand": brand}))
    path = f"/v1/conversations/{asked.conversation.id}/messages"
    message = asked.call("POST", path, {"text": "On its way."}, user="ana").fields["id"]
    asked.settle()
    assert asked.call("DELETE", f"{path}/{message}", user="ana").status == 200
    asked.settle()
    assert learnt(asked) == 0


def test_the_desk_learns_how_long_it_takes(desk: DeskUnderTest) -> None:
    """After enough answers within five minutes the next customer is told so, and no longer the policy's hour."""
    desk.is_online("ana")
    TelegramUser(desk).writes("Hello, where is my order?")
    desk.settle()
    team = str(desk.conversation.team)
    for number in range(ENOUGH - 1):
        desk.store.waits.record(team, f"earlier-{number}", 4 * MINUTE, ["all"], desk.now)
    assert "about 1 hour" in sent(desk)[-1]
    desk.now += 4 * MINUTE
    for text in ("On its way.", "It left this morning."):  # a second answer is no first response
        desk.call("POST", f"/v1/conversations/{desk.conversation.id}/messages", {"text": text}, user="ana")
    desk.settle()
    TelegramUser(desk, id=900).writes("Hello, where is my order?")
    desk.settle()
    assert "The waiting time for an answer is about 5 minutes." in sent(desk)[-1]
