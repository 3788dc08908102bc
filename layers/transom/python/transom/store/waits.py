"""How long customers waited of late, and whether promises were kept: counters in shards, for as long as they matter."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import NamedTuple

from pynamodb.expressions.operand import Path

from transom.core.estimates import BUCKETS, Grain, Histogram, added, bucket
from transom.errors import DuplicateError
from transom.store.failures import duplicate
from transom.store.items import PassingItem, WaitItem, shard
from transom.store.table import Put, Table, Update

PERIOD = timedelta(days=28)
PERIODS = 2
"""The history is that of this period and of the one before."""

SHARDS = 4
REMEMBERED = timedelta(days=30)
"""For how long a conversation is known to be counted; no event is delivered again after that."""

_PROMISES = "promises"
"""The part of a team's history that counts what became of its promises."""


class Promises(NamedTuple):
    """How many of a team's promises were kept since a moment, and how many were not."""

    since: datetime
    kept: int
    broken: int


class Waits:
    """The waiting times in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def record(self, team: str, conversation_id: str, wait: timedelta, grains: Sequence[Grain], at: datetime) -> None:
        """Count how long a conversation waited, once however often it is told."""
        self._count("WAITED", team, conversation_id, f"b{bucket(wait)}", grains, at)

    def judge(self, team: str, conversation_id: str, at: datetime, *, is_kept: bool) -> None:
        """Count what became of the promise of a conversation, as it was judged first."""
        self._count("PROMISED", team, conversation_id, "kept" if is_kept else "broken", [_PROMISES], at)

    def promises(self, team: str, now: datetime) -> Promises:
        """Return what became of a team's promises in this period and in the one before, in one request."""
        places = product(_recent(now), range(SHARDS))
        keys = [WaitItem.key(team, _PROMISES, period, number) for period, number in places]
        found = self._table.get_many(WaitItem, keys, is_consistent=False)
        since = datetime.fromtimestamp(min(_recent(now)) * PERIOD.total_seconds(), UTC)
        kept, broken = (sum(int(getattr(item, name) or 0) for item in found) for name in ("kept", "broken"))
        return Promises(since, kept, broken)

    def history(self, team: str, grains: Sequence[Grain], now: datetime) -> dict[Grain, Histogram]:
        """Return the history of these parts, all in one request."""
        keys = {
            WaitItem.key(team, grain, period, number): grain
            for grain, period, number in product(grains, _recent(now), range(SHARDS))
        }
        found: dict[Grain, list[Histogram]] = {grain: [(0,) * BUCKETS] for grain in grains}
        for item in self._table.get_many(WaitItem, keys, is_consistent=False):
            found[keys[item.pk, item.sk]].append(item.histogram)
        return {grain: added(histograms) for grain, histograms in found.items()}

    def _count(
        self, mark: str, team: str, conversation_id: str, counter: str, grains: Sequence[Grain], at: datetime
    ) -> None:
        number, period = shard(conversation_id, SHARDS), _period(at)
        expires_at = int((at + (PERIODS + 1) * PERIOD).timestamp())
        actions = [Path(counter).add(1), Path("expires_at").set(expires_at)]
        counted = PassingItem(f"{mark}#{conversation_id}", mark, expires_at=int((at + REMEMBERED).timestamp()))
        with suppress(DuplicateError):
            self._table.write(
                Put(counted, lost=duplicate),
                *(Update(*WaitItem.key(team, grain, period, number), actions, condition=None) for grain in grains),
            )


def _recent(now: datetime) -> list[int]:
    return [_period(now) - ago for ago in range(PERIODS)]


def _period(at: datetime) -> int:
    return int(at.timestamp() // PERIOD.total_seconds())
