"""How far open conversations have been measured by the policies of now."""

from transom.model import Frozen
from transom.store.items import RecordItem
from transom.store.table import Put, Table

_KEY = ("RENEWAL", "CLOCKS")


class Renewal(Frozen):
    """By which wording of all policies conversations are measured, and where to go on."""

    wording: str
    cursor: str | None = None
    is_done: bool = True


class Renewals:
    """The state of the measuring in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self) -> Renewal | None:
        """Return how far it is; None before the first time."""
        item = self._table.get(RecordItem, *_KEY)
        return Renewal.model_validate(item.record) if item else None

    def set(self, renewal: Renewal) -> None:
        """Keep how far it is."""
        self._table.write(Put(RecordItem.of(*_KEY, renewal.model_dump(mode="json")), condition=None))
