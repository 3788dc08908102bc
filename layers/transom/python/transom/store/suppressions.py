"""Suppressions: addresses that take no mail, as their servers said."""

from datetime import datetime, timedelta

from pynamodb.expressions.operand import Path

from transom.errors import NotFoundError
from transom.model import Frozen, Instant
from transom.store.items import SuppressionItem, moment
from transom.store.table import Put, Table, Update

HARD = timedelta(days=60)
"""How long an address is left alone once its server said that it does not exist."""


class Suppression(Frozen):
    """Why an address is not written to."""

    address: str
    reason: str
    at: Instant


class Suppressions:
    """The suppressions in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def find(self, address: str, now: datetime) -> Suppression | None:
        """Return why an address is not written to now, if so."""
        item = self._table.get(SuppressionItem, *SuppressionItem.key(address))
        if item is None or item.expires_at <= now.timestamp():
            return None
        return Suppression(address=address, reason=item.reason, at=datetime.fromisoformat(item.at))

    def add(self, address: str, reason: str, now: datetime) -> None:
        """Leave an address alone for a while, from now on."""
        item = SuppressionItem(
            *SuppressionItem.key(address), reason=reason, at=moment(now), expires_at=int((now + HARD).timestamp())
        )
        self._table.write(Put(item, condition=None))

    def lift(self, address: str, now: datetime) -> None:
        """Let an address be written to again; raises `NotFoundError` when it was."""
        if self.find(address, now) is None:
            raise NotFoundError(f"Nothing keeps {address} from being written to.")
        self._table.write(Update(*SuppressionItem.key(address), [Path("expires_at").set(int(now.timestamp()))]))
