"""Answers that did not reach their customers, as the table stands."""

from datetime import datetime

from transom.contention import insist
from transom.core import sending
from transom.events import Event
from transom.ids import derived_ulid
from transom.intake import placing
from transom.model import Actor, Entry, EntryName
from transom.store import Store

_ACTOR = Actor.system("sending")


def follow(store: Store, event: Event, now: datetime) -> None:
    """Let a failed answer count as none, and its conversation say so; told again, it changes nothing."""
    told = event.entry
    moment = store.timeline.get(told.conversation_id, told.about or "")

    def attempt() -> None:
        before = placing.current(store, told.conversation_id)
        if before is None:
            return
        entry = Entry(
            id=derived_ulid(now, told.id),
            name=EntryName.CONVERSATION_CHANGED,
            conversation_id=before.id,
            at=now,
            actor=_ACTOR,
            correlation_id=told.correlation_id,
            causation_id=told.id,
        )
        after, entries = sending.failed(before, moment.entry, moment.beneath, told, entry, store.desk.load())
        if after != before:
            store.conversations.save(before, after, entries)

    insist(attempt)
