"""The record of who changed the configuration: what, from what, to what."""

from datetime import datetime
from enum import StrEnum

from pydantic import JsonValue
from pynamodb.expressions.operand import Path

from transom.ids import new_ulid
from transom.model import Actor, Frozen, Instant
from transom.store.items import RecordItem
from transom.store.page import Cursors, Page, checked_limit
from transom.store.table import Put, Query, Table, absent

VERSION = ("DESK-VERSION", "V")
_PARTITION = "AUDIT"
_NEWEST_FIRST = Cursors("audit")


class Turn(StrEnum):
    """What happens to a record when a configuration is applied."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Change(Frozen):
    """One difference between a configuration and the running desk; `record` is such as `team#support`."""

    turn: Turn
    record: str
    before: JsonValue = None
    after: JsonValue = None


class Audited(Change):
    """A change that was made, by whom, and when."""

    id: str
    at: Instant
    by: Actor


def record(change: Change, by: Actor, now: datetime) -> Put:
    """Return the write that tells of a change."""
    audited = Audited(id=new_ulid(now), at=now, by=by, **dict(change))
    return Put(RecordItem.of(_PARTITION, audited.id, audited.model_dump(mode="json")))


def next_version(present: int) -> Put:
    """Return the write that counts a change, on condition that nobody else made one meanwhile."""
    unchanged = Path("record") == str(present) if present > 1 else absent()
    return Put(RecordItem.of(*VERSION, present + 1), unchanged)


def page(table: Table, limit: int, cursor: str | None) -> Page[Audited]:
    """Return a page of changes, the newest first."""
    checked_limit(limit)
    below = _NEWEST_FIRST.read(cursor)
    until = Path("sk") < below if below else None
    answer = table.ask(Query(_PARTITION, range=until, is_descending=True, limit=limit))
    items = [Audited.model_validate(RecordItem.from_raw_data(row).record) for row in answer.items]
    return Page(items, _NEWEST_FIRST.write(items[-1].id) if answer.last and items else None)
