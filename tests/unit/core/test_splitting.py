"""Messages that begin a conversation of their own."""

from datetime import timedelta

import pytest

from tests.unit.core.desk import DESK, MONDAY, conversation
from transom.core.holding import Holder, HolderKind, turns
from transom.core.splitting import Choice, split
from transom.errors import InvalidError
from transom.model import Actor, ActorKind, Conversation, Customer, Direction, Door, Entry, EntryName, Scheduled, State

HOUR = timedelta(hours=1)
DOOR = Door(channel="email", connection="mail", address="olga@x.example")
NOW = MONDAY + 5 * HOUR


def said(number: int, *, is_ours: bool = False, **values: object) -> Entry:
    """Return what was said in an hour of Monday."""
    known: dict[str, object] = {
        "id": f"{number:026}",
        "name": EntryName.MESSAGE_QUEUED if is_ours else EntryName.MESSAGE_RECEIVED,
        "conversation_id": "AAAAAAAA",
        "at": MONDAY + number * HOUR,
        "actor": Actor(kind=ActorKind.AGENT if is_ours else ActorKind.CUSTOMER, id="x", name="X"),
        "direction": Direction.OUTBOUND if is_ours else Direction.INBOUND,
    }
    return Entry.model_validate(known | values)


def source(**fields: object) -> Conversation:
    """Return a conversation in which a customer waits since the second hour."""
    known: dict[str, object] = {"state": State.OPEN, "door": DOOR, "team": "care", "assignee": "ana"}
    return conversation(id="AAAAAAAA", **(known | {"unanswered_since": MONDAY + 2 * HOUR} | fields))


def divide(
    of: Conversation, chosen: list[Entry], remaining: list[Entry] | None = None
) -> tuple[Conversation, Conversation]:
    """Return the old conversation and the new one."""
    choice = Choice(messages=tuple(chosen), remaining=tuple(remaining or ()), subject="Refund")
    divided = split(of, choice, DESK, NOW, new_id="BBBBBBBB", preview="…")
    return divided.source, divided.begun


def test_what_waits_goes_on_waiting_in_the_new_conversation() -> None:
    """Its clocks count from when the customer wrote, and the old one owes no answer any more."""
    old, new = divide(source(), [said(3), said(2)])
    assert (new.state, new.unanswered_since, new.created_at) == (State.OPEN, MONDAY + 2 * HOUR, MONDAY + 2 * HOUR)
    assert (new.brought, new.split_from) == ((said(2).id, said(3).id), old.id)
    assert old.split_off == {said(2).id: new.id, said(3).id: new.id}
    assert old.unanswered_since is None
    assert {clock.started_at for clock in new.clocks} == {MONDAY + 2 * HOUR}


def test_the_old_conversation_still_owes_what_stays() -> None:
    """The oldest message without an answer that stays is what it waits for now."""
    old, _ = divide(source(), [said(2)], [said(3), said(4), said(1, is_ours=True)])
    assert old.unanswered_since == MONDAY + 3 * HOUR


def test_what_was_answered_waits_for_the_customer() -> None:
    """An answer that comes along counts as the first response of the new one."""
    _, new = divide(source(), [said(1), said(2, is_ours=True)])
    assert (new.state, new.first_response_at) == (State.WAITING_CUSTOMER, MONDAY + 2 * HOUR)
    assert new.unanswered_since is None


def test_the_new_conversation_is_of_the_same_customer() -> None:
    """Its terms go by their tier and zone, its rules by its tags; what was said in it is counted."""
    customer = Customer(tier="gold", company="Acme", time_zone="Europe/Warsaw")
    _, new = divide(source(customer=customer, tags=("vip",)), [said(1), said(2, is_ours=True), said(3)])
    assert (new.customer, new.tags, new.messages, new.replies) == (customer, ("vip",), 2, 1)


def test_who_holds_the_new_conversation_is_told_by_its_first_entry() -> None:
    """The ledger reads nothing else."""
    divided = split(source(), Choice(messages=(said(1),)), DESK, NOW, new_id="BBBBBBBB", preview="…")
    told = said(5, name=EntryName.CONVERSATION_CHANGED, data=divided.begun_changes)
    [turn] = turns([told])
    assert (turn.team, turn.holder) == ("care", Holder(kind=HolderKind.AGENT, id="ana"))


def test_an_answer_alone_needs_work() -> None:
    """Nothing that a customer wrote: no clock runs, and somebody has a look."""
    _, new = divide(source(), [said(2, is_ours=True)])
    assert (new.clocks, new.first_response_at, new.created_at) == ((), None, NOW)


@pytest.mark.parametrize(
    ("of", "chosen", "reason"),
    [
        (source(state=State.SPAM), [said(1)], "the conversation is spam"),
        (source(joined_into="CCCCCCCC", state=State.MERGED), [said(1)], "the conversation is merged"),
        (source(), [], "choose between one message and 20"),
        (source(), [said(1, name=EntryName.CONVERSATION_CHANGED)], "is no message"),
        (source(split_off={said(1).id: "CCCCCCCC"}), [said(1)], "went on in another conversation already"),
        (
            source(scheduled=(Scheduled(message_id=said(1).id, door=DOOR, send_at=NOW + HOUR),)),
            [said(1, is_ours=True)],
            "has not left yet",
        ),
    ],
)
def test_what_cannot_be_split_is_refused_with_the_reason(of: Conversation, chosen: list[Entry], reason: str) -> None:
    """Nothing is half done."""
    with pytest.raises(InvalidError, match=reason):
        divide(of, chosen)
