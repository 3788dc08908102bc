"""Answers that colleagues gave elsewhere, such as in the provider's own app: they count as the desk's."""

from datetime import datetime, timedelta

from transom import bodies
from transom.channel import Connection, InboundDelivery, InboundEcho
from transom.contention import insist
from transom.core import lifecycle, sla
from transom.core.delivery import delivery_of
from transom.errors import InvalidError
from transom.ids import new_ulid
from transom.intake import deliveries, placing
from transom.intake.filing import known, reference
from transom.model import ASIDE, Actor, ActorKind, Conversation, DeliveryState, Desk, Direction, Entry, EntryName
from transom.store import Moment, Reference, Store

RECENT = 20
"""How many of a conversation's moments an echo is laid against."""
LATEST = timedelta(hours=1)
"""How long after it was written an answer of ours may still come back without its receipt."""
WHOLE = 400
"""Characters that leave in one message everywhere; of a longer text, a part may come back."""
_ON_ITS_WAY = {DeliveryState.QUEUED, DeliveryState.UNKNOWN}


def receive(store: Store, event: InboundEcho, connection: Connection, now: datetime) -> Reference | None:
    """Store what a colleague wrote to a customer whom the desk knows; our own words are stored already."""
    if earlier := known(store, event.door, event.provider_message_id):
        return earlier
    identity = store.identities.find(event.door)
    conversation = placing.current(store, identity.conversation_id) if identity else None
    if conversation is None:
        return None
    recent = store.timeline.page(conversation.id, limit=RECENT).items
    if ours := next((each for each in recent if _is_coming_back(each, event)), None):
        return _ours(store, event, ours, connection, now)
    at = min(event.occurred_at, now)
    asked = (each.entry for each in recent if each.entry.name is EntryName.MESSAGE_RECEIVED)
    is_answer = all(each.at <= at for each in asked if not each.is_automatic)
    return _keep(store, event, conversation, at, now, is_answer=is_answer)


def _is_coming_back(moment: Moment, event: InboundEcho) -> bool:
    """Tell whether an echo is of an answer of ours whose receipt is not written yet, or never was."""
    ours = moment.entry
    told = delivery_of(ours, moment.beneath)
    if told is None or told.state not in _ON_ITS_WAY or ours.door != event.door:
        return False
    if event.occurred_at - (ours.send_at or ours.at) > LATEST:
        return False
    said, heard = (" ".join((text or "").split()) for text in (ours.text, event.text))
    if not heard:
        return bool(ours.attachments)
    return heard == said or (len(said) > WHOLE and heard in said)


def _ours(store: Store, event: InboundEcho, moment: Moment, connection: Connection, now: datetime) -> Reference | None:
    """Return our own answer; what is known of it ends a doubt, and never keeps one from leaving that waits."""
    ours = moment.entry
    told = delivery_of(ours, moment.beneath)
    if told and told.state is DeliveryState.QUEUED:
        return reference(event.door, event.provider_message_id, ours)
    sent = InboundDelivery(
        provider_message_id=event.provider_message_id,
        reference=f"{ours.conversation_id}.{ours.id}",
        door=event.door,
        state=DeliveryState.SENT,
        occurred_at=event.occurred_at,
    )
    return deliveries.deliver(store, sent, connection, now)


def _keep(
    store: Store, event: InboundEcho, conversation: Conversation, at: datetime, now: datetime, *, is_answer: bool
) -> Reference:
    desk, entry_id = store.desk.load(), new_ulid(now)
    body = bodies.store(entry_id, event.text, attachments=event.attachments)
    entry = Entry(
        id=entry_id,
        name=EntryName.MESSAGE_ECHOED,
        conversation_id=conversation.id,
        at=at,
        actor=_author(event, desk),
        direction=Direction.OUTBOUND,
        door=event.door,
        **dict(body),
        provider_message_id=event.provider_message_id,
        correlation_id=entry_id,
    )
    filed = reference(event.door, event.provider_message_id, entry)

    def attempt() -> Reference:
        if earlier := known(store, event.door, event.provider_message_id):
            return earlier
        before = store.conversations.get(conversation.id)
        after, told = _answered(before, entry, desk) if is_answer else (before, _aside(entry))
        store.conversations.save(before, after, (told,), reference=filed)
        return filed

    return insist(attempt)


def _author(event: InboundEcho, desk: Desk) -> Actor:
    connection = next((each for each in desk.connections if each.id == event.door.connection), None)
    return Actor(
        kind=ActorKind.GUEST, id=event.door.connection, name=event.author or (connection.name if connection else "")
    )


def _answered(before: Conversation, entry: Entry, desk: Desk) -> tuple[Conversation, Entry]:
    """Return the conversation as an agent's answer leaves it, and the answer; where none is taken, as it was."""
    # an answer is never older than the question, which may have reached us late
    told = entry.model_copy(update={"at": max(entry.at, before.last_customer_message_at or before.created_at)})
    try:
        return sla.follow(lifecycle.on_agent_reply(before, told.at), told, desk), told
    except InvalidError:
        return before, _aside(entry)


def _aside(entry: Entry) -> Entry:
    return entry.model_copy(update={"data": {ASIDE: True}})
