"""Two conversations that are one matter, and the way back."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.desk import DESK, MONDAY, conversation, received
from transom.core import agenda, joining, sla
from transom.core.joining import Joined, part
from transom.core.lifecycle import on_agent_reply
from transom.errors import InvalidError
from transom.ids import derived_ulid, new_ulid
from transom.model import Category, Conversation, Door, EntryName, Matter, Participant, Scheduled, State

LATER = MONDAY + timedelta(hours=1)
JOINABLE = [state for state in State if state is not State.MERGED]
AGENDA = {each: LATER for each in Matter if each not in {Matter.SENDING, Matter.REQUEST}}


def join(source: Conversation, target: Conversation, now: datetime) -> Joined:
    """Join two conversations of the small desk."""
    return joining.join(source, target, DESK, now)


def by_mail(code: str, address: str, **fields: object) -> Conversation:
    """Return a conversation with somebody who writes mails."""
    door = Door(channel="email", connection="mail", address=address)
    return conversation(id=code, door=door, **fields)


@given(st.sampled_from(JOINABLE))
def test_a_join_can_be_undone(state: State) -> None:
    """The one that was merged stands where it stood, with what it held; the other no longer shows it."""
    source = by_mail("AAAAAAAA", "a@x.example", state=state, joined=("CCCCCCCC",), agenda=AGENDA, snoozed_until=LATER)
    target = by_mail("BBBBBBBB", "b@x.example", state=State.OPEN, joined=("DDDDDDDD",))
    joined = join(source, target, LATER)
    assert (joined.source.state, joined.source.joined_into) == (State.MERGED, target.id)
    assert joined.target.joined == ("DDDDDDDD", source.id, "CCCCCCCC")
    parted = part(joined.source, joined.target)
    assert parted.source == source
    assert (parted.target.joined, parted.target.participants) == (target.joined, ())


@given(st.sampled_from([state for state in State if state.category in {Category.ACTIVE, Category.WAITING}]))
def test_what_a_join_reopened_rests_again_once_it_is_undone(state: State) -> None:
    """It waits for what it waited for; but what was said or set since stays."""
    source = by_mail("AAAAAAAA", "a@x.example", state=State.OPEN, unanswered_since=MONDAY)
    target = by_mail("BBBBBBBB", "b@x.example", state=state, agenda={Matter.SNOOZE: LATER}, snoozed_until=LATER)
    joined = join(source, target, LATER)
    assert joined.target.is_in_work
    parted = part(joined.source, joined.target)
    assert parted.target.model_copy(update={"clocks": ()}) == target
    answered = on_agent_reply(joined.target, LATER + timedelta(hours=1))
    assert part(joined.source, answered).target.state is State.WAITING_CUSTOMER


def test_who_waited_longer_has_waited_so_long_in_both() -> None:
    """The clock of the first response is the older one; a conversation that had none gets those of the other."""
    [first, second] = [
        sla.follow(
            by_mail(code, "a@x.example", state=State.OPEN, created_at=at, unanswered_since=at),
            received(at, is_first=True, conversation_id=code),
            DESK,
        )
        for code, at in (("AAAAAAAA", MONDAY), ("BBBBBBBB", LATER))
    ]
    assert first.clocks
    bare = second.model_copy(update={"clocks": (), "unanswered_since": None})
    for target in (second, bare):
        joined = join(first, target, LATER).target
        assert joined.unanswered_since == MONDAY
        assert {clock.target: clock.due_at for clock in joined.clocks} == {c.target: c.due_at for c in first.clocks}


def test_a_join_is_no_message_of_the_customer() -> None:
    """A messenger's reply window does not open by it."""
    target = by_mail("BBBBBBBB", "b@x.example", state=State.OPEN)
    joined = join(by_mail("AAAAAAAA", "a@x.example", state=State.OPEN), target, LATER).target
    assert (joined.last_customer_message_at, joined.messages) == (target.last_customer_message_at, target.messages)


def test_an_answer_that_has_not_left_keeps_its_conversation() -> None:
    """The refusal says so; what the desk wanted to write by itself is needless by then."""
    door = by_mail("AAAAAAAA", "a@x.example").door
    later = Scheduled(message_id=derived_ulid(MONDAY, "later"), door=door, send_at=LATER)
    source = by_mail("AAAAAAAA", "a@x.example", state=State.OPEN, scheduled=(later,), agenda={Matter.SENDING: LATER})
    target = by_mail("BBBBBBBB", "b@x.example", state=State.OPEN)
    with pytest.raises(InvalidError, match="take it back"):
        join(source, target, MONDAY)
    by_itself = later.model_copy(update={"is_automatic": True})
    joined = join(source.model_copy(update={"scheduled": (by_itself,)}), target, MONDAY)
    _, [entry] = agenda.tick(joined.source, DESK, LATER, new_ulid)
    assert (entry.name, entry.about) == (EntryName.MESSAGE_TAKEN_BACK, later.message_id)


def test_who_came_with_a_join_goes_with_it() -> None:
    """An answer no longer reaches the other conversation's writers."""
    reader = Participant(address="reads@x.example")
    source = by_mail("AAAAAAAA", "a@x.example", state=State.OPEN, participants=(reader,))
    own = Participant(address="own@x.example")
    target = by_mail("BBBBBBBB", "b@x.example", state=State.OPEN, participants=(own,))
    joined = join(source, target, LATER)
    assert {each.address for each in joined.target.participants} == {own.address, reader.address, "a@x.example"}
    assert part(joined.source, joined.target).target.participants == (own,)


def test_what_is_not_joined_is_not_parted() -> None:
    """Nor is it parted from another one than it was joined into."""
    source, target = by_mail("AAAAAAAA", "a@x.example"), by_mail("BBBBBBBB", "b@x.example")
    with pytest.raises(InvalidError, match="AAAA-AAAA is not joined"):
        part(source, target)


def test_a_chain_is_undone_from_its_end() -> None:
    """What went on in a conversation that was itself merged waits until that one is parted."""
    first, second, third = (by_mail(8 * each, f"{each}@x.example", state=State.OPEN) for each in "ABC")
    inner = join(first, second, LATER)
    outer = join(inner.target, third, LATER)
    with pytest.raises(InvalidError, match="part that first"):
        part(inner.source, outer.source)
    back = part(outer.source, outer.target)
    assert part(inner.source, back.source).source.state is State.OPEN


@pytest.mark.parametrize("state", [State.CLOSED, State.MERGED, State.SPAM, State.ERASED])
def test_nothing_is_joined_into_what_is_over(state: State) -> None:
    """The refusal says how the other one stands."""
    with pytest.raises(InvalidError, match=f"BBBB-BBBB is {state}"):
        join(by_mail("AAAAAAAA", "a@x.example"), by_mail("BBBBBBBB", "b@x.example", state=state), LATER)
