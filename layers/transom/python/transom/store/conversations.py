"""Conversations: read by id, by view and by what is due; changed by expressions, on their version."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import reduce
from heapq import merge
from itertools import batched
from operator import and_

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from transom.core import handovers, linking
from transom.errors import ConflictError, InvalidError, NotFoundError
from transom.model import Conversation, Entry, Grant, State
from transom.store import schema
from transom.store.failures import duplicate
from transom.store.items import (
    DUE_SHARDS,
    NO_TEAM,
    TEAM_SHARDS,
    ContactItem,
    ConversationItem,
    EntryItem,
    PresenceItem,
    agent_partition,
    held_key,
    moment,
    team_partition,
)
from transom.store.loads import burden, correction, granted, loads
from transom.store.notices import notices
from transom.store.page import MAX_LIMIT, Cursors, Page
from transom.store.references import Reference, claim, redirect
from transom.store.requests import owing
from transom.store.shards import Shards
from transom.store.table import Put, Query, Table, Update, Write

_SETTLED = timedelta(minutes=1)
"""How long after an assignment the index of agents is surely up to date."""

MOST_REDIRECTS = 90
"""A transaction holds a hundred writes."""

NOBODY = "none"
"""The assignee of conversations that have none."""

_BY_ACTIVITY = Cursors("active")
_OPEN = Cursors("open")
_BY_CREATION = Cursors("created")


class Conversations:
    """The conversations in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def get(self, conversation_id: str) -> Conversation:
        """Return a conversation as it is now."""
        item = self._table.get(ConversationItem, *ConversationItem.key(conversation_id))
        if item is None:
            raise NotFoundError(f"There is no conversation {conversation_id}.")
        return item.conversation

    def family(self, conversation_id: str) -> Conversation:
        """Return a conversation as it is now; a parent knows which of its children are open."""
        found = self.get(conversation_id)
        ids = linking.children(found)
        return linking.watching(found, self.many(ids)) if ids else found

    def forget_preview(self, conversation_id: str, preview: str) -> None:
        """Take a conversation's preview away while it is still this one."""
        action = Path("preview").remove()
        with suppress(ConflictError):
            self._table.write(Update(*ConversationItem.key(conversation_id), [action], Path("preview") == preview))

    def many(self, ids: Sequence[str]) -> list[Conversation]:
        """Return those of the conversations that exist, in the order of the ids."""
        keys = [ConversationItem.key(each) for each in ids]
        items = self._table.get_many(ConversationItem, keys, is_consistent=False)
        found = {item.pk: item.conversation for item in items}
        return [found[partition] for partition, _ in keys if partition in found]

    def page(
        self,
        *,
        teams: Sequence[str],
        team: str | None = None,
        assignee: str | None = None,
        state: State | None = None,
        channel: str | None = None,
        limit: int = 25,
        cursor: str | None = None,
    ) -> Page[Conversation]:
        """Return a page of a view, the latest message first; `teams` are all there are."""
        wanted = {"state": state, "channel": channel}
        buckets = [False, True] if state is None else [state.is_done]
        if assignee is not None and assignee != NOBODY:
            partitions = [agent_partition(assignee, is_done=is_done) for is_done in buckets]
            shards = Shards(self._table, schema.BY_AGENT, partitions, _where(wanted | {"team": team}))
        else:
            partitions = [
                team_partition(each, number, is_done=is_done)
                for each in ([team] if team else [*teams, NO_TEAM])
                for is_done in buckets
                for number in range(TEAM_SHARDS)
            ]
            shards = Shards(self._table, schema.BY_TEAM, partitions, _where(wanted | {"assignee": assignee}))
        return self._loaded(shards.page(_BY_ACTIVITY, limit, cursor))

    def open_page(self, teams: Sequence[str], limit: int = 25, cursor: str | None = None) -> Page[Conversation]:
        """Return a page of everything that is not done, the latest message first; `teams` are all there are."""
        partitions = [
            team_partition(each, number, is_done=False) for each in (*teams, NO_TEAM) for number in range(TEAM_SHARDS)
        ]
        return self._loaded(Shards(self._table, schema.BY_TEAM, partitions).page(_OPEN, limit, cursor))

    def of_contact(self, *contact_ids: str, limit: int = 25, cursor: str | None = None) -> Page[Conversation]:
        """Return a page of a customer's conversations over all channels, newest first."""
        partitions = [ContactItem.key(each)[0] for each in contact_ids]
        shards = Shards(self._table, schema.BY_CONTACT, partitions)
        return self._loaded(shards.page(_BY_CREATION, limit, cursor))

    def due(self, now: datetime, limit: int = MAX_LIMIT) -> list[Conversation]:
        """Return the conversations whose next deadline has come, the most overdue first."""
        rows = [row for number in range(DUE_SHARDS) for row in self._table.ask(_due(number, now, limit)).items]
        rows.sort(key=lambda row: row[schema.DUE.sort_key]["S"])
        return self.many([_id(row["pk"]["S"]) for row in rows[:limit]])

    def held(self, teams: Sequence[str]) -> Iterator[list[Conversation]]:
        """Yield what waits for an agent of these teams, in the order of its turn, as far as the caller reads."""
        queues = [self._table.all(Query(f"held#{team}", index=schema.HELD, limit=MAX_LIMIT)) for team in teams]
        rows = merge(*queues, key=lambda row: row[schema.HELD.sort_key]["S"])
        for batch in batched(rows, MAX_LIMIT, strict=False):
            yield self.many([_id(row["pk"]["S"]) for row in batch])

    def position(self, conversation: Conversation) -> int | None:
        """Return a waiting conversation's place in its team's holding queue: the first has 1."""
        if not conversation.is_held:
            return None
        partition, place = held_key(conversation)
        ahead = Query(partition, index=schema.HELD, range=Path(schema.HELD.sort_key) < place)
        return 1 + sum(1 for _ in self._table.all(ahead))

    def ahead(self, team: str, conversation: Conversation | None, limit: int) -> int:
        """Return how many wait for a team before a conversation, or all who do, in one request; at most `limit`."""
        place = held_key(conversation.model_copy(update={"team": team}))[1] if conversation else None
        before = Path(schema.HELD.sort_key) < place if place else None
        return len(self._table.ask(Query(f"held#{team}", index=schema.HELD, range=before, limit=limit)).items)

    def recount(self, user_id: str, now: datetime) -> None:
        """Put an agent's load right by what they have, unless it moves just now."""
        item = self._table.get(PresenceItem, *PresenceItem.key(user_id))
        if item is None:
            return
        known = item.presence
        if known.last_assigned_at and now - known.last_assigned_at < _SETTLED:
            return
        counted = sum(burden(each) for each in self.of_agent(user_id))
        if counted != known.load:
            with suppress(ConflictError):
                self._table.write(correction(user_id, known.load, counted))

    def of_agent(self, user_id: str) -> Iterator[Conversation]:
        """Yield what an agent has that is not done."""
        rows = self._table.all(Query(agent_partition(user_id, is_done=False), index=schema.BY_AGENT))
        for batch in batched((_id(row["pk"]["S"]) for row in rows), MAX_LIMIT, strict=False):
            yield from (each for each in self.many(batch) if each.assignee == user_id)

    def save(
        self,
        before: Conversation,
        after: Conversation,
        entries: Sequence[Entry] = (),
        *,
        grant: Grant | None = None,
        reference: Reference | None = None,
    ) -> Conversation:
        """Change a conversation together with the entries that tell it, and return it with its new version.

        `grant` names the agent who is given the conversation by the last entry: when they went off, or have no
        room any more, nothing is written. Raises `ConflictError` when the conversation is no longer `before`,
        `DuplicateError` when the reference is taken.
        """
        saved = handovers.counted(after).model_copy(update={"version": before.version + 1})
        writes: list[Write] = [update(before, saved), *owing(before, saved)]
        writes += [Put(EntryItem.of(entry), lost=duplicate) for entry in entries]
        writes += notices(entries)
        change = (before, saved)
        writes += granted(grant, change, entries[-1].at) if grant else loads(change)
        if reference is not None:
            writes.append(claim(reference))
        self._table.write(*writes)
        return saved

    def save_both(
        self, before: tuple[Conversation, Conversation], after: tuple[Conversation, Conversation], *entries: Entry
    ) -> None:
        """Change two conversations together; raises `ConflictError` when either is no longer as it was read."""
        saved = [now.model_copy(update={"version": was.version + 1}) for was, now in zip(before, after, strict=True)]
        writes: list[Write] = [update(was, now) for was, now in zip(before, saved, strict=True)]
        writes += [Put(EntryItem.of(entry)) for entry in entries]
        self._table.write(*writes, *loads(*zip(before, saved, strict=True)))

    def split(
        self,
        before: Conversation,
        after: Conversation,
        begun: Conversation,
        references: Sequence[Reference],
        entries: Sequence[Entry],
    ) -> None:
        """Begin a conversation with messages of another one; answers to the references go on there.

        Raises `ConflictError` when the other is no longer as it was read.
        """
        if len(references) > MOST_REDIRECTS:
            raise InvalidError(f"At most {MOST_REDIRECTS} parts of messages are split off at once; choose fewer.")
        saved = after.model_copy(update={"version": before.version + 1})
        writes: list[Write] = [update(before, saved), Put(ConversationItem.of(begun))]
        writes += [Put(EntryItem.of(entry)) for entry in entries]
        writes += [redirect(each, begun.id) for each in references]
        self._table.write(*writes, *loads((before, saved), (None, begun)))

    def _loaded(self, page: Page[str]) -> Page[Conversation]:
        return Page(self.many([_id(partition) for partition in page.items]), page.next)


def update(before: Conversation, after: Conversation) -> Update:
    """Return the write that changes what differs, on condition that nobody changed the conversation meanwhile."""
    if before.id != after.id:
        raise InvalidError("A conversation is not saved over another one.")
    condition = Path("version") == before.version
    return Update(*ConversationItem.key(before.id), _difference(before, after), condition)


def _difference(before: Conversation, after: Conversation) -> list[Action]:
    old, new = ConversationItem.of(before).serialize(), ConversationItem.of(after).serialize()
    changes: list[Action] = [Path(name).set(value) for name, value in new.items() if old.get(name) != value]
    return changes + [Path(name).remove() for name in old if name not in new]


def _where(wanted: dict[str, str | None]) -> Condition | None:
    conditions = [
        Path(name).does_not_exist() if value == NOBODY else Path(name) == str(value)
        for name, value in wanted.items()
        if value is not None
    ]
    return reduce(and_, conditions) if conditions else None


def _due(number: int, now: datetime, limit: int) -> Query:
    until = Path(schema.DUE.sort_key) <= f"{moment(now)}#~"
    return Query(f"due#{number}", index=schema.DUE, range=until, limit=limit)


def _id(partition: str) -> str:
    return partition.removeprefix("C#")
