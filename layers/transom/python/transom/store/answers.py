"""Answers that were given under idempotency keys: kept for a day, and taken by one attempt at a time."""

from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.operand import Path

from transom.errors import ConflictError
from transom.idempotency import check_same
from transom.store.items import Item, bounded
from transom.store.schema import TIME_TO_LIVE
from transom.store.table import Put, Table, absent

KEPT = timedelta(hours=24)
LEASE = timedelta(seconds=40)
"""Longer than a request may take: an attempt that broke off is free to be made again."""


class AnswerItem(Item):
    """What was answered under a key; while there is no answer, somebody works on it."""

    digest = UnicodeAttribute()
    answer = UnicodeAttribute(null=True)
    expires_at = NumberAttribute()


class Answers:
    """The answers in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def begin(self, caller: str, key: str, digest: str, now: datetime) -> str | None:
        """Take a key for an attempt; returns the answer that an earlier one gave, if it did.

        Raises `InvalidError` when the key stands for another content, `ConflictError` while another attempt is at it.
        """
        item = self._table.get(AnswerItem, *_key(caller, key))
        if item and item.expires_at > now.timestamp():
            check_same(item.digest, digest)
            if item.answer is None:
                raise _busy()
            return item.answer
        free = absent() | (Path(TIME_TO_LIVE) <= int(now.timestamp()))
        self._table.write(Put(_item(caller, key, digest, now + LEASE), free, lost=_busy))
        return None

    def finish(self, caller: str, key: str, digest: str, answer: str, now: datetime) -> None:
        """Keep the answer for whoever asks again."""
        item = _item(caller, key, digest, now + KEPT)
        item.answer = answer
        self._table.write(Put(item, condition=None))

    def abandon(self, caller: str, key: str, digest: str, now: datetime) -> None:
        """Let the key be used again: the attempt failed, and changed nothing."""
        self._table.write(Put(_item(caller, key, digest, now), condition=None))


def _item(caller: str, key: str, digest: str, until: datetime) -> AnswerItem:
    return AnswerItem(*_key(caller, key), digest=digest, expires_at=int(until.timestamp()))


def _key(caller: str, key: str) -> tuple[str, str]:
    return f"ANSWER#{caller}#{bounded(key)}", "ANSWER"


def _busy() -> ConflictError:
    return ConflictError("The same request is being worked on; ask again in a moment.")
