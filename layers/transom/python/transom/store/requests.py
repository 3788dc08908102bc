"""Requests by department: those that are owed stand in the index of what is due, the most urgent first."""

from collections.abc import Iterator
from heapq import merge
from itertools import islice

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.operand import Path

from transom.model import Conversation, Request
from transom.store import schema
from transom.store.items import ConversationItem, Item, moment, shard
from transom.store.page import Cursors, Page, checked_limit
from transom.store.table import Put, Query, Raw, Table, Update, Write

SHARDS = 2
_BY_DEADLINE = Cursors("requests")


class RequestItem(Item):
    """That a department owes an answer; what it was asked stands in the conversation."""

    due_pk = UnicodeAttribute(null=True)
    due_sk = UnicodeAttribute(null=True)

    @staticmethod
    def key(conversation_id: str, request_id: str) -> tuple[str, str]:
        """Return where a request is."""
        return ConversationItem.key(conversation_id)[0], f"Q#{request_id}"


class Requests:
    """What departments owe, in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def page(self, department: str, limit: int = 25, cursor: str | None = None) -> Page[tuple[str, str]]:
        """Return a page of what a department owes by its deadlines: the conversations, and their requests."""
        after, limit = _BY_DEADLINE.read(cursor), checked_limit(limit)
        shards = (self._table.all(_query(department, number, after, limit + 1)) for number in range(SHARDS))
        rows = list(islice(merge(*shards, key=_place), limit + 1))
        more = _BY_DEADLINE.write(_place(rows[limit - 1])) if len(rows) > limit else None
        return Page(
            [(row["pk"]["S"].removeprefix("C#"), row["sk"]["S"].removeprefix("Q#")) for row in rows[:limit]], more
        )


def owing(before: Conversation, after: Conversation) -> Iterator[Write]:
    """Yield the writes by which a change of a conversation reaches the index."""
    known = {each.id: _item(before, each) for each in before.requests}
    for request in after.requests:
        old, new = known.get(request.id), _item(after, request)
        if new and not (old and old.due_sk == new.due_sk):
            yield Put(new, condition=None)
        elif old and new is None:
            # what is owed no more leaves the index; nobody needs the right to delete for it
            yield Update(old.pk, old.sk, [Path(name).remove() for name in ("due_pk", "due_sk")], condition=None)


def _item(conversation: Conversation, request: Request) -> RequestItem | None:
    if not request.is_open:
        return None
    number, due_at = shard(request.id, SHARDS), moment(request.clock.due_at)
    return RequestItem(
        *RequestItem.key(conversation.id, request.id),
        due_pk=f"department#{request.department}#{number}",
        due_sk=f"{due_at}#{request.id}",
    )


def _query(department: str, number: int, after: str | None, limit: int) -> Query:
    beyond = Path(schema.DUE.sort_key) > after if after else None
    return Query(f"department#{department}#{number}", index=schema.DUE, range=beyond, limit=limit)


def _place(row: Raw) -> str:
    return row[schema.DUE.sort_key]["S"]
