from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from tests.unit.store.desks import (
    ANA,
    BEN,
    DOOR,
    NOON,
    conversation,
    entry,
    first_arrival,
    next_arrival,
    put,
    reference,
)
from transom.errors import ConflictError, DuplicateError
from transom.model import Contact, EntryName, Identity, State
from transom.store import Arrival, Store
from transom.store.arrivals import _writes
from transom.store.metering import metered
from transom.store.table import Put

pytestmark = pytest.mark.conformance


def at_once[T](*actions: Callable[[], T]) -> list[T]:
    """Run the actions in threads that start together."""
    barrier = Barrier(len(actions))

    def run(action: Callable[[], T]) -> T:
        barrier.wait()
        return action()

    with ThreadPoolExecutor(len(actions)) as threads:
        return list(threads.map(run, actions))


def record(store: Store, arrival: Callable[[], Arrival]) -> str:
    """Do as the intake does: read, decide and write anew until it is known what became of the message."""
    for _ in range(10):
        try:
            store.arrivals.record(arrival())
        except DuplicateError:
            return "known"
        except ConflictError:
            continue
        return "stored"
    return "lost"


def arrival_now(store: Store, provider_message_id: str, conversation_id: str) -> Arrival:
    """Return a message as the table stands now: the first one of its customer, or a further one."""
    if store.identities.find(DOOR):
        return next_arrival(store, provider_message_id)
    return first_arrival(provider_message_id, conversation_id)


def test_a_first_message_is_found_by_every_question(store: Store) -> None:
    """One transaction stores the message, its conversation, contact, door and provider id."""
    arrival = first_arrival("77", "AAAA0000")
    store.arrivals.record(arrival)

    assert arrival.contact
    assert store.conversations.get("AAAA0000") == arrival.after
    assert store.contacts.get(arrival.contact.id) == arrival.contact
    assert store.identities.find(DOOR) == arrival.identity
    assert store.references.find("telegram", "demo-telegram", ["77", "78"]) == {"77": arrival.references[0]}
    assert store.timeline.get("AAAA0000", arrival.entry.id).entry == arrival.entry
    assert store.conversations.of_contact(arrival.contact.id).items == [arrival.after]
    assert store.contacts.page().items == [arrival.contact]


def test_a_first_message_is_one_request_of_five_small_items(store: Store) -> None:
    """Each item stays within a kilobyte, so the transaction takes ten write units."""
    arrival = first_arrival("77", "AAAA0000")
    with metered() as meter:
        store.arrivals.record(arrival)

    assert dict(meter.requests) == {"TransactWriteItems": 1}
    items = [write.item for write in _writes(arrival) if isinstance(write, Put)]
    sizes = [sum(len(name) + len(str(value).encode()) for name, value in item.serialize().items()) for item in items]
    assert len(sizes) == 5
    assert max(sizes) < 1024


def test_a_message_that_comes_again_days_later_is_a_duplicate(store: Store) -> None:
    """A provider's retry changes nothing, however late."""
    store.arrivals.record(first_arrival("77", "AAAA0000"))
    with pytest.raises(DuplicateError):
        store.arrivals.record(next_arrival(store, "77", at=NOON + timedelta(days=5)))

    assert len(store.timeline.page("AAAA0000").items) == 1
    assert store.conversations.get("AAAA0000").version == 1


def test_a_message_delivered_twice_at_once_is_stored_once(store: Store) -> None:
    """Of two threads with the same message one stores it, and the other learns that it is known."""

    def deliver(conversation_id: str) -> str:
        return record(store, lambda: arrival_now(store, "77", conversation_id))

    outcomes = at_once(lambda: deliver("AAAA0000"), lambda: deliver("BBBB0000"))

    assert sorted(outcomes) == ["known", "stored"]
    identity = store.identities.find(DOOR)
    assert identity
    assert len(store.timeline.page(identity.conversation_id).items) == 1
    assert len(store.contacts.page().items) == 1


def test_two_first_messages_at_once_make_one_conversation(store: Store) -> None:
    """The thread that comes second reads anew, and goes on with the conversation that the first one began."""
    outcomes = at_once(
        *(lambda n=n: record(store, lambda: arrival_now(store, str(n), f"AAAA000{n}")) for n in range(2))
    )

    assert outcomes == ["stored", "stored"]
    page = store.conversations.page(teams=[])
    assert len(page.items) == 1
    assert len(store.contacts.page().items) == 1
    assert len(store.timeline.page(page.items[0].id).items) == 2


def test_a_reply_and_a_message_at_once_are_both_kept(store: Store) -> None:
    """Whoever comes second is told, reads anew and writes: the agent's state and the customer's text both stand."""
    store.arrivals.record(first_arrival("77", "AAAA0000"))

    def reply() -> str:
        for _ in range(10):
            before = store.conversations.get("AAAA0000")
            answer = entry(EntryName.MESSAGE_QUEUED, actor=BEN, text="On its way")
            try:
                after = before.model_copy(update={"state": State.WAITING_CUSTOMER, "first_response_at": NOON})
                store.conversations.save(before, after, [answer])
            except ConflictError:
                continue
            return "stored"
        return "lost"

    outcomes = at_once(reply, lambda: record(store, lambda: next_arrival(store, "78", at=NOON + timedelta(hours=1))))

    assert outcomes == ["stored", "stored"]
    after = store.conversations.get("AAAA0000")
    assert (after.version, after.state, after.preview) == (3, State.WAITING_CUSTOMER, "And another thing")
    assert len(store.timeline.page("AAAA0000").items) == 3


def test_a_lost_version_stores_nothing_of_the_message(store: Store) -> None:
    """The transaction is whole or not at all: the id stays free, so the retry is no duplicate."""
    store.arrivals.record(first_arrival("77", "AAAA0000"))
    late = next_arrival(store, "78")
    before = store.conversations.get("AAAA0000")
    store.conversations.save(before, before.model_copy(update={"team": "support"}))

    with pytest.raises(ConflictError) as raised:
        store.arrivals.record(late)

    assert not isinstance(raised.value, DuplicateError)
    assert store.references.find("telegram", "demo-telegram", ["78"]) == {}
    assert len(store.timeline.page("AAAA0000").items) == 1


def test_a_door_moves_on_to_the_next_conversation(store: Store) -> None:
    """An identity changes only as it was read."""
    first = first_arrival("77", "AAAA0000")
    store.arrivals.record(first)
    message = entry(conversation_id="BBBB0000")
    moved = Identity(door=DOOR, contact_id="ana", conversation_id="BBBB0000")
    arrival = Arrival(
        references=(reference("78", message),),
        entry=message,
        after=conversation("BBBB0000"),
        identity_before=first.identity,
        identity=moved,
    )
    store.arrivals.record(arrival)
    assert store.identities.find(DOOR) == moved

    again = entry(conversation_id="CCCC0000")
    with pytest.raises(ConflictError):
        store.arrivals.record(
            Arrival(
                references=(reference("79", again),),
                entry=again,
                after=conversation("CCCC0000"),
                identity_before=first.identity,
                identity=moved.model_copy(update={"conversation_id": "CCCC0000"}),
            )
        )


def test_an_alias_that_is_taken_is_a_conflict_and_no_duplicate(store: Store) -> None:
    """Only the message's own id makes it a duplicate."""
    put(store, conversation())
    known = entry()
    store.timeline.append_with(known, [reference("alias", known)])
    message = entry(conversation_id="BBBB0000")
    arrival = Arrival(
        references=(reference("own", message), reference("alias", message)),
        entry=message,
        after=conversation("BBBB0000"),
        contact=Contact(id=ANA.id, name="Ana", created_at=NOON),
    )
    with pytest.raises(ConflictError) as raised:
        store.arrivals.record(arrival)
    assert not isinstance(raised.value, DuplicateError)


def test_a_provider_id_of_any_length_is_a_key(store: Store) -> None:
    """Ids that are longer than a key may be are told apart all the same."""
    message, other = entry(), entry()
    long = "<" + "x" * 5000 + "@example.com>"
    store.timeline.append_with(message, [reference(long, message)])
    store.timeline.append_with(other, [reference(long + "y", other)])
    found = store.references.find("telegram", "demo-telegram", [long, long + "y", long + "z"])
    assert {key: each.message_id for key, each in found.items()} == {long: message.id, long + "y": other.id}
