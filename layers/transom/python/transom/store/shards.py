"""Reading an index whose partitions are sharded: newest first over all of them, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from transom.store.page import Cursors, Page, checked_limit
from transom.store.schema import Index
from transom.store.table import Query, Raw, Table

_FILTERED = 250
"""How many rows of a shard are read at once where a filter drops some."""

_ROUNDS = 4
"""How often each shard is asked for one page: a page whose filter matches next to nothing may be a short one."""


@dataclass(frozen=True, slots=True)
class Shards:
    """Partitions of one index, read as one listing; sort keys are unique over all of them."""

    table: Table
    index: Index
    partitions: Sequence[str]
    filter: Condition | None = None

    def page(self, cursors: Cursors, limit: int, cursor: str | None) -> Page[str]:
        """Return a page of the items' partition keys, newest first."""
        below, limit = cursors.read(cursor), checked_limit(limit)
        rows: list[Raw] = []
        for _ in range(_ROUNDS):
            found, below = self._round(below, limit)
            rows += found
            if len(rows) > limit or below is None:
                break
        more = len(rows) > limit
        position = self._position(rows[limit - 1]) if more else below
        return Page([row["pk"]["S"] for row in rows[:limit]], cursors.write(position) if position else None)

    def _round(self, below: str | None, limit: int) -> tuple[list[Raw], str | None]:
        """Ask each shard once; return the rows above the lowest point that all have been read to, and that point."""
        answers = [self.table.ask(self._query(partition, below, limit)) for partition in self.partitions]
        horizon = max((self._position(answer.last) for answer in answers if answer.last), default="")
        rows = [row for answer in answers for row in answer.items if self._position(row) >= horizon]
        return sorted(rows, key=self._position, reverse=True), horizon or None

    def _query(self, partition: str, below: str | None, limit: int) -> Query:
        return Query(
            partition,
            index=self.index,
            range=Path(self.index.sort_key) < below if below else None,
            filter=self.filter,
            is_descending=True,
            limit=_FILTERED if self.filter is not None else limit + 1,
        )

    def _position(self, row: Raw) -> str:
        return row[self.index.sort_key]["S"]
