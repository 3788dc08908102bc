from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.store.desks import ANA, BEN, NOON, conversation, entry, put, reference
from transom.errors import ConflictError, DuplicateError, InvalidError, NotFoundError
from transom.ids import new_code, new_ulid
from transom.model import Entry, EntryName
from transom.store import Moment, Store

pytestmark = pytest.mark.conformance


def told(store: Store, *entries: Entry) -> tuple[Entry, ...]:
    """Append the entries."""
    for each in entries:
        store.timeline.append(each)
    return entries


def sent(message: Entry, at: datetime = NOON) -> Entry:
    """Return the outcome of a send."""
    return entry(EntryName.MESSAGE_SENT, conversation_id=message.conversation_id, actor=BEN, about=message.id, at=at)


def test_a_moment_is_a_message_with_what_is_about_it(store: Store) -> None:
    """Entries about a message stand beneath it, oldest first, and nowhere else."""
    put(store, conversation())
    answer, activity = told(store, entry(EntryName.MESSAGE_QUEUED, actor=BEN), entry(EntryName.CONVERSATION_CHANGED))
    outcomes = told(store, sent(answer, NOON + timedelta(minutes=1)), sent(answer, NOON + timedelta(minutes=2)))
    expected = Moment(answer, outcomes)
    assert store.timeline.page("AAAA0000").items == [Moment(activity), expected]
    assert store.timeline.get("AAAA0000", answer.id) == expected


def test_an_unknown_entry_is_not_found(store: Store) -> None:
    """A message of another conversation is not found either."""
    (message,) = told(store, entry())
    with pytest.raises(NotFoundError):
        store.timeline.get("BBBB0000", message.id)
    with pytest.raises(NotFoundError):
        store.timeline.get("AAAA0000", new_ulid(NOON))


def test_the_conversation_and_its_leases_are_no_entries(store: Store) -> None:
    """Other items of the partition are not shown."""
    put(store, conversation())
    (message,) = told(store, entry())
    assert store.sends.lease("AAAA0000", message.id, NOON, timedelta(minutes=1))
    assert store.timeline.page("AAAA0000").items == [Moment(message)]


def test_an_entry_is_appended_once(store: Store) -> None:
    """The second time is a duplicate, and the entry stays as it was."""
    (first,) = told(store, entry(text="first"))
    with pytest.raises(DuplicateError):
        store.timeline.append(first.model_copy(update={"text": "second"}))
    assert store.timeline.get("AAAA0000", first.id).entry.text == "first"


def test_an_entry_is_replaced_as_it_was_read_alone(store: Store) -> None:
    """Who read another one than is there now reads it anew; what was emptied stays so."""
    (before,) = told(store, entry(text="first"))
    after = before.model_copy(update={"text": "second"})
    store.timeline.replace(before, after)
    assert store.timeline.get("AAAA0000", before.id).entry == after
    store.timeline.empty(after)
    with pytest.raises(ConflictError):
        store.timeline.replace(after, before)
    assert store.timeline.get("AAAA0000", before.id).entry.text is None


def test_an_outcome_and_the_providers_ids_are_taken_together(store: Store) -> None:
    """A taken id keeps the entry out."""
    (answer,) = told(store, entry(EntryName.MESSAGE_QUEUED, actor=BEN))
    outcome, other = sent(answer), sent(answer)
    store.timeline.append_with(outcome, [reference("1", answer), reference("2", answer)])
    with pytest.raises(DuplicateError):
        store.timeline.append_with(other, [reference("2", answer)])
    assert store.timeline.get("AAAA0000", answer.id) == Moment(answer, (outcome,))
    assert store.references.find("telegram", "demo-telegram", ["1", "2"]).keys() == {"1", "2"}


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 3), max_size=7), st.integers(1, 4))
def test_pages_together_are_the_timeline(store: Store, beneath: list[int], limit: int) -> None:
    """Whatever stands beneath the messages, every moment comes once and whole, newest first."""
    conversation_id = new_code()
    expected: list[Moment] = []
    for minute, count in enumerate(beneath):
        (message,) = told(store, entry(conversation_id=conversation_id, at=NOON + timedelta(minutes=minute)))
        late = NOON + timedelta(days=1)
        expected.append(Moment(message, told(store, *(sent(message, late) for _ in range(count)))))

    seen: list[Moment] = []
    cursor: str | None = None
    while True:
        page = store.timeline.page(conversation_id, limit, cursor)
        assert len(page.items) <= limit
        seen, cursor = seen + page.items, page.next
        if cursor is None:
            break
    assert seen == expected[::-1]


def test_catching_up_gives_what_is_newer_oldest_first(store: Store) -> None:
    """A new message comes, and an old one with something new beneath it; what was known does not."""
    minutes = [NOON + timedelta(minutes=n) for n in range(5)]
    old, quiet = told(store, entry(EntryName.MESSAGE_QUEUED, actor=BEN, at=minutes[0]), entry(at=minutes[1]))
    outcome, new = told(store, sent(old, minutes[2]), entry(at=minutes[3], actor=ANA))

    assert store.timeline.page("AAAA0000", after=quiet.id).items == [Moment(old, (outcome,)), Moment(new)]
    assert store.timeline.page("AAAA0000", after=outcome.id).items == [Moment(new)]
    assert store.timeline.page("AAAA0000", after=new.id).items == []


def test_catching_up_goes_on_by_its_cursor(store: Store) -> None:
    """After a long gap what is newer comes in pages, none of it twice."""
    known = entry(at=NOON)
    messages = [entry(at=NOON + timedelta(minutes=n + 1)) for n in range(5)]
    told(store, known, *messages, *(sent(message, NOON + timedelta(hours=1)) for message in messages))
    seen: list[Moment] = []
    cursor: str | None = None
    for _ in range(3):
        page = store.timeline.page("AAAA0000", 2, cursor, after=known.id)
        seen, cursor = seen + page.items, page.next
    assert cursor is None
    assert [moment.entry for moment in seen] == messages
    assert all(len(moment.beneath) == 1 for moment in seen)


@pytest.mark.parametrize("after", ["", "yesterday", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ1", "0" * 26])
def test_catching_up_after_nonsense_is_refused(store: Store, after: str) -> None:
    """The error names the field."""
    with pytest.raises(InvalidError) as raised:
        store.timeline.page("AAAA0000", after=after)
    assert raised.value.fields.keys() == {"after"}


def test_a_cursor_that_nobody_gave_is_refused(store: Store) -> None:
    """A cursor of catching up does not page, nor the other way round."""
    told(store, *(entry(at=NOON + timedelta(minutes=n)) for n in range(3)))
    cursor = store.timeline.page("AAAA0000", 1).next
    assert cursor
    with pytest.raises(InvalidError):
        store.timeline.page("AAAA0000", 1, cursor, after=new_ulid(NOON))
    with pytest.raises(InvalidError):
        store.timeline.page("AAAA0000", cursor="nonsense")
