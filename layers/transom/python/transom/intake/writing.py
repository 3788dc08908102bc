"""A customer who is writing: whoever has their conversation open sees it."""

from datetime import datetime, timedelta

from transom.channel import InboundTyping
from transom.intake.placing import current
from transom.model import Actor, ActorKind, Signal, SignalName
from transom.store import Store

LASTS = timedelta(seconds=20)


def writes(store: Store, event: InboundTyping, now: datetime) -> None:
    """Tell of it in the conversation behind the customer's door; what comes late, or from nobody, is no news."""
    identity = store.identities.find(event.door) if now - event.occurred_at < LASTS else None
    conversation = current(store, identity.conversation_id) if identity else None
    if identity and conversation:
        actor = Actor(kind=ActorKind.CUSTOMER, id=identity.contact_id)
        name = SignalName.CUSTOMER_TYPED
        store.signals.tell(Signal(name=name, conversation_id=conversation.id, at=now, actor=actor))
