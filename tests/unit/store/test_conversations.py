from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pynamodb.expressions.operand import Path

from tests.unit.store.desks import BEN, NOON, conversation, entry, put, reference
from transom.errors import ConflictError, DuplicateError, InvalidError, NotFoundError, UnavailableError
from transom.ids import new_code
from transom.model import Clock, Conversation, EntryName, Matter, Priority, State, Target
from transom.store import NOBODY, Store
from transom.store.items import ConversationItem
from transom.store.metering import metered
from transom.store.table import Table, Update

pytestmark = pytest.mark.conformance

CLOCK = Clock(
    target=Target.FIRST_RESPONSE,
    policy="standard",
    calendar="office",
    limit=timedelta(hours=4),
    started_at=NOON,
    due_at=NOON + timedelta(hours=4),
)
FULL = conversation(
    subject="Lamp",
    state=State.OPEN,
    priority=Priority.HIGH,
    team="support",
    assignee="ben",
    tags=("vip", "późno"),
    language="pl",
    contact_name="Ана",
    preview="Где мой заказ?",
    clocks=(CLOCK,),
    agenda={Matter.CLOCKS: CLOCK.due_at},
    last_customer_message_at=NOON,
    first_response_at=NOON + timedelta(microseconds=1),
    solved_at=NOON,
)


def raw(store: Store, conversation_id: str) -> dict[str, dict[str, str]]:
    """Return a conversation's item as the table has it."""
    table: Table = store.conversations._table
    key = ConversationItem.key(conversation_id)
    item: dict[str, dict[str, str]] = table._connection.get_item(table.name, *key, consistent_read=True)["Item"]
    return item


@pytest.mark.parametrize("kept", [FULL, conversation()], ids=["full", "bare"])
def test_a_conversation_is_read_as_it_was_written(store: Store, kept: Conversation) -> None:
    """Every field of the model has its place in the item, empty ones too."""
    put(store, kept)
    assert store.conversations.get(kept.id) == kept


def test_an_unknown_conversation_is_not_found(store: Store) -> None:
    """Reading what is not there says so."""
    with pytest.raises(NotFoundError):
        store.conversations.get("ZZZZ0000")


def test_many_keeps_the_order_and_leaves_out_what_is_not_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ids decide the order, not the table; more than one batch is asked for where needed."""
    monkeypatch.setattr("transom.store.table._BATCH", 3)
    kept = [conversation(new_code()) for _ in range(7)]
    put(store, *kept)
    ids = [each.id for each in reversed(kept)]
    with metered() as meter:
        assert store.conversations.many(["ZZZZ0000", *ids]) == kept[::-1]
    assert dict(meter.requests) == {"BatchGetItem": 3}


def test_saving_alone_is_one_plain_update(store: Store) -> None:
    """Without entries there is no transaction, which would cost twice as much."""
    put(store, FULL)
    with metered() as meter:
        saved = store.conversations.save(FULL, FULL.model_copy(update={"priority": Priority.LOW}))
    assert dict(meter.requests) == {"UpdateItem": 1}
    assert saved.version == FULL.version + 1
    assert store.conversations.get(FULL.id) == saved


def test_saving_with_an_entry_writes_both_or_neither(store: Store) -> None:
    """A state change and the entry that tells it stand or fall together."""
    put(store, FULL)
    told = entry(EntryName.CONVERSATION_CHANGED, actor=BEN)
    store.conversations.save(FULL, FULL.model_copy(update={"state": State.SOLVED}), [told])
    late = entry(EntryName.CONVERSATION_CHANGED, actor=BEN)
    with pytest.raises(ConflictError):
        store.conversations.save(FULL, FULL.model_copy(update={"state": State.SPAM}), [late])

    assert store.conversations.get(FULL.id).state is State.SOLVED
    assert [moment.entry for moment in store.timeline.page(FULL.id).items] == [told]


def test_a_stale_save_is_a_conflict(store: Store) -> None:
    """Only the version that was read is changed."""
    put(store, FULL)
    store.conversations.save(FULL, FULL)
    with pytest.raises(ConflictError):
        store.conversations.save(FULL, FULL)
    with pytest.raises(ConflictError):
        store.conversations.save(conversation("ZZZZ0000"), conversation("ZZZZ0000"))


def test_a_taken_reference_is_a_duplicate(store: Store) -> None:
    """An idempotency key is used once, and a second use changes nothing."""
    put(store, FULL)
    first, second = entry(EntryName.MESSAGE_QUEUED, actor=BEN), entry(EntryName.MESSAGE_QUEUED, actor=BEN)
    saved = store.conversations.save(FULL, FULL, [first], reference=reference("key", first))
    with pytest.raises(DuplicateError):
        store.conversations.save(saved, saved, [second], reference=reference("key", second))
    assert len(store.timeline.page(FULL.id).items) == 1


def test_older_code_keeps_newer_attributes(store: Store) -> None:
    """What this code does not know survives its writing."""
    put(store, FULL)
    newer = Update(*ConversationItem.key(FULL.id), [Path("mood").set("sunny")])
    store.conversations._table.write(newer)
    store.conversations.save(FULL, FULL.model_copy(update={"team": None, "assignee": None, "tags": ()}))
    assert raw(store, FULL.id)["mood"] == {"S": "sunny"}


def test_index_keys_go_where_they_do_not_apply(store: Store) -> None:
    """The indexes are sparse: without an agent or a deadline a conversation is in neither."""
    put(store, FULL)
    saved = store.conversations.save(FULL, FULL.model_copy(update={"assignee": None, "agenda": {}, "clocks": ()}))
    gone = {"agent_pk", "due_pk", "due_sk", "assignee", "agenda", "clocks"}
    assert not gone & raw(store, FULL.id).keys()
    assert store.conversations.get(FULL.id) == saved


def test_what_is_due_comes_in_its_order_in_a_constant_number_of_requests(store: Store) -> None:
    """A check reads what is due and nothing else, however much is not."""
    due = [conversation(new_code(), agenda={Matter.CLOCKS: NOON - timedelta(minutes=n)}) for n in range(12)]
    later = [conversation(new_code(), agenda={Matter.CLOCKS: NOON + timedelta(minutes=n + 1)}) for n in range(12)]
    put(store, *due, *later, conversation(new_code()))
    with metered() as meter:
        found = store.conversations.due(NOON)
    assert found == due[::-1]
    assert dict(meter.requests) == {"Query": 4, "BatchGetItem": 1}
    assert store.conversations.due(NOON, limit=5) == due[:-6:-1]


def test_nothing_due_reads_only_the_index(store: Store) -> None:
    """An idle minute costs four queries."""
    put(store, conversation(agenda={Matter.CLOCKS: NOON + timedelta(seconds=1)}))
    with metered() as meter:
        assert store.conversations.due(NOON) == []
    assert dict(meter.requests) == {"Query": 4}


def test_a_view_costs_the_same_however_much_it_holds(store: Store) -> None:
    """A page is one query for each shard and one batch."""
    put(store, *(conversation(new_code(), team="support", state=State.OPEN, at=NOON) for _ in range(30)))
    with metered() as meter:
        page = store.conversations.page(teams=["support"], team="support", state=State.OPEN, limit=10)
    assert len(page.items) == 10
    assert dict(meter.requests) == {"Query": 2, "BatchGetItem": 1}


def test_a_contacts_history_is_newest_first(store: Store) -> None:
    """It holds the contact's conversations over all channels, and nobody else's."""
    own = [conversation(new_code(), at=NOON + timedelta(days=n)) for n in range(5)]
    put(store, *own, conversation(new_code(), contact_id="someone"))
    first = store.conversations.of_contact("ana", limit=3)
    assert first.items == own[:1:-1]
    assert first.next
    rest = store.conversations.of_contact("ana", limit=3, cursor=first.next)
    assert (rest.items, rest.next) == (own[1::-1], None)


kinds = st.fixed_dictionaries(
    {
        "minute": st.integers(0, 20),
        "team": st.sampled_from([None, "support", "sales"]),
        "assignee": st.sampled_from([None, "ben", "eva"]),
        "state": st.sampled_from([State.NEW, State.OPEN, State.SOLVED]),
        "channel": st.sampled_from(["telegram", "email"]),
    }
)
views = st.fixed_dictionaries(
    {
        "team": st.sampled_from([None, "support"]),
        "assignee": st.sampled_from([None, "ben", NOBODY]),
        "state": st.sampled_from([None, State.OPEN, State.SOLVED]),
        "channel": st.sampled_from([None, "email"]),
    }
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(kinds, max_size=14), st.lists(views, min_size=1, max_size=2), st.integers(2, 6))
def test_pages_together_are_the_view(
    store: Store, kept: list[dict[str, object]], wanted: list[dict[str, object]], limit: int
) -> None:
    """Whatever the filters and the length of a page: everything once, the latest first, and nothing else."""
    world = uuid4().hex[:6]  # each example has teams and agents of its own

    def own(name: object) -> str | None:
        return f"{name}-{world}" if name not in (None, NOBODY) else None

    everything = [
        conversation(
            new_code(),
            at=NOON + timedelta(minutes=int(str(each["minute"]))),
            team=own(each["team"]) or f"untriaged-{world}",
            assignee=own(each["assignee"]),
            state=each["state"],
            door={"channel": each["channel"], "connection": "demo", "address": "42"},
        )
        for each in kept
    ]
    put(store, *everything)
    for view in wanted:
        expected = [
            each
            for each in everything
            if (view["team"] is None or each.team == own(view["team"]))
            and (view["assignee"] is None or each.assignee == own(view["assignee"]))
            and (view["state"] is None or each.state == view["state"])
            and (view["channel"] is None or each.door.channel == view["channel"])
        ]
        expected.sort(key=lambda each: (each.last_message_at, each.id), reverse=True)
        assert _walked(store, world, view, limit) == expected


def _walked(store: Store, world: str, view: dict[str, object], limit: int) -> list[Conversation]:
    def own(name: object) -> str | None:
        return str(name) if name == NOBODY else f"{name}-{world}" if name else None

    teams = [f"{team}-{world}" for team in ("support", "sales", "untriaged")]
    seen: list[Conversation] = []
    cursor: str | None = None
    while True:
        page = store.conversations.page(
            teams=teams,
            team=own(view["team"]),
            assignee=own(view["assignee"]),
            state=State(str(view["state"])) if view["state"] else None,
            channel=str(view["channel"]) if view["channel"] else None,
            limit=limit,
            cursor=cursor,
        )
        assert len(page.items) <= limit
        seen += page.items
        cursor = page.next
        if cursor is None:
            return seen


def test_a_filter_that_seldom_matches_reads_on_and_stays_exact(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that a filter drops cost rounds, and a page may be short; what matches is found all the same."""
    monkeypatch.setattr("transom.store.shards._FILTERED", 2)
    monkeypatch.setattr("transom.store.shards._ROUNDS", 2)
    many = [
        conversation(new_code(), team="support", at=NOON + timedelta(minutes=n), state=State.OPEN) for n in range(30)
    ]
    rare = [each.model_copy(update={"state": State.NEW}) if n % 11 == 0 else each for n, each in enumerate(many)]
    put(store, *rare)
    seen: list[Conversation] = []
    cursor: str | None = None
    for _ in range(30):
        page = store.conversations.page(teams=["support"], state=State.NEW, limit=2, cursor=cursor)
        seen, cursor = seen + page.items, page.next
        if cursor is None:
            break
    assert seen == [rare[22], rare[11], rare[0]]


def test_new_activity_between_pages_neither_repeats_nor_hides_the_rest(store: Store) -> None:
    """A conversation that moves to the top while somebody pages is gone from below, and no other is."""
    kept = [conversation(new_code(), team="support", at=NOON + timedelta(minutes=n)) for n in range(6)]
    put(store, *kept)
    first = store.conversations.page(teams=["support"], limit=2)
    store.conversations.save(kept[0], kept[0].model_copy(update={"last_message_at": NOON + timedelta(hours=1)}))
    rest = store.conversations.page(teams=["support"], limit=10, cursor=first.next)
    assert first.items + rest.items == [kept[5], kept[4], kept[3], kept[2], kept[1]]


@pytest.mark.parametrize("cursor", ["", "nonsense", "%%%", "é", "Zm9vOmJhcg", "YWN0aXZlOg", "x" * 5000])
def test_a_cursor_that_nobody_gave_is_refused(store: Store, cursor: str) -> None:
    """The error names the field."""
    with pytest.raises(InvalidError) as raised:
        store.conversations.page(teams=[], cursor=cursor)
    assert raised.value.fields.keys() == {"cursor"}


def test_a_cursor_of_another_listing_is_refused(store: Store) -> None:
    """A contact's history does not go on where a view stopped."""
    put(store, conversation("AAAA0000"), conversation("BBBB0000"))
    cursor = store.conversations.page(teams=[], limit=1).next
    assert cursor
    with pytest.raises(InvalidError):
        store.conversations.of_contact("ana", cursor=cursor)


@pytest.mark.parametrize("limit", [0, -1, 101])
def test_a_page_has_a_reasonable_length(store: Store, limit: int) -> None:
    """The limit is checked before anything is read."""
    with pytest.raises(InvalidError):
        store.conversations.page(teams=[], limit=limit)


@pytest.mark.usefixtures("dynamodb")
def test_a_missing_table_is_unavailable() -> None:
    """Reading and writing say that it is worth trying again."""
    store = Store("transom-missing")
    for attempt in (
        lambda: store.conversations.get("AAAA0000"),
        lambda: store.conversations.many(["AAAA0000"]),
        lambda: store.conversations.page(teams=[]),
        lambda: store.conversations.save(FULL, FULL),
        lambda: store.conversations.save(FULL, FULL, [entry()]),
    ):
        with pytest.raises(UnavailableError) as raised:
            attempt()
        assert raised.value.retriable
