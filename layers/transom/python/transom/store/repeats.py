"""What was seen of late: the first of several that are the same is told from the others."""

from datetime import datetime, timedelta

from pynamodb.expressions.operand import Path

from transom.errors import ConflictError
from transom.store.items import PassingItem
from transom.store.schema import TIME_TO_LIVE
from transom.store.table import Put, Table, absent


class Repeats:
    """The digests in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def is_first(self, digest: str, now: datetime, lasts: timedelta) -> bool:
        """Tell whether something was not seen for a while, and remember it for as long."""
        item = PassingItem(f"SEEN#{digest}", "SEEN", expires_at=int((now + lasts).timestamp()))
        try:
            self._table.write(Put(item, absent() | (Path(TIME_TO_LIVE) <= int(now.timestamp()))))
        except ConflictError:
            return False
        return True
