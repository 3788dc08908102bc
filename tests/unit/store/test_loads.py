"""The load of agents, and the holding queue."""

from datetime import timedelta
from functools import partial

import pytest

from tests.unit.store.desks import NOON, conversation, entry, put
from transom.errors import ConflictError
from transom.ids import new_code
from transom.model import Conversation, EntryName, Grant, PresenceState, Priority, State
from transom.store import Store
from transom.store.loads import correction
from transom.store.metering import metered

pytestmark = pytest.mark.conformance

work = partial(conversation, team="support", state=State.NEW, weight=2)


def _load(store: Store, user_id: str = "ben") -> int:
    return next(each.load for each in store.desk.presences() if each.user_id == user_id)


def _give(store: Store, before: Conversation, capacity: int = 4, user_id: str = "ben") -> Conversation:
    after = before.model_copy(update={"assignee": user_id, "state": State.OPEN})
    routed = entry(EntryName.CONVERSATION_ROUTED, conversation_id=before.id)
    return store.conversations.save(before, after, [routed], grant=Grant(user_id=user_id, capacity=capacity))


def test_nobody_is_given_more_than_they_bear(store: Store) -> None:
    """Two routers that read the same load do not both succeed where there is room for one; nothing is half-written."""
    known = [work(code) for code in ("AAAA0000", "BBBB0000", "CCCC0000")]
    put(store, *known)
    store.desk.set_presence("ben", PresenceState.ONLINE, NOON)
    for each in known[:2]:
        _give(store, each)
    with pytest.raises(ConflictError, match="has no room"):
        _give(store, known[2])
    assert (_load(store), store.conversations.get("CCCC0000")) == (4, known[2])
    assert store.timeline.page("CCCC0000").items == []


@pytest.mark.parametrize("state", [PresenceState.OFF, PresenceState.AWAY])
def test_an_agent_who_went_is_given_nothing(store: Store, state: PresenceState) -> None:
    """Whoever is not online when it is written is passed over."""
    put(store, work())
    store.desk.set_presence("ben", state, NOON)
    with pytest.raises(ConflictError):
        _give(store, work())


def test_the_load_follows_every_change(store: Store) -> None:
    """Work that is answered, comes back, goes to another agent or is solved moves the count with it."""
    put(store, work())
    store.desk.set_presence("ben", PresenceState.ONLINE, NOON)
    now = _give(store, work())
    counts = []
    for fields in ({"state": State.WAITING_CUSTOMER}, {"state": State.REOPENED}, {"assignee": "cleo"}, {"weight": 5}):
        now = store.conversations.save(now, now.model_copy(update=fields))
        counts.append({each.user_id: each.load for each in store.desk.presences()})
    store.conversations.save(now, now.model_copy(update={"state": State.SOLVED}))
    assert counts == [{"ben": 0}, {"ben": 2}, {"ben": 0, "cleo": 2}, {"ben": 0, "cleo": 5}]
    assert [_load(store, name) for name in ("ben", "cleo")] == [0, 0]
    assert {each.user_id: each.state for each in store.desk.presences()} == {"ben": "online", "cleo": "off"}


def test_two_conversations_that_are_joined_are_counted_in_one_write(store: Store) -> None:
    """Both are the same agent's; one of them ends."""
    put(store, work("AAAA0000"), work("BBBB0000"))
    store.desk.set_presence("ben", PresenceState.ONLINE, NOON)
    one, other = _give(store, work("AAAA0000")), _give(store, work("BBBB0000"))
    closed = one.model_copy(update={"state": State.CLOSED, "joined_into": other.id})
    store.conversations.save_both((one, other), (closed, other.model_copy(update={"joined": (one.id,)})))
    assert _load(store) == 2


def test_an_answer_that_is_taken_back_counts_again(store: Store) -> None:
    """The conversation that waited for its customer is the agent's work once more."""
    put(store, work(assignee="ben", state=State.WAITING_CUSTOMER))
    store.desk.set_presence("ben", PresenceState.ONLINE, NOON)
    before = store.conversations.get(work().id)
    told = entry(EntryName.MESSAGE_TAKEN_BACK, conversation_id=before.id)
    store.sends.take_back(before, before.model_copy(update={"state": State.OPEN}), told, "M1")
    assert _load(store) == 2


def test_a_wrong_load_is_put_right(store: Store) -> None:
    """What the agent really has is counted, unless work was given in the last minute."""
    put(store, work())
    store.desk.set_presence("ben", PresenceState.ONLINE, NOON)
    _give(store, work())
    store.conversations._table.write(correction("ben", 2, 9))
    store.conversations.recount("ben", NOON + timedelta(seconds=59))
    assert _load(store) == 9
    store.conversations.recount("ben", NOON + timedelta(minutes=1))
    assert _load(store) == 2
    store.conversations.recount("nobody", NOON)


def test_a_correction_gives_way_to_what_happens_meanwhile(store: Store) -> None:
    """A load that moved since it was counted stays."""
    put(store, work())
    store.desk.set_presence("ben", PresenceState.ONLINE, NOON)
    _give(store, work())
    with pytest.raises(ConflictError):
        store.conversations._table.write(correction("ben", 0, 7))
    assert _load(store) == 2


def test_the_holding_queue_is_in_the_order_of_its_turn(store: Store) -> None:
    """The most urgent first, then the oldest; what has an agent or rests is not in it."""
    new = [work(new_code(), at=NOON + timedelta(minutes=number)) for number in range(3)]
    urgent = work(new_code(), at=NOON + timedelta(hours=1), priority=Priority.URGENT)
    low = work(new_code(), at=NOON - timedelta(hours=1), priority=Priority.LOW, team="sales")
    others = [work(new_code(), assignee="ben"), work(new_code(), state=State.SOLVED)]
    put(store, *new[::-1], low, urgent, *others)
    assert [each for batch in store.conversations.held(["support", "sales"]) for each in batch] == [urgent, *new, low]
    assert [store.conversations.position(each) for each in (urgent, *new, low)] == [1, 2, 3, 4, 1]
    assert [store.conversations.position(each) for each in others] == [None, None]


def test_who_waits_before_is_counted_in_one_request(store: Store) -> None:
    """However many others have nobody or rest; one that is not routed yet would wait for the team by its own age."""
    new = [work(new_code(), at=NOON + timedelta(minutes=number)) for number in range(3)]
    resting = [work(new_code(), at=NOON, state=State.WAITING_CUSTOMER) for _ in range(9)]
    put(store, *new, *resting, work(new_code(), assignee="ben"))
    unrouted = work(new_code(), at=NOON + timedelta(seconds=90), team=None)
    with metered() as meter:
        ahead = [store.conversations.ahead("support", each, 50) for each in (*new, unrouted, None)]
    assert (ahead, meter.requests.total()) == ([0, 1, 2, 2, 3], 5)
    assert store.conversations.ahead("support", None, 2) == 2
