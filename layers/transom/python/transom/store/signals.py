"""Signals: of each kind a conversation has the last one, for a while; the table's stream tells of it."""

from contextlib import suppress
from datetime import timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.operand import Path

from transom.errors import ConflictError
from transom.ids import first_ulid
from transom.model import Signal
from transom.store.items import ConversationItem, Item
from transom.store.table import Put, Table, absent

KEPT = timedelta(days=1)
PAUSE = timedelta(seconds=4)
"""As long as who types is told to be typing."""


class SignalItem(Item):
    """A signal as JSON, and what a later one must be newer than."""

    signal = UnicodeAttribute()
    mark = UnicodeAttribute()
    expires_at = NumberAttribute()

    @staticmethod
    def key(signal: Signal) -> tuple[str, str]:
        """Return where the last signal of a kind is."""
        return ConversationItem.key(signal.conversation_id)[0], f"SIGNAL#{signal.name}"


class Signals:
    """The signals in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def tell(self, signal: Signal) -> None:
        """Tell what passes, unless it was told just now; what was read, once for each newest message."""
        mark = signal.message_id or first_ulid(signal.at)
        news = Path("mark") < (signal.message_id or first_ulid(signal.at - PAUSE))
        expires_at = int((signal.at + KEPT).timestamp())
        item = SignalItem(*SignalItem.key(signal), signal=signal.model_dump_json(), mark=mark, expires_at=expires_at)
        with suppress(ConflictError):
            self._table.write(Put(item, absent() | news))
