"""Quarantine: what was authentic and not understood, kept until somebody looks at it."""

from pynamodb.expressions.operand import Path

from transom.errors import NotFoundError
from transom.model import Frozen, Instant
from transom.store.items import RecordItem
from transom.store.page import Cursors, Page, checked_limit
from transom.store.table import Delete, Put, Query, Table

_PARTITION = "QUARANTINE"
_CURSORS = Cursors("quarantine")


class Quarantined(Frozen):
    """Something kept in quarantine; `key` is where its raw bytes are in the bucket."""

    id: str
    channel: str
    connection: str
    reason: str
    key: str
    at: Instant
    size: int


class Quarantine:
    """The records of what is in quarantine."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, record: Quarantined) -> None:
        """Keep a record; adding the same one again changes nothing."""
        self._table.write(Put(RecordItem.of(_PARTITION, record.id, record.model_dump(mode="json")), condition=None))

    def page(self, limit: int = 25, cursor: str | None = None) -> Page[Quarantined]:
        """Return a page of the records, newest first."""
        below, limit = _CURSORS.read(cursor), checked_limit(limit)
        before = Path("sk") < below if below else None
        answer = self._table.ask(Query(_PARTITION, range=before, is_descending=True, limit=limit + 1))
        records = [_record(RecordItem.from_raw_data(raw)) for raw in answer.items]
        more = len(records) > limit
        return Page(records[:limit], _CURSORS.write(records[limit - 1].id) if more else None)

    def get(self, record_id: str) -> Quarantined:
        """Return one record."""
        item = self._table.get(RecordItem, _PARTITION, record_id)
        if item is None:
            raise NotFoundError(f"There is nothing in quarantine under {record_id}.")
        return _record(item)

    def remove(self, record_id: str) -> None:
        """Let a record go."""
        self._table.write(Delete(_PARTITION, record_id))


def _record(item: RecordItem) -> Quarantined:
    return Quarantined.model_validate(item.record)
