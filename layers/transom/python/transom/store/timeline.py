"""Timelines: a conversation's entries, those about a message beneath it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from heapq import merge
from itertools import groupby, islice, takewhile
from operator import attrgetter

from pynamodb.expressions.operand import Path
from ulid import ULID

from transom.errors import InvalidError, NotFoundError
from transom.ids import first_ulid
from transom.model import Entry
from transom.store.failures import duplicate
from transom.store.items import ConversationItem, EntryItem
from transom.store.page import Cursors, Page, checked_limit
from transom.store.references import Reference, claim
from transom.store.table import Put, Query, Raw, Table, Update

_NEWEST_FIRST = Cursors("timeline")
_CATCH_UP = Cursors("catch-up")

_END = "E$"
"""Greater than the sort key of any entry, and less than those of a conversation's leases."""

_LATE = timedelta(days=30)
"""How long after a message a delivery or an edit of it may come and still be found by catching up."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A message with the entries about it, oldest first; or an activity or a note by itself."""

    entry: Entry
    beneath: tuple[Entry, ...] = ()

    @property
    def id(self) -> str:
        """Return the id that it is filed under."""
        return self.entry.about or self.entry.id

    @property
    def latest(self) -> str:
        """Return the id of its newest entry."""
        return max(entry.id for entry in (self.entry, *self.beneath))


class Timeline:
    """The timelines in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def page(
        self,
        conversation_id: str,
        limit: int = 50,
        cursor: str | None = None,
        after: str | None = None,
        joined: Sequence[str] = (),
        brought: Sequence[tuple[str, str]] = (),
    ) -> Page[Moment]:
        """Return a page of moments, newest first; with `after`, those that are newer than this entry, oldest first.

        A moment is newer when its message is, or when any entry beneath is: it is given whole. The moments of
        conversations that were joined stand among the others, and so do those `brought` from another conversation,
        each named by it and by its own id.
        """
        checked_limit(limit)
        timelines = (conversation_id, *joined)
        if after is not None:
            return self._catch_up(timelines, limit, cursor, after, brought)
        below = _NEWEST_FIRST.read(cursor)
        bound = f"E#{below}" if below else _END
        found = [self._moments(_before(each, bound, limit=2 * limit + 1)) for each in timelines]
        others = [each for each in self._brought(brought) if f"E#{each.id}" < bound]
        newest = merge(*found, reversed(others), key=attrgetter("id"), reverse=True)
        return _page(_NEWEST_FIRST, list(islice(newest, limit + 1)), limit)

    def get(self, conversation_id: str, message_id: str) -> Moment:
        """Return one message, activity or note with what is beneath it, as it is now."""
        query = _between(conversation_id, f"E#{message_id}", f"E#{message_id}$", is_consistent=True)
        for moment in self._moments(query):
            return moment
        raise NotFoundError(f"There is no entry {message_id} in the conversation {conversation_id}.")

    def entries(self, conversation_id: str) -> Iterator[Entry]:
        """Yield all entries of a conversation, each message's with those beneath it."""
        query = _between(conversation_id, "E#", _END, is_consistent=True)
        yield from (_entry(row) for row in self._table.all(query))

    def append(self, entry: Entry) -> None:
        """Add an entry; raises `DuplicateError` when it is there."""
        self._table.write(Put(EntryItem.of(entry), lost=duplicate))

    def append_with(self, entry: Entry, references: Iterable[Reference]) -> None:
        """Add an entry and take the ids that it is known by; raises `DuplicateError` when any of them is there."""
        self._table.write(Put(EntryItem.of(entry), lost=duplicate), *map(claim, references))

    def empty(self, entry: Entry) -> None:
        """Take what an entry holds out of the table; that it was there stays."""
        self.rewrite(entry.without_content())

    def rewrite(self, entry: Entry) -> None:
        """Put less of an entry in its own place."""
        item = EntryItem.of(entry)
        self._table.write(Update(item.pk, item.sk, [Path("entry").set(item.entry)]))

    def replace(self, before: Entry, after: Entry) -> None:
        """Put an entry in the place of what it was; raises `ConflictError` when that is no longer what is there."""
        item, entry = EntryItem.of(after), Path("entry")
        self._table.write(Update(item.pk, item.sk, [entry.set(item.entry)], entry == EntryItem.of(before).entry))

    def _catch_up(
        self, timelines: Sequence[str], limit: int, cursor: str | None, after: str, brought: Sequence[tuple[str, str]]
    ) -> Page[Moment]:
        done = _CATCH_UP.read(cursor)
        lower = f"E#{done}$" if done else f"E#{_reach(after)}"
        found = [self._moments(_between(each, lower, _END)) for each in timelines]
        others = [each for each in self._brought(brought) if f"E#{each.id}" > lower]
        moments = merge(*found, others, key=attrgetter("id"))
        newer = islice((moment for moment in moments if moment.latest > after), limit + 1)
        return _page(_CATCH_UP, list(newer), limit)

    def _brought(self, places: Sequence[tuple[str, str]]) -> list[Moment]:
        return sorted((self.get(*place) for place in places), key=attrgetter("id"))

    def _moments(self, query: Query) -> Iterator[Moment]:
        rows = takewhile(lambda row: row["sk"]["S"].startswith("E#"), self._table.all(query))
        for _, about in groupby(rows, key=lambda row: row["sk"]["S"].split("#")[1]):
            root, *beneath = sorted(about, key=lambda row: row["sk"]["S"])
            yield Moment(_entry(root), tuple(_entry(row) for row in beneath))


def _before(conversation_id: str, bound: str, limit: int) -> Query:
    partition, _ = ConversationItem.key(conversation_id)
    return Query(partition, range=Path("sk") < bound, is_descending=True, limit=limit)


def _between(conversation_id: str, lower: str, upper: str, *, is_consistent: bool = False) -> Query:
    partition, _ = ConversationItem.key(conversation_id)
    return Query(partition, range=Path("sk").between(lower, upper), is_consistent=is_consistent)


def _page(cursors: Cursors, moments: list[Moment], limit: int) -> Page[Moment]:
    more = len(moments) > limit
    return Page(moments[:limit], cursors.write(moments[limit - 1].id) if more else None)


def _reach(after: str) -> str:
    try:
        return first_ulid(ULID.from_str(after).datetime - _LATE)
    except (ValueError, OverflowError) as error:
        raise InvalidError("`after` is no entry's id.", fields={"after": "must be the id of an entry"}) from error


def _entry(row: Raw) -> Entry:
    return Entry.model_validate_json(row["entry"]["S"])
