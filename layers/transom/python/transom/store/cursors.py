"""Cursors: how far a provider that is asked for news has told them."""

from transom.store.items import RecordItem
from transom.store.table import Put, Table


class Cursors:
    """The connections' cursors; each is a text of its channel's own."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, connection: str) -> str:
        """Return where to go on; empty before the first time."""
        item = self._table.get(RecordItem, *_key(connection))
        return str(item.record) if item else ""

    def set(self, connection: str, cursor: str) -> None:
        """Go on from here the next time."""
        self._table.write(Put(RecordItem.of(*_key(connection), cursor), condition=None))


def _key(connection: str) -> tuple[str, str]:
    return f"CURSOR#{connection}", "CURSOR"
