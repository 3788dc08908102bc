"""The archive of what happened: conversations with their timelines, as far back and as many as are wanted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from transom.core.comparing import Comparison, compare
from transom.core.rehearsal import Act, rehearse
from transom.model import Conversation, Desk, Entry
from transom.store import Store
from transom.store.metering import metered
from transom.store.page import MAX_LIMIT

PAGE = 25
"""How many conversations are read between two looks at the requests."""
MOST_ENTRIES = 1_000
"""How much of one timeline is read, the latest of it."""


@dataclass(frozen=True)
class Scope:
    """How much of the past is looked at."""

    since: datetime
    until: datetime
    limit: int
    """How many conversations, those with the latest message first."""
    requests: int
    """After how many requests to the table no further page is read; one page always is."""
    cursor: str | None = None


@dataclass
class Past:
    """What was found of the past, and where it was cut off."""

    lived: list[tuple[Conversation, list[Entry]]] = field(default_factory=list)
    cut: str | None = None
    """Why there is more that was not looked at, if so."""
    next: str | None = None

    @property
    def entries(self) -> int:
        """Return how many entries were found."""
        return sum(len(entries) for _, entries in self.lived)


def past(store: Store, desk: Desk, scope: Scope) -> Past:
    """Return the conversations that had a message since a moment, the latest first, each with its timeline."""
    found, cursor = Past(), scope.cursor
    teams = [team.id for team in desk.teams]
    with metered() as meter:
        while len(found.lived) < scope.limit:
            if meter.requests.total() >= scope.requests:
                return _cut(found, f"after {meter.requests.total()} requests to the table", cursor)
            size = min(PAGE, scope.limit - len(found.lived))
            page = store.conversations.page(teams=teams, limit=size, cursor=cursor)
            recent = [each for each in page.items if each.last_message_at >= scope.since]
            found.lived += [(each, _entries(store, each.id)) for each in recent]
            if page.next is None or len(recent) < len(page.items):
                return found
            cursor = page.next
    return _cut(found, f"after {len(found.lived)} conversations", cursor)


def rehearsed(past: Past, live: Desk, proposed: Desk, scope: Scope) -> Comparison:
    """Return what the proposed rules would change of the past, as against the live ones."""
    return compare(list(_acts(past, live, scope)), list(_acts(past, proposed, scope)))


def _acts(past: Past, desk: Desk, scope: Scope) -> Iterator[Act]:
    for conversation, entries in past.lived:
        yield from (each for each in rehearse(conversation, entries, desk, scope.until) if each.at >= scope.since)


def _cut(found: Past, where: str, cursor: str | None) -> Past:
    oldest = min((conversation.last_message_at for conversation, _ in found.lived), default=None)
    older = f"older ones than of {oldest:%Y-%m-%d %H:%M}" if oldest else "older ones"
    found.cut = f"Cut off {where}: {older} were not looked at."
    found.next = cursor
    return found


def _entries(store: Store, conversation_id: str) -> list[Entry]:
    entries: list[Entry] = []
    cursor: str | None = None
    while len(entries) < MOST_ENTRIES:
        page = store.timeline.page(conversation_id, limit=MAX_LIMIT, cursor=cursor)
        entries += [moment.entry for moment in page.items]
        if page.next is None:
            break
        cursor = page.next
    return sorted(entries, key=lambda entry: entry.id)
