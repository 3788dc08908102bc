"""The small aggregates: contacts, leases, sockets, tickets and quarantine."""

from datetime import timedelta

import pytest

from tests.unit.store.desks import NOON
from transom.errors import ConflictError, NotFoundError, UnauthenticError
from transom.ids import new_ulid
from transom.model import Contact, Door
from transom.store import Quarantined, Store
from transom.store.items import ContactItem
from transom.store.table import Put

pytestmark = pytest.mark.conformance


def known(store: Store, *names: str) -> list[Contact]:
    """Put contacts into the table, one a minute."""
    contacts = [
        Contact(id=new_ulid(NOON), name=name, email=f"{name}@x.example", created_at=NOON + timedelta(minutes=minute))
        for minute, name in enumerate(names)
    ]
    for each in contacts:
        store.contacts._table.write(Put(ContactItem.of(each)))
    return contacts


def test_contacts_are_listed_newest_first(store: Store) -> None:
    """The shards are one listing."""
    contacts = known(store, "ana", "bob", "eva", "ida", "jan")
    first = store.contacts.page(limit=3)
    rest = store.contacts.page(limit=3, cursor=first.next)
    assert first.items + rest.items == contacts[::-1]
    assert rest.next is None


def test_contacts_change_together_on_their_versions(store: Store) -> None:
    """None takes a value away; when one is no longer as it was read, neither changes."""
    ana, bob = known(store, "ana", "bob")
    ana_k = ana.model_copy(update={"name": "Ana K.", "email": None, "fields": {"size": 7.0}})
    store.contacts.save((ana, ana_k))
    saved = store.contacts.get(ana.id)
    assert saved == ana_k.model_copy(update={"version": 2})
    with pytest.raises(ConflictError):
        store.contacts.save((bob, bob.model_copy(update={"name": "Bo"})), (ana, ana_k))
    assert store.contacts.get(bob.id) == bob
    store.contacts.save((saved, saved.model_copy(update={"fields": {}})))
    assert store.contacts.get(ana.id).fields == {}


def test_a_contact_that_is_gone_is_not_made_by_a_change(store: Store) -> None:
    """Updates do not create."""
    ghost = Contact(id="ghost", name="Ghost", created_at=NOON)
    with pytest.raises(ConflictError):
        store.contacts.save((ghost, ghost.model_copy(update={"name": "Boo"})))
    with pytest.raises(NotFoundError):
        store.contacts.get("ghost")


def test_an_unknown_door_is_nobodys(store: Store) -> None:
    """Not knowing is an answer, not an error."""
    assert store.identities.find(Door(channel="email", connection="email", address="x@y.example")) is None


def test_a_lease_is_held_by_one_until_it_ends(store: Store) -> None:
    """A second worker waits until the first gives it back or its time is over."""
    ttl = timedelta(minutes=1)
    assert store.sends.lease("AAAA0000", "m", NOON, ttl)
    assert not store.sends.lease("AAAA0000", "m", NOON + timedelta(seconds=59), ttl)
    assert store.sends.lease("AAAA0000", "other", NOON, ttl)
    assert store.sends.lease("AAAA0000", "m", NOON + ttl, ttl)
    store.sends.release("AAAA0000", "m")
    assert store.sends.lease("AAAA0000", "m", NOON + ttl, ttl)


def test_sockets_come_and_go(store: Store) -> None:
    """A socket is known from its opening to its closing; closing twice is no error."""
    store.sockets.add("one", "ben", NOON)
    store.sockets.add("two", "ben", NOON)
    assert sorted(store.sockets.all()) == ["one", "two"]
    store.sockets.remove("one")
    store.sockets.remove("one")
    assert store.sockets.all() == ["two"]


def test_a_ticket_lets_in_once(store: Store) -> None:
    """Whoever comes second with the same ticket stays out."""
    store.sockets.issue_ticket("ben", "secret", NOON)
    assert store.sockets.redeem_ticket("secret", NOON + timedelta(seconds=59)) == "ben"
    with pytest.raises(UnauthenticError):
        store.sockets.redeem_ticket("secret", NOON)


def test_a_ticket_ends_after_a_minute(store: Store) -> None:
    """DynamoDB removes expired items late, so their time is checked."""
    store.sockets.issue_ticket("ben", "secret", NOON)
    with pytest.raises(UnauthenticError):
        store.sockets.redeem_ticket("secret", NOON + timedelta(seconds=60))
    with pytest.raises(UnauthenticError):
        store.sockets.redeem_ticket("made-up", NOON)


def test_quarantine_is_listed_newest_first_until_it_is_emptied(store: Store) -> None:
    """Records are kept, paged and let go one by one."""
    records = [
        Quarantined(
            id=new_ulid(NOON),
            channel="telegram",
            connection="demo-telegram",
            reason="no chat",
            key=f"quarantine/{number}",
            at=NOON,
            size=12,
        )
        for number in range(3)
    ]
    for record in records:
        store.quarantine.add(record)
    first = store.quarantine.page(limit=2)
    rest = store.quarantine.page(limit=2, cursor=first.next)
    assert first.items + rest.items == records[::-1]
    assert rest.next is None
    assert store.quarantine.get(records[0].id) == records[0]
    store.quarantine.remove(records[0].id)
    with pytest.raises(NotFoundError):
        store.quarantine.get(records[0].id)


def test_a_connection_sends_at_its_provider_s_pace(store: Store) -> None:
    """Each takes the next place; who would wait for too long takes none."""
    waits = [store.paces.take("bot", 2, NOON, timedelta(seconds=1)) for _ in range(5)]
    assert [wait.total_seconds() for wait in waits] == [0, 0.5, 1, 1.5, 1.5]
    assert store.paces.take("bot", 2, NOON + timedelta(seconds=2), timedelta(0)) == timedelta(0)
    assert store.paces.take("other", 2, NOON, timedelta(0)) == timedelta(0)


def test_a_provider_that_fails_again_and_again_is_left_alone(store: Store) -> None:
    """Five failures in a row give it half a minute's rest; failures far apart do not."""
    for minute in range(6):
        store.paces.failed("slow", NOON + timedelta(minutes=2 * minute))
    assert store.paces.take("slow", None, NOON, timedelta(0)) == timedelta(0)
    for second in range(5):
        store.paces.failed("bot", NOON + timedelta(seconds=second))
    last = NOON + timedelta(seconds=4)
    assert store.paces.take("bot", None, last, timedelta(0)) == timedelta(seconds=30)
    assert store.paces.take("bot", None, last + timedelta(seconds=30), timedelta(0)) == timedelta(0)


def test_a_success_ends_a_row_of_failures(store: Store) -> None:
    """Only what goes on is a fault."""
    for second in range(4):
        store.paces.failed("bot", NOON + timedelta(seconds=second))
    store.paces.take("bot", None, NOON + timedelta(seconds=4), timedelta(0))
    store.paces.succeeded("bot", NOON + timedelta(seconds=4))
    store.paces.failed("bot", NOON + timedelta(seconds=5))
    assert store.paces.take("bot", None, NOON + timedelta(seconds=5), timedelta(0)) == timedelta(0)


def test_failures_of_a_job_are_counted_from_the_first_on(store: Store) -> None:
    """Whatever else brought the job again."""
    assert store.sends.trouble("C1", "M1") is None
    store.sends.failed("C1", "M1", NOON)
    assert store.sends.failed("C1", "M1", NOON + timedelta(hours=1)) == (2, NOON)


def test_a_cursor_is_where_it_was_left(store: Store) -> None:
    """Empty before the first time."""
    assert store.cursors.get("reviews") == ""
    store.cursors.set("reviews", "2026-11-16")
    store.cursors.set("reviews", "2026-11-17")
    assert store.cursors.get("reviews") == "2026-11-17"
