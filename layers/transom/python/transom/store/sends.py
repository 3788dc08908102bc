"""Sends: a lease, so that one worker at a time sends a message, and how often that failed."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from pynamodb.expressions.operand import Path

from transom.errors import ConflictError, InvalidError
from transom.model import Conversation, Entry
from transom.store.conversations import update
from transom.store.items import EntryItem, PassingItem, TroubleItem, moment
from transom.store.loads import loads
from transom.store.schema import TIME_TO_LIVE
from transom.store.table import Delete, Put, Table, absent

_TAKEN_BACK = timedelta(days=14)
"""As long as a queue keeps a job: whoever finds the lease taken reads that the message was taken back."""


class Trouble(NamedTuple):
    """How often a job failed, and since when."""

    failures: int
    since: datetime


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

    def trouble(self, conversation_id: str, message_id: str) -> Trouble | None:
        """Return how often the job of a message failed; None when it never did."""
        item = self._table.get(TroubleItem, *TroubleItem.key(conversation_id, message_id))
        return Trouble(int(item.failures), datetime.fromisoformat(item.since)) if item else None

    def failed(self, conversation_id: str, message_id: str, now: datetime) -> Trouble:
        """Count a failure of a message's job, of which one is done at a time."""
        before = self.trouble(conversation_id, message_id) or Trouble(0, now)
        after = before._replace(failures=before.failures + 1)
        item = TroubleItem(
            *TroubleItem.key(conversation_id, message_id),
            failures=after.failures,
            since=moment(after.since),
            expires_at=int((now + _TAKEN_BACK).timestamp()),
        )
        self._table.write(Put(item, condition=None))
        return after


def _lease(conversation_id: str, message_id: str, now: datetime, ttl: timedelta) -> Put:
    item = PassingItem(*_key(conversation_id, message_id), expires_at=int((now + ttl).timestamp()))
    return Put(item, absent() | (Path(TIME_TO_LIVE) <= int(now.timestamp())))


def _left() -> InvalidError:
    return InvalidError("The message cannot be taken back: it is leaving.", fields={"message_id": "is leaving"})


def _key(conversation_id: str, message_id: str) -> tuple[str, str]:
    return f"C#{conversation_id}", f"L#{message_id}"
