"""What comes in: each event of a channel becomes one entry in the right conversation, once."""

from datetime import datetime

from transom import journeys
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDeletion,
    InboundDelivery,
    InboundDeparture,
    InboundEcho,
    InboundEdit,
    InboundEvent,
    InboundMessage,
    InboundMove,
    InboundPart,
    InboundReaction,
    InboundRoute,
    InboundTyping,
    InboundUnreadable,
    InboundWatermark,
    Window,
)
from transom.core.journeys import pass_in
from transom.errors import UnreadableError
from transom.intake import (
    changes,
    colleagues,
    consents,
    deliveries,
    departures,
    echoes,
    messages,
    moves,
    parts,
    requests,
    routes,
    writing,
)
from transom.store import Reference, Store


def receive(
    store: Store, event: InboundEvent, *, connection: Connection, now: datetime, window: Window | None = None
) -> Reference | None:
    """Store what a channel understood; returns the message that it is about, also when it was told before.

    `window` is how long the channel lets a customer be answered. None stands for news of a message or a customer that
    the desk has never seen: there is nothing to keep. Raises `UnreadableError` for what was not understood.
    """
    match event:
        case InboundMessage() | InboundPart():
            return _message(store, event, window, now)
        case InboundEcho():
            return echoes.receive(store, event, connection, now)
        case InboundDelivery():
            return deliveries.deliver(store, event, connection, now)
        case InboundWatermark():
            return deliveries.deliver_until(store, event, now)
        case InboundEdit() | InboundDeletion() | InboundReaction():
            return _change(store, event, now)
        case InboundConsent() | InboundDeparture() | InboundMove() | InboundRoute() | InboundTyping():
            _news_of_customer(store, event, now)
            return None
        case InboundUnreadable():
            raise UnreadableError(event.reason)


def _change(store: Store, event: InboundEdit | InboundDeletion | InboundReaction, now: datetime) -> Reference | None:
    match event:
        case InboundEdit():
            return changes.edit(store, event, now)
        case InboundDeletion():
            return changes.delete(store, event, now)
        case InboundReaction():
            return changes.react(store, event, now)


def _news_of_customer(
    store: Store,
    event: InboundConsent | InboundDeparture | InboundMove | InboundRoute | InboundTyping,
    now: datetime,
) -> None:
    match event:
        case InboundTyping():
            writing.writes(store, event, now)
        case InboundConsent():
            consents.consent(store, event, now)
        case InboundDeparture():
            departures.leave(store, event, now)
        case InboundMove():
            moves.move(store, event)
        case InboundRoute():
            routes.keep(store, event)


def _message(store: Store, event: InboundMessage | InboundPart, window: Window | None, now: datetime) -> Reference:
    """Take a message for what it is: an answer to a request, a colleague's, or a customer's."""
    if isinstance(event, InboundPart):
        return parts.receive(store, event, now, window)
    if own := requests.receive(store, event, now) or colleagues.receive(store, event, now):
        return own
    filed = messages.receive(store, event, now, window)
    if not filed.is_gone and (secret := pass_in(event.text, event.subject or "")):
        journeys.follow(store, secret, filed.conversation_id, now)
    return filed
