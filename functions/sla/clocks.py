"""Service clocks as the table stands."""

from datetime import datetime

from sla.missing import miss
from sla.renewing import renew
from sla.replacing import replace
from sla.rousing import rouse
from transom.contention import insist
from transom.core import agenda, promises, sla
from transom.events import Event
from transom.ids import new_ulid
from transom.model import Desk
from transom.store import Store

PAGE = 100
MOST_PAGES = 20


def follow(store: Store, event: Event) -> None:
    """Bring a conversation's clocks to where an entry leaves them; often another writer has done so already."""
    entry = event.entry
    desk = store.desk.load()

    def attempt() -> None:
        before = store.conversations.get(entry.conversation_id)
        after = promises.answered(sla.follow(before, entry, desk))
        if after != before:
            store.conversations.save(before, after)

    insist(attempt)


def check(store: Store, now: datetime) -> int:
    """Do everything that has come up, reading only what is due; returns how many conversations were due.

    Where policies changed, some open conversations are measured anew, too; where states were replaced, some go over.
    Agents who have left are set away, and those who can take more are told of.
    """
    desk = store.desk.load()
    renew(store, desk, now)
    replace(store, desk, now)
    miss(store, desk, now)
    rouse(store, desk, now)
    seen: set[str] = set()
    for _ in range(MOST_PAGES):
        due = store.conversations.due(now, PAGE)
        fresh = [conversation.id for conversation in due if conversation.id not in seen]
        for conversation_id in fresh:
            tick(store, conversation_id, desk, now)
        seen.update(fresh)
        if not fresh or len(due) < PAGE:
            break
    return len(seen)


def tick(store: Store, conversation_id: str, desk: Desk, now: datetime) -> None:
    """Do what has come up in one conversation."""

    def attempt() -> None:
        before = store.conversations.family(conversation_id)
        after, entries = agenda.tick(before, desk, now, new_ulid)
        if after != before:
            store.conversations.save(before, after, entries)

    insist(attempt)
