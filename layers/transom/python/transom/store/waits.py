"""How long customers waited of late: counters by team, hour and weekday, each in shards, for as long as they matter."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import product

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


class Waits:
    """The waiting times in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def record(self, team: str, conversation_id: str, wait: timedelta, grains: Sequence[Grain], at: datetime) -> None:
        """Count how long a conversation waited, once however often it is told."""
        number, period = shard(conversation_id, SHARDS), _period(at)
        expires_at = int((at + (PERIODS + 1) * PERIOD).timestamp())
        actions = [Path(f"b{bucket(wait)}").add(1), Path("expires_at").set(expires_at)]
        counted = PassingItem(f"WAITED#{conversation_id}", "WAITED", expires_at=int((at + REMEMBERED).timestamp()))
        with suppress(DuplicateError):
            self._table.write(
                Put(counted, lost=duplicate),
                *(Update(*WaitItem.key(team, grain, period, number), actions, condition=None) for grain in grains),
            )

    def history(self, team: str, grains: Sequence[Grain], now: datetime) -> dict[Grain, Histogram]:
        """Return the history of these parts, all in one request."""
        periods = [_period(now) - ago for ago in range(PERIODS)]
        keys = {
            WaitItem.key(team, grain, period, number): grain
            for grain, period, number in product(grains, periods, range(SHARDS))
        }
        found: dict[Grain, list[Histogram]] = {grain: [(0,) * BUCKETS] for grain in grains}
        for item in self._table.get_many(WaitItem, keys, is_consistent=False):
            found[keys[item.pk, item.sk]].append(item.histogram)
        return {grain: added(histograms) for grain, histograms in found.items()}


def _period(at: datetime) -> int:
    return int(at.timestamp() // PERIOD.total_seconds())
