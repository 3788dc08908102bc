from datetime import UTC, datetime, timedelta

from transom.core.estimates import bucket
from transom.store import Store
from transom.store.metering import metered
from transom.store.waits import PERIOD

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
WAIT = timedelta(minutes=12)
GRAINS = ("Mon-10", "any-10", "all")


def test_a_wait_is_counted_in_each_part_of_the_history_once(store: Store) -> None:
    """An event that is delivered twice counts once; another team's history is its own."""
    for conversation in ("A", "B", "B"):
        store.waits.record("support", conversation, WAIT, GRAINS, NOW)
    history = store.waits.history("support", GRAINS, NOW)
    assert {grain: sum(counts) for grain, counts in history.items()} == dict.fromkeys(GRAINS, 2)
    assert history["all"][bucket(WAIT)] == 2
    assert not any(store.waits.history("billing", GRAINS, NOW)["all"])


def test_what_became_of_promises_is_counted_once_each(store: Store) -> None:
    """A conversation counts as it was judged first; what is older than two periods has gone."""
    for conversation, is_kept in (("A", True), ("B", True), ("B", False), ("C", False)):
        store.waits.judge("support", conversation, NOW, is_kept=is_kept)
    with metered() as meter:
        found = store.waits.promises("support", NOW + PERIOD)
    assert (found.kept, found.broken, meter.requests.total()) == (2, 1, 1)
    assert NOW - PERIOD < found.since <= NOW
    assert store.waits.promises("support", NOW + 2 * PERIOD)[1:] == store.waits.promises("billing", NOW)[1:] == (0, 0)


def test_only_what_is_recent_counts(store: Store) -> None:
    """This period and the one before are the history; what is older has gone."""
    store.waits.record("support", "A", WAIT, GRAINS, NOW)
    assert sum(store.waits.history("support", GRAINS, NOW + PERIOD)["all"]) == 1
    assert sum(store.waits.history("support", GRAINS, NOW + 2 * PERIOD)["all"]) == 0


def test_the_history_is_one_request_however_long_it_is(store: Store) -> None:
    """Counters are read, not conversations."""
    for number in range(30):
        store.waits.record("support", f"C{number}", number * WAIT, GRAINS, NOW)
    with metered() as meter:
        history = store.waits.history("support", GRAINS, NOW)
    assert sum(history["all"]) == 30
    assert meter.requests.total() == 1
