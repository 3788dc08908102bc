"""What proves that two conversations are one customer's: passes given out in the one, and one-time codes."""

from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.operand import Path

from transom.errors import ConflictError
from transom.store.items import ConversationItem, Item
from transom.store.schema import TIME_TO_LIVE
from transom.store.table import Put, Table, Update, absent

PASS_LASTS = timedelta(days=7)
CODE_LASTS = timedelta(minutes=10)
CODE_AGAIN_AFTER = timedelta(minutes=1)
MOST_TRIES = 5


class Try(StrEnum):
    """What became of a one-time code that was told."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"
    """It has expired, was used, or was guessed at too often."""


class PassItem(Item):
    """A pass by the digest of its secret: who has the table has no pass."""

    conversation_id = UnicodeAttribute()
    used_by = UnicodeAttribute(null=True)
    expires_at = NumberAttribute()


class CodeItem(Item):
    """A one-time code by its digest, in the conversation that is to be proven."""

    digest = UnicodeAttribute()
    tries = NumberAttribute()
    expires_at = NumberAttribute()


class Journeys:
    """Passes and one-time codes in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def issue_pass(self, secret: str, conversation_id: str, now: datetime) -> datetime:
        """Let whoever writes this secret go on with a conversation, once, and return until when."""
        until = now + PASS_LASTS
        item = PassItem(*_pass(secret), conversation_id=conversation_id, expires_at=int(until.timestamp()))
        self._table.write(Put(item))
        return until

    def redeem_pass(self, secret: str, used_by: str, now: datetime) -> str | None:
        """Return the conversation that a pass leads to; None if it is unknown, over, or was used by another one."""
        free = Path("used_by").does_not_exist() | (Path("used_by") == used_by)
        is_valid = (Path(TIME_TO_LIVE) > int(now.timestamp())) & free
        try:
            taken = self._table.change(
                Update(*_pass(secret), [Path("used_by").set(used_by)], is_valid), returning="ALL_NEW"
            )
        except ConflictError:
            return None
        return taken["conversation_id"]["S"]

    def issue_code(self, code: str, known: str, later: str, now: datetime) -> datetime:
        """Keep the code by which a later conversation is proven to be the known one's customer's; return until when.

        Raises `ConflictError` when the last one was given out less than a minute ago.
        """
        until = now + CODE_LASTS
        item = CodeItem(
            *_code(known, later), digest=_digest(code, known, later), tries=0, expires_at=int(until.timestamp())
        )
        latest = int((until - CODE_AGAIN_AFTER).timestamp())
        self._table.write(Put(item, absent() | (Path(TIME_TO_LIVE) <= latest)))
        return until

    def try_code(self, code: str, known: str, later: str, now: datetime) -> Try:
        """Tell whether this is the code; each try counts, and a right one is the last."""
        key = _code(known, later)
        is_valid = (Path(TIME_TO_LIVE) > int(now.timestamp())) & (Path("tries") < MOST_TRIES)
        try:
            row = self._table.change(Update(*key, [Path("tries").add(1)], is_valid), returning="ALL_NEW")
        except ConflictError:
            return Try.OVER
        if not compare_digest(row["digest"]["S"], _digest(code, known, later)):
            return Try.WRONG
        self._table.write(Update(*key, [Path("tries").set(MOST_TRIES)], condition=None))
        return Try.RIGHT


def _pass(secret: str) -> tuple[str, str]:
    return f"J#{sha256(secret.encode()).hexdigest()}", "J"


def _code(known: str, later: str) -> tuple[str, str]:
    return ConversationItem.key(later)[0], f"J#{known}"


def _digest(code: str, known: str, later: str) -> str:
    return sha256(f"{known} {later} {code}".encode()).hexdigest()
