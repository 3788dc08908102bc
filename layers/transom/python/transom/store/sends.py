"""Sends: a lease, so that one worker at a time sends a message."""

from dataclasses import replace
from datetime import datetime, timedelta

from pynamodb.expressions.operand import Path

from transom.errors import ConflictError, InvalidError
from transom.model import Conversation, Entry
from transom.store.conversations import update
from transom.store.items import EntryItem, PassingItem
from transom.store.loads import loads
from transom.store.schema import TIME_TO_LIVE
from transom.store.table import Delete, Put, Table, absent

_TAKEN_BACK = timedelta(days=14)
"""As long as a queue keeps a job: whoever finds the lease taken reads that the message was taken back."""


class Sends:
    """The leases of messages that are being sent."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def lease(self, conversation_id: str, message_id: str, now: datetime, ttl: timedelta) -> bool:
        """Take the right to send a message for a while; False when somebody else has it."""
        try:
            self._table.write(_lease(conversation_id, message_id, now, ttl))
        except ConflictError:
            return False
        return True

    def take_back(self, before: Conversation, after: Conversation, entry: Entry, message_id: str) -> None:
        """Take a message back together with what that does to its conversation; refuse when somebody sends it."""
        saved = after.model_copy(update={"version": before.version + 1})
        lease = replace(_lease(entry.conversation_id, message_id, entry.at, _TAKEN_BACK), lost=_left)
        self._table.write(update(before, saved), Put(EntryItem.of(entry)), lease, *loads((before, saved)))

    def release(self, conversation_id: str, message_id: str) -> None:
        """Give the right back; when nobody does, it ends by itself."""
        self._table.write(Delete(*_key(conversation_id, message_id)))


def _lease(conversation_id: str, message_id: str, now: datetime, ttl: timedelta) -> Put:
    item = PassingItem(*_key(conversation_id, message_id), expires_at=int((now + ttl).timestamp()))
    return Put(item, absent() | (Path(TIME_TO_LIVE) <= int(now.timestamp())))


def _left() -> InvalidError:
    return InvalidError("The message cannot be taken back: it is leaving.", fields={"message_id": "is leaving"})


def _key(conversation_id: str, message_id: str) -> tuple[str, str]:
    return f"C#{conversation_id}", f"L#{message_id}"
