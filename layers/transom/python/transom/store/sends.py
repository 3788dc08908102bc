"""Sends: a lease, so that one worker at a time sends a message."""

from datetime import datetime, timedelta

from pynamodb.expressions.operand import Path

from transom.errors import ConflictError
from transom.store.items import PassingItem
from transom.store.schema import TIME_TO_LIVE
from transom.store.table import Delete, Put, Table, absent


class Sends:
    """The leases of messages that are being sent."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def lease(self, conversation_id: str, message_id: str, now: datetime, ttl: timedelta) -> bool:
        """Take the right to send a message for a while; False when somebody else has it."""
        item = PassingItem(*_key(conversation_id, message_id), expires_at=int((now + ttl).timestamp()))
        free = absent() | (Path(TIME_TO_LIVE) <= int(now.timestamp()))
        try:
            self._table.write(Put(item, free))
        except ConflictError:
            return False
        return True

    def release(self, conversation_id: str, message_id: str) -> None:
        """Give the right back; when nobody does, it ends by itself."""
        self._table.write(Delete(*_key(conversation_id, message_id)))


def _key(conversation_id: str, message_id: str) -> tuple[str, str]:
    return f"C#{conversation_id}", f"L#{message_id}"
