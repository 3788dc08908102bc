"""Budgets: what went to each address of late, and how many automatic answers left each connection."""

import json
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from pynamodb.expressions.operand import Path

from transom.contention import insist
from transom.core.budget import MEMORY, Spent, refusal, remembered
from transom.model import Door
from transom.store.items import BudgetItem
from transom.store.table import Put, Table, Update, absent

BUCKET = timedelta(minutes=10)
MOST_AUTOMATIC = 300
"""Automatic answers of one connection within ten minutes: more is a storm."""

_SPENT = TypeAdapter(tuple[Spent, ...])


class Budgets:
    """The budgets in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def spend(self, door: Door, wanted: Spent) -> str | None:
        """Count a message to an address, once however often it is tried; return why it must not be sent, if so."""
        reason = insist(lambda: self._spend(door, wanted))
        if reason is None and wanted.is_automatic and self._storm(door.connection, wanted.at) > MOST_AUTOMATIC:
            return f"{MOST_AUTOMATIC} automatic answers left this connection within ten minutes"
        return reason

    def _spend(self, door: Door, wanted: Spent) -> str | None:
        key = BudgetItem.key(str(door))
        item = self._table.get(BudgetItem, *key)
        sent = _SPENT.validate_python(item.sent) if item and item.sent else ()
        if any(each.message_id == wanted.message_id for each in sent):
            return None
        if reason := refusal(sent, wanted):
            return reason
        kept = json.loads(_SPENT.dump_json(remembered((*sent, wanted), wanted.at)))
        unchanged = Path("version") == item.version if item else absent()
        changed = BudgetItem(
            *key, sent=kept, version=(item.version if item else 0) + 1, expires_at=_expiry(wanted.at + MEMORY)
        )
        self._table.write(Put(changed, unchanged))
        return None

    def _storm(self, connection: str, now: datetime) -> int:
        """Return how many automatic answers a connection has given in these ten minutes, with this one."""
        bucket = int(now.timestamp() // BUCKET.total_seconds())
        actions = [Path("given").add(1), Path("expires_at").set(_expiry(now + MEMORY))]
        key = BudgetItem.key(f"{connection}#{bucket}")
        after = self._table.change(Update(*key, actions, condition=None), returning="ALL_NEW")
        return int(after["given"]["N"])


def _expiry(at: datetime) -> int:
    return int(at.timestamp())
