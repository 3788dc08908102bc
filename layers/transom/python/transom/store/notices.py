"""Notifications: one item for each user or team that an entry names, and what each user has read of them."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.expressions.operand import Path

from transom.contention import insist
from transom.core.notifying import addressed
from transom.ids import derived_ulid, first_ulid
from transom.model import Entry, EntryName, Frozen, Notice
from transom.store.failures import duplicate
from transom.store.items import Item
from transom.store.page import Cursors, Page, checked_limit
from transom.store.table import Put, Query, Table, absent

KEPT = timedelta(days=30)
"""How long a notification is kept."""
_NEWEST_FIRST = Cursors("notices")


class NoticeItem(Item):
    """A notification as JSON, among those of its user or team."""

    notice = UnicodeAttribute()
    expires_at = NumberAttribute()


class ReadNoticesItem(Item):
    """What a user has read of their notifications."""

    until = UnicodeAttribute(null=True)
    ids = JSONAttribute(null=True)
    version = NumberAttribute()
    expires_at = NumberAttribute()


class Read(Frozen):
    """What a user has read: everything up to one notification, and some after it."""

    until: str = ""
    ids: tuple[str, ...] = ()

    def covers(self, notice: Notice) -> bool:
        """Tell whether a notification is read."""
        return notice.id <= self.until or notice.id in self.ids


def notices(entries: Iterable[Entry]) -> list[Put]:
    """Return the writes that keep what entries notify somebody of."""
    told = (entry for entry in entries if entry.name is EntryName.AGENT_NOTIFIED)
    return [_put(place, entry) for entry in told for place in _places(*addressed(entry))]


class Notices:
    """The notifications in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def page(self, user_id: str, teams: Iterable[str], limit: int = 25, cursor: str | None = None) -> Page[Notice]:
        """Return a page of a user's notifications and those of their teams, the newest first."""
        checked_limit(limit)
        below = _NEWEST_FIRST.read(cursor) or "~"
        partitions = [self._of(place, below, limit) for place in _places({user_id}, set(teams))]
        ordered = merge(*partitions, key=lambda notice: notice.id, reverse=True)
        # who is named beside their team is told once
        found = list(islice({notice.id: notice for notice in islice(ordered, 3 * limit)}.values(), limit + 1))
        more = len(found) > limit
        return Page(found[:limit], _NEWEST_FIRST.write(found[limit - 1].id) if more else None)

    def read(self, user_id: str) -> Read:
        """Return what a user has read."""
        item = self._table.get(ReadNoticesItem, *_read_key(user_id))
        return Read(until=item.until or "", ids=tuple(item.ids or ())) if item else Read()

    def mark_read(self, user_id: str, now: datetime, *, ids: Sequence[str] = (), until: str = "") -> None:
        """Keep that a user has read some notifications, or all up to one."""
        insist(lambda: self._mark_read(user_id, now, ids, until))

    def _mark_read(self, user_id: str, now: datetime, ids: Sequence[str], until: str) -> None:
        item = self._table.get(ReadNoticesItem, *_read_key(user_id))
        known = Read(until=item.until or "", ids=tuple(item.ids or ())) if item else Read()
        # what is older is gone, so that the list stays short
        passed = max(known.until, until, first_ulid(now - KEPT))
        kept = sorted({each for each in (*known.ids, *ids) if each > passed})
        changed = ReadNoticesItem(
            *_read_key(user_id),
            until=passed,
            ids=kept,
            version=(item.version if item else 0) + 1,
            expires_at=_expiry(now),
        )
        self._table.write(Put(changed, Path("version") == item.version if item else absent()))

    def _of(self, place: str, below: str, limit: int) -> Iterable[Notice]:
        query = Query(place, range=Path("sk") < below, is_descending=True, limit=limit + 1)
        for row in self._table.all(query):
            yield Notice.model_validate_json(NoticeItem.from_raw_data(row).notice)


def _places(users: set[str], teams: set[str]) -> list[str]:
    return [*(f"NOTICES#user#{user}" for user in sorted(users)), *(f"NOTICES#team#{team}" for team in sorted(teams))]


def _put(place: str, entry: Entry) -> Put:
    rule = entry.data.get("rule")
    notice = Notice(
        # an entry is named after its cause, which may be old; what is read is told by when it was told
        id=derived_ulid(entry.at, entry.id),
        conversation_id=entry.conversation_id,
        text=entry.text or "",
        at=entry.at,
        rule=str(rule) if rule else None,
    )
    item = NoticeItem(place, notice.id, notice=notice.model_dump_json(), expires_at=_expiry(entry.at))
    return Put(item, lost=duplicate)


def _read_key(user_id: str) -> tuple[str, str]:
    return f"NOTICES-READ#{user_id}", "READ"


def _expiry(at: datetime) -> int:
    return int((at + KEPT).timestamp())
