"""An answer leaves once, at its time, or never when it was taken back."""

from datetime import timedelta

import pytest
from pydantic import JsonValue

from tests.flow.customers import TelegramUser
from transom.core.delivery import delivery_of
from transom.model import CannedReply, DeliveryState, Effects, EntryName, Macro, State
from transom.store import Store
from transom.testing.desk import DeskUnderTest
from transom.testing.rest import ApiAnswer

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
WINDOW = 15 * SECOND


@pytest.fixture
def desk(desk: DeskUnderTest) -> DeskUnderTest:
    """A desk whose answers can be taken back for a while, with a customer who has written."""
    brand = desk.spec.brand.model_copy(update={"undo_window": WINDOW, "auto_reply": False})
    desk.apply(desk.spec.model_copy(update={"brand": brand}))
    TelegramUser(desk).writes("Where is my order?")
    desk.settle()
    return desk


def answers(desk: DeskUnderTest, text: str = "Tomorrow.", **more: JsonValue) -> str:
    """Answer the customer, and return the message's id."""
    path = f"/v1/conversations/{desk.conversation.id}/messages"
    answer = desk.call("POST", path, {"text": text, **more}, user="ana")
    assert answer.status == 202, answer.body
    return str(answer.fields["id"])


def takes_back(desk: DeskUnderTest, message_id: str) -> ApiAnswer:
    """Take an answer back."""
    return desk.call("DELETE", f"/v1/conversations/{desk.conversation.id}/messages/{message_id}", user="ana")


def sent(desk: DeskUnderTest) -> list[str]:
    """Return what Telegram was given."""
    return [request.content.decode() for request in desk.outbox.requests]


def state(desk: DeskUnderTest, message_id: str) -> DeliveryState:
    """Return how far an answer came."""
    moment = desk.store.timeline.get(desk.conversation.id, message_id)
    delivery = delivery_of(moment.entry, moment.beneath)
    assert delivery
    return delivery.state


def waits(desk: DeskUnderTest, span: timedelta) -> None:
    """Let time pass, and all happen that is due then."""
    desk.pass_time(span)
    desk.settle()


def test_an_answer_leaves_once_when_its_window_is_over(desk: DeskUnderTest) -> None:
    """Not a second before, and never again."""
    message = answers(desk)
    desk.settle()
    waits(desk, WINDOW - SECOND)
    assert (sent(desk), state(desk, message)) == ([], DeliveryState.QUEUED)
    waits(desk, SECOND)
    waits(desk, HOUR)
    assert (len(sent(desk)), state(desk, message)) == (1, DeliveryState.SENT)


@pytest.mark.parametrize("after", [timedelta(0), 2 * HOUR])
def test_what_is_taken_back_never_leaves(desk: DeskUnderTest, after: timedelta) -> None:
    """Whether it waits in the queue or on the agenda; the conversation is as it was."""
    before = desk.conversation
    message = answers(desk, **({"send_at": (desk.now + after).isoformat()} if after else {}))
    desk.settle()
    answer = takes_back(desk, message)
    assert (answer.status, state(desk, message)) == (200, DeliveryState.TAKEN_BACK)
    waits(desk, 3 * HOUR)
    assert sent(desk) == []
    assert (desk.conversation.state, desk.conversation.first_response_at) == (before.state, None)
    assert takes_back(desk, message).status == 422


def test_a_macro_s_answer_is_taken_back_as_any_other(desk: DeskUnderTest) -> None:
    """What it solved with it is open again: its customer was not answered."""
    reply = CannedReply(id="sorry", name="Sorry", texts={"en": "We are sorry."})
    macro = Macro(id="done", name="Done", then=Effects(reply="sorry", state=State.SOLVED))
    desk.apply(desk.spec.model_copy(update={"canned_replies": (reply,), "macros": (macro,)}))
    before = desk.conversation
    path, version = f"/v1/conversations/{before.id}/macros/done", {"If-Match": f'"{before.version}"'}
    assert desk.call("POST", path, {}, user="ana", headers=version).status == 200
    desk.settle()
    assert (desk.conversation.state, sent(desk)) == (State.SOLVED, [])
    [message] = [each for each in desk.timeline() if each.name is EntryName.MESSAGE_QUEUED]
    assert takes_back(desk, message.id).status == 200
    waits(desk, HOUR)
    assert (sent(desk), desk.conversation.state, desk.conversation.replies) == ([], before.state, 0)


def test_what_has_left_is_not_taken_back(desk: DeskUnderTest) -> None:
    """It can only be deleted where the customer has it."""
    message = answers(desk)
    desk.settle()
    waits(desk, WINDOW)
    assert takes_back(desk, message).status == 200
    assert EntryName.MESSAGE_TAKEN_BACK not in {entry.name for entry in desk.timeline()}


def test_who_sends_first_wins(desk: DeskUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer that is taken back after the sender looked at it does not leave."""
    message = answers(desk)
    desk.settle()
    desk.now += WINDOW
    lease = desk.store.sends.lease

    def too_late(*args: object) -> bool:
        monkeypatch.setattr(desk.store.sends, "lease", lease)
        assert takes_back(desk, message).status == 200
        return lease(*args)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(desk.store.sends, "lease", too_late)
    desk.settle()
    assert (sent(desk), state(desk, message)) == ([], DeliveryState.TAKEN_BACK)


def test_what_somebody_sends_is_not_taken_back(desk: DeskUnderTest) -> None:
    """The lease is held: nothing is written."""
    message = answers(desk)
    held: Store = desk.store
    assert held.sends.lease(desk.conversation.id, message, desk.now, HOUR)
    before = desk.conversation
    refused = takes_back(desk, message)
    assert refused.status == 422
    assert "it is leaving" in refused.body
    assert (desk.conversation, state(desk, message)) == (before, DeliveryState.QUEUED)


def test_a_scheduled_answer_leaves_once_at_its_time(desk: DeskUnderTest) -> None:
    """Meanwhile others are not held up, and the conversation is not answered yet."""
    message = answers(desk, "Good morning.", send_at=(desk.now + 2 * HOUR).isoformat())
    desk.settle()
    assert desk.conversation.state is not State.WAITING_CUSTOMER
    answers(desk, "One moment.")
    desk.settle()
    waits(desk, WINDOW)
    assert ["One moment." in each for each in sent(desk)] == [True]
    waits(desk, 2 * HOUR)
    waits(desk, 2 * HOUR)
    assert ["Good morning." in each for each in sent(desk)] == [False, True]
    assert state(desk, message) is DeliveryState.SENT


def test_two_answers_leave_in_their_order(desk: DeskUnderTest) -> None:
    """The second one waits for the first."""
    answers(desk, "First.")
    desk.settle()
    desk.now += SECOND
    answers(desk, "Second.")
    desk.settle()
    waits(desk, WINDOW)
    assert ["First." in each for each in sent(desk)] == [True, False]


def test_a_note_is_not_scheduled(desk: DeskUnderTest) -> None:
    """It is not sent at all."""
    path = f"/v1/conversations/{desk.conversation.id}/messages"
    body: JsonValue = {"text": "x", "type": "note", "send_at": (desk.now + HOUR).isoformat()}
    assert desk.call("POST", path, body, user="ana").status == 422
