"""A customer who left a chat."""

from datetime import datetime

from transom.channel import InboundDeparture
from transom.contention import insist
from transom.core import lifecycle, states
from transom.ids import new_ulid
from transom.model import Actor, ActorKind, Entry, EntryName
from transom.store import Reference, Store


def leave(store: Store, event: InboundDeparture, now: datetime) -> Reference | None:
    """Take a conversation that its customer left before anybody answered out of the work; told twice, it is once."""
    identity = store.identities.find(event.door)
    if identity is None:
        return None

    def attempt() -> None:
        before = store.conversations.get(identity.conversation_id)
        after = lifecycle.on_departure(before, now)
        if after == before:
            return
        entry = Entry(
            id=new_ulid(now),
            name=EntryName.CONVERSATION_CHANGED,
            conversation_id=before.id,
            at=min(event.occurred_at, now),
            actor=Actor(kind=ActorKind.CUSTOMER, id=identity.contact_id),
            data=states.told(before, after),
        )
        store.conversations.save(before, after, (entry,))

    insist(attempt)
    return None
