"""Suppressions: addresses that take no mail, as their servers said."""

from datetime import datetime, timedelta

from transom.model import Frozen, Instant
from transom.store.items import SuppressionItem, moment
from transom.store.table import Put, Table

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
