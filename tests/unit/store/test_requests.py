"""What departments owe, in the index of what is due."""

from datetime import timedelta

import pytest

from tests.unit.store.desks import NOON, conversation, put
from transom.errors import InvalidError
from transom.ids import new_code
from transom.model import Clock, Conversation, Request, RequestState, Target
from transom.store import Store

pytestmark = pytest.mark.conformance


def request(due: int, department: str = "warehouse", **fields: object) -> Request:
    """Return a request that is due some minutes after noon."""
    due_at = NOON + timedelta(minutes=due)
    clock = Clock(
        target=Target.RESOLUTION,
        policy=department,
        calendar="office",
        limit=timedelta(hours=1),
        started_at=NOON,
        due_at=due_at,
    )
    known = {
        "id": new_code(),
        "department": department,
        "question": "Did it leave?",
        "entry_id": "E",
        "owner": "ben",
        "asked_by": "ana",
        "clock": clock,
        "opened_at": NOON,
    }
    return Request.model_validate(known | fields)


def save(store: Store, before: Conversation, *requests: Request) -> Conversation:
    """Keep a conversation with these requests."""
    return store.conversations.save(before, before.model_copy(update={"requests": requests}))


def owed(store: Store, department: str = "warehouse", limit: int = 25) -> list[str]:
    """Return all that a department owes, page by page."""
    found: list[str] = []
    page = store.requests.page(department, limit)
    while True:
        found += [request_id for _, request_id in page.items]
        assert len(page.items) <= limit
        if page.next is None:
            return found
        page = store.requests.page(department, limit, page.next)


def test_a_request_is_kept_with_its_conversation(store: Store) -> None:
    """It is read as it was written."""
    put(store, before := conversation())
    saved = save(store, before, request(5))
    assert store.conversations.get(before.id) == saved


@pytest.mark.parametrize("limit", [1, 3, 100])
def test_the_most_urgent_come_first_over_all_shards(store: Store, limit: int) -> None:
    """Each once, whatever the pages; other departments have their own."""
    wanted = {}
    for number in range(10):
        put(store, before := conversation(new_code()))
        one, other = request(10 * (number * 7 % 10)), request(1, "billing")
        save(store, before, one, other)
        wanted[one.clock.due_at] = one.id
    assert owed(store, limit=limit) == [wanted[due] for due in sorted(wanted)]
    assert len(owed(store, "billing")) == 10


def test_what_is_closed_is_owed_no_more_and_comes_back_when_it_is_asked_again(store: Store) -> None:
    """The index moves with the conversation, in one transaction."""
    put(store, before := conversation())
    one = request(5)
    opened = save(store, before, one)
    closed = save(store, opened, one.model_copy(update={"state": RequestState.ANSWERED, "closed_at": NOON}))
    assert owed(store) == []
    later = one.clock.model_copy(update={"due_at": NOON + timedelta(hours=9)})
    save(store, closed, one.model_copy(update={"clock": later}), request(60))
    assert owed(store)[-1] == one.id


def test_a_cursor_of_another_listing_is_refused(store: Store) -> None:
    """It would be read as a place in time."""
    cursor = store.conversations.page(teams=["support"]).next or "YWN0aXZlOng"
    with pytest.raises(InvalidError):
        store.requests.page("warehouse", 25, cursor)
