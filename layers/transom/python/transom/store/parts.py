"""The parts of messages that come in several, for as long as further ones may come."""

from datetime import datetime, timedelta
from hashlib import sha256

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from transom.store.items import Item
from transom.store.table import Put, Query, Table

LASTS = timedelta(days=3)


class PartItem(Item):
    """One part."""

    position = NumberAttribute()
    text = UnicodeAttribute()
    expires_at = NumberAttribute()


class Parts:
    """The parts in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def keep(self, series: str, position: int, text: str, now: datetime) -> dict[int, str]:
        """Keep a part, and return all that are there by now, by their positions."""
        key = _partition(series), f"P#{position:03}"
        until = int((now + LASTS).timestamp())
        self._table.write(Put(PartItem(*key, position=position, text=text, expires_at=until), condition=None))
        return self.known(series)

    def known(self, series: str) -> dict[int, str]:
        """Return the parts that are there, by their positions."""
        rows = self._table.all(Query(_partition(series), is_consistent=True))
        return {int(row["position"]["N"]): row["text"]["S"] for row in rows}


def _partition(series: str) -> str:
    return f"PART#{sha256(series.encode()).hexdigest()}"
