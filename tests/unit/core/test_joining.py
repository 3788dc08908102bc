"""Two conversations that are one matter, and the way back."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.desk import MONDAY, conversation
from transom.core.joining import join, part
from transom.errors import InvalidError
from transom.model import Conversation, Door, Participant, State

LATER = MONDAY + timedelta(hours=1)
JOINABLE = [state for state in State if state not in {State.SNOOZED, State.MERGED, State.SOLVED}]


def by_mail(code: str, address: str, **fields: object) -> Conversation:
    """Return a conversation with somebody who writes mails."""
    door = Door(channel="email", connection="mail", address=address)
    return conversation(id=code, door=door, **fields)


@given(st.sampled_from(JOINABLE))
def test_a_join_can_be_undone(state: State) -> None:
    """The one that was merged stands where it stood, with what it held; the other no longer shows it."""
    source = by_mail("AAAAAAAA", "a@x.example", state=state, joined=("CCCCCCCC",))
    target = by_mail("BBBBBBBB", "b@x.example", state=State.OPEN, joined=("DDDDDDDD",))
    joined = join(source, target, LATER)
    assert (joined.source.state, joined.source.joined_into) == (State.MERGED, target.id)
    assert joined.target.joined == ("DDDDDDDD", source.id, "CCCCCCCC")
    parted = part(joined.source, joined.target)
    assert parted.source == source
    assert (parted.target.joined, parted.target.participants) == (target.joined, ())


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
