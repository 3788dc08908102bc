"""Work given out by several workers at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from router import routing
from tests.unit.core.desk import DESK
from tests.unit.store.conftest import ENDPOINT
from tests.unit.store.desks import ANA, NOON, conversation, entry, put
from transom.events import AGENT_AVAILABLE, Event
from transom.ids import new_code
from transom.model import Actor, Conversation, Desk, EntryName, PresenceState, State, User
from transom.store import Store
from transom.store.metering import metered

WORKERS = 4
AGENTS = 50
WAITING, CAPACITY = (5_000, 30) if ENDPOINT else (200, 3)
"""DynamoDB Local, in `make conformance`, bears as many as a busy desk has; moto takes its time for each."""
MOST_ROUNDS = 2 * WAITING * 1.5 // (AGENTS * CAPACITY)
SAMPLE = 10


def _desk(agents: int, capacity: int) -> Desk:
    users = [
        User(id=f"agent-{n}", email=f"a{n}@northwind.example", name=f"A{n}", teams=("care",), capacity=capacity)
        for n in range(agents)
    ]
    return DESK.model_copy(update={"users": tuple(users)})


def _available(number: int) -> Event:
    return Event(
        id=f"event-{number}",
        name=AGENT_AVAILABLE,
        time=NOON,
        actor=Actor.system("relay"),
        correlation_id="test",
        data={"user_id": f"agent-{number}"},
    )


def _staffed(store: Store, desk: Desk) -> None:
    store.desk.apply(desk)
    for user in desk.users:
        store.desk.set_presence(user.id, PresenceState.ONLINE, NOON)


@pytest.mark.conformance
@pytest.mark.usefixtures("quick_transactions")
def test_many_workers_give_out_all_that_waits_each_once(store: Store) -> None:
    """Four workers fill 50 agents, who solve what they have and are filled again, until nothing waits any more."""
    desk = _desk(AGENTS, CAPACITY)
    _staffed(store, desk)
    waiting = [
        conversation(new_code(), at=NOON + timedelta(seconds=n), team="care", state=State.NEW, weight=2 - n % 2)
        for n in range(WAITING)
    ]
    put(store, *waiting)
    ids = [each.id for each in waiting]
    rounds = 0

    with ThreadPoolExecutor(WORKERS) as pool:
        while any(store.conversations.held(["care"])):
            list(pool.map(lambda number: routing.distribute(store, _available(number), NOON), range(WORKERS)))
            given = [each for each in store.conversations.many(ids) if each.state is State.OPEN]
            _check_loads(store, given)
            list(pool.map(lambda each: _solve(store, each), given))
            rounds += 1

    after = store.conversations.many(ids)
    assert {(each.state, each.version) for each in after} == {(State.SOLVED, 3)}
    assert len(after) == WAITING
    assert rounds <= MOST_ROUNDS
    for each in after[::SAMPLE]:
        assert [moment.entry.name for moment in store.timeline.page(each.id).items] == [EntryName.CONVERSATION_ROUTED]


def _check_loads(store: Store, given: list[Conversation]) -> None:
    """Show that all agents have what is counted, and nobody more than they bear."""
    held: Counter[str] = Counter()
    for each in given:
        held[each.assignee or ""] += each.weight
    loads = {presence.user_id: presence.load for presence in store.desk.presences()}
    assert loads == {user_id: held[user_id] for user_id in loads}
    assert max(loads.values()) <= CAPACITY


def _solve(store: Store, each: Conversation) -> None:
    store.conversations.save(each, each.model_copy(update={"state": State.SOLVED}))


@pytest.mark.parametrize("agents", [2, 50])
def test_an_assignment_costs_the_same_however_many_agents_there_are(store: Store, agents: int) -> None:
    """Ten requests at most, the history of the customer and the desk's configuration included."""
    _staffed(store, _desk(agents, capacity=5))
    earlier = conversation("BBBB0000", team="care", assignee="agent-1", state=State.SOLVED)
    put(store, earlier, conversation("AAAA0000", at=NOON + timedelta(hours=1)))
    message = entry(EntryName.MESSAGE_RECEIVED, actor=ANA, text="Where is my order?")
    with metered() as meter:
        routing.route(store, Event.of(message), NOON + timedelta(hours=1))
    routed = store.conversations.get("AAAA0000")
    assert (routed.assignee, routed.known_by, routed.weight) == ("agent-1", "agent-1", 2)
    assert meter.requests.total() <= 10
