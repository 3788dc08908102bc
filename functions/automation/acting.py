"""Rules as the table stands."""

from datetime import datetime

from transom.contention import insist
from transom.core import rules
from transom.core.rules import Verdict
from transom.errors import DuplicateError
from transom.events import Event
from transom.model import Entry, EntryName
from transom.store import Store


def follow(store: Store, event: Event, now: datetime) -> tuple[Verdict, ...]:
    """Do what the rules say to an event, once, and return what came of each that concerned it."""
    desk = store.desk.load()
    if not event.conversation_id:
        return ()
    entry = _caused(store, event.entry)

    def attempt() -> tuple[Verdict, ...]:
        before = store.conversations.family(entry.conversation_id)
        outcome = rules.follow(before, desk, entry, now)
        if outcome.conversation != before:
            try:
                store.conversations.save(before, outcome.conversation, outcome.entries)
            except DuplicateError:  # the entries of this cause are there: the rule acted before
                return ()
        return outcome.verdicts

    return insist(attempt)


def _caused(store: Store, entry: Entry) -> Entry:
    """Return an entry with the rules that led to it: what became of a message is told by who sent it."""
    if entry.name is not EntryName.MESSAGE_FAILED or entry.about is None:
        return entry
    message = store.timeline.get(entry.conversation_id, entry.about).entry
    return entry.model_copy(update={"chain": message.chain})
