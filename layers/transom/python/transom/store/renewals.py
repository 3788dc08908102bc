"""How far conversations have been gone through after the configuration changed."""

from transom.model import Frozen
from transom.store.items import RecordItem
from transom.store.table import Put, Table

CLOCKS = "CLOCKS"
"""The measuring of open conversations by the policies of now."""
STAFF = "STAFF"
"""The giving out of what waits to those who can take it now."""
_PARTITION = "RENEWAL"


class Renewal(Frozen):
    """For which wording of the configuration conversations are gone through, and where to go on."""

    wording: str
    cursor: str | None = None
    is_done: bool = True


class Renewals:
    """How far each going through is, in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, matter: str) -> Renewal | None:
        """Return how far it is; None before the first time."""
        item = self._table.get(RecordItem, _PARTITION, matter)
        return Renewal.model_validate(item.record) if item else None

    def set(self, matter: str, renewal: Renewal) -> None:
        """Keep how far it is."""
        self._table.write(Put(RecordItem.of(_PARTITION, matter, renewal.model_dump(mode="json")), condition=None))
