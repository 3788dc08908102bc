"""Whether a customer lets the desk write to them."""

from contextlib import suppress
from datetime import datetime

from transom.channel import InboundConsent
from transom.errors import DuplicateError
from transom.ids import derived_ulid
from transom.model import Actor, ActorKind, Entry, EntryName
from transom.store import Reference, Store


def consent(store: Store, event: InboundConsent, now: datetime) -> Reference | None:
    """Keep what a customer wishes; who has never written has no door that could be closed."""
    identity = store.identities.find(event.door)
    if identity is None or identity.is_opted_out is not event.is_given:
        return None
    name = EntryName.CONTACT_OPTED_IN if event.is_given else EntryName.CONTACT_OPTED_OUT
    at = min(event.occurred_at, now)
    entry = Entry(
        id=derived_ulid(at, f"{name} {event.door}"),
        name=name,
        conversation_id=identity.conversation_id,
        at=at,
        actor=Actor(kind=ActorKind.CUSTOMER, id=identity.contact_id),
        data={"channel": event.door.channel},
    )
    with suppress(DuplicateError):
        store.timeline.append(entry)
    store.identities.set_opted_out(event.door, is_opted_out=not event.is_given)
    return None
