"""Answers that colleagues give in the provider's own app: seen at the desk, and counted there."""

from datetime import timedelta
from typing import cast

import httpx
from pydantic import JsonValue

from tests.flow.customers import TELEGRAM, TelegramUser
from transom import intake
from transom.channel import Connection, InboundDelivery, InboundEcho, InboundReaction, Sender
from transom.core.delivery import delivery_of
from transom.model import DeliveryState, Door, Entry, EntryName, State, Target
from transom.testing.desk import DeskUnderTest

DOOR = Door(channel="telegram", connection=TELEGRAM, address="7001")
MINUTE = timedelta(minutes=1)


def echoes(desk: DeskUnderTest, text: str, *, number: int = 900, before: timedelta = timedelta(0)) -> None:
    """Let a colleague answer elsewhere, now or a while ago."""
    event = InboundEcho(provider_message_id=f"7001:{number}", door=DOOR, text=text, occurred_at=desk.now - before)
    intake.receive(desk.store, event, connection=Connection(id=TELEGRAM, channel="telegram"), now=desk.now)
    desk.settle()


def echoed(desk: DeskUnderTest) -> list[Entry]:
    """Return what was answered elsewhere."""
    return [entry for entry in desk.timeline() if entry.name is EntryName.MESSAGE_ECHOED]


def asked(desk: DeskUnderTest) -> TelegramUser:
    """Let a customer ask, and a minute pass."""
    olga = TelegramUser(desk)
    olga.writes("Where is my order?")
    desk.settle()
    desk.now += MINUTE
    return olga


def test_an_answer_from_elsewhere_is_the_desk_s(desk: DeskUnderTest) -> None:
    """The customer is waited for, the clock stops, the promise is kept, and nothing is sent."""
    asked(desk)
    sent = len(desk.outbox.requests)
    echoes(desk, "It left this morning.")
    echoes(desk, "It left this morning.")
    [entry] = echoed(desk)
    conversation = desk.conversation
    assert (conversation.state, conversation.unanswered_since) == (State.WAITING_CUSTOMER, None)
    assert conversation.first_response_at == desk.now
    clocks = {clock.target: clock for clock in conversation.clocks}
    assert clocks[Target.FIRST_RESPONSE].stopped_at == desk.now
    assert len(desk.outbox.requests) == sent
    desk.pass_time(MINUTE)
    assert EntryName.PROMISE_KEPT in {each.name for each in desk.timeline()}
    told = delivery_of(entry)
    assert told
    assert told.state is DeliveryState.SENT


def test_the_console_tells_where_it_was_written(desk: DeskUnderTest) -> None:
    """By the provider's name, among the messages."""
    asked(desk)
    echoes(desk, "It left this morning.")
    shown = desk.call("GET", f"/v1/conversations/{desk.conversation.id}/timeline", user="ana").fields["items"]
    items = {str(item["name"]): item for item in cast("list[dict[str, JsonValue]]", shown)}
    item = items["message.echoed"]
    assert (item["type"], item["direction"], item["written_in"]) == ("message", "outbound", "Telegram")
    assert items["message.received"]["written_in"] is None


def test_who_never_wrote_to_the_desk_is_none_of_its_business(desk: DeskUnderTest) -> None:
    """A colleague may write to friends, too."""
    echoes(desk, "See you tonight")
    assert desk.conversations == []


def test_an_answer_to_an_earlier_question_leaves_the_later_one_open(desk: DeskUnderTest) -> None:
    """It came late; the customer has asked again since."""
    olga = asked(desk)
    olga.writes("Hello?")
    desk.settle()
    echoes(desk, "One moment.", before=timedelta(seconds=30))
    assert [entry.text for entry in echoed(desk)] == ["One moment."]
    assert desk.conversation.unanswered_since is not None
    assert desk.conversation.first_response_at is None


def test_what_a_closed_conversation_is_told_stays_closed(desk: DeskUnderTest) -> None:
    """It is shown, and no more."""
    asked(desk)
    conversation = desk.conversation
    desk.store.conversations.save(conversation, conversation.model_copy(update={"state": State.CLOSED}))
    echoes(desk, "Thanks again.")
    assert [entry.text for entry in echoed(desk)] == ["Thanks again."]
    assert desk.conversation.state is State.CLOSED


def test_our_own_answer_that_comes_back_before_its_receipt_is_no_other(desk: DeskUnderTest) -> None:
    """The provider may be quicker than its own answer."""
    asked(desk)
    path = f"/v1/conversations/{desk.conversation.id}/messages"
    assert desk.call("POST", path, {"text": "It left\nthis morning."}, user="ana").status == 202
    echoes(desk, "It left this morning.")
    assert echoed(desk) == []
    assert len(receipts(desk)) == 1 + len(automatic(desk))


def test_what_a_colleague_writes_keeps_no_answer_of_ours_from_leaving(desk: DeskUnderTest) -> None:
    """Words that are a part of ours are still theirs, and even the same words do not take ours back."""
    asked(desk)
    path = f"/v1/conversations/{desk.conversation.id}/messages"
    desk.call("POST", path, {"text": "Ok, it leaves tomorrow."}, user="ana")
    desk.call("POST", path, {"text": "Bye."}, user="ana")
    for number, text in enumerate(("Ok", "Bye.")):
        event = InboundEcho(provider_message_id=f"7001:{900 + number}", door=DOOR, text=text, occurred_at=desk.now)
        intake.receive(desk.store, event, connection=Connection(id=TELEGRAM, channel="telegram"), now=desk.now)
    desk.settle()
    assert [entry.text for entry in echoed(desk)] == ["Ok"]
    assert [each["text"] for each in desk.outbox.bodies if "text" in each][-2:] == ["Ok, it leaves tomorrow.", "Bye."]


def test_an_answer_of_unknown_outcome_that_comes_back_was_sent(desk: DeskUnderTest) -> None:
    """The doubt is over."""
    asked(desk)
    desk.call("POST", f"/v1/conversations/{desk.conversation.id}/messages", {"text": "It left."}, user="ana")
    desk.outbox.answer = lambda _: httpx.Response(504)
    desk.settle()
    moment = desk.store.timeline.page(desk.conversation.id).items[0]
    known = delivery_of(moment.entry, moment.beneath)
    assert known
    assert known.state is DeliveryState.UNKNOWN
    echoes(desk, "It left.")
    assert echoed(desk) == []
    moment = desk.store.timeline.get(desk.conversation.id, moment.entry.id)
    told = delivery_of(moment.entry, moment.beneath)
    assert told
    assert told.state is DeliveryState.SENT


def automatic(desk: DeskUnderTest) -> list[Entry]:
    """Return what the desk answered by itself."""
    return [entry for entry in desk.timeline() if entry.name is EntryName.MESSAGE_QUEUED and entry.is_automatic]


def test_our_own_answer_that_was_taken_for_another_s_still_gets_its_receipt(desk: DeskUnderTest) -> None:
    """The provider changed its words: it is shown twice, and sent once."""
    asked(desk)
    path = f"/v1/conversations/{desk.conversation.id}/messages"
    desk.call("POST", path, {"text": "First."}, user="ana")
    desk.settle()
    desk.call("POST", path, {"text": "Second."}, user="ana")
    sent = receipts(desk)
    echoes(desk, "2nd", number=max(int(str(each.provider_message_id).rpartition(":")[2]) for each in sent) + 1)
    assert [entry.text for entry in echoed(desk)] == ["2nd"]
    assert len(receipts(desk)) == len(sent) + 1
    assert EntryName.MESSAGE_OUTCOME_LOST not in {entry.name for entry in desk.timeline()}


def receipts(desk: DeskUnderTest) -> list[Entry]:
    """Return what tells that answers left."""
    return [entry for entry in desk.timeline() if entry.name is EntryName.MESSAGE_SENT]


def test_an_answer_s_new_id_finds_it_from_then_on(desk: DeskUnderTest) -> None:
    """A provider may name a message otherwise than when it was sent; a reaction comes under the new name."""
    asked(desk)
    desk.call("POST", f"/v1/conversations/{desk.conversation.id}/messages", {"text": "First."}, user="ana")
    desk.settle()
    old = str(max(receipts(desk), key=lambda each: each.id).provider_message_id)
    channel = Connection(id=TELEGRAM, channel="telegram")
    told = InboundDelivery(
        provider_message_id=old, known_as="7001:new", door=DOOR, state=DeliveryState.SENT, occurred_at=desk.now
    )
    sign = InboundReaction(
        provider_message_id="7001:new", door=DOOR, sender=Sender(address="7001"), sign="👍", occurred_at=desk.now
    )
    found = [intake.receive(desk.store, event, connection=channel, now=desk.now) for event in (told, told, sign)]
    assert len({each.message_id for each in found if each}) == 1
    assert EntryName.MESSAGE_REACTED in {entry.name for entry in desk.timeline()}
