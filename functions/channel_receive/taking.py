"""What becomes of a verified request: stored, kept in quarantine, or kept in the spool."""

from datetime import datetime
from enum import StrEnum

import channels
from transom import health, intake, raw
from transom.channel import Connection, InboundEvent, InboundMessage, Request
from transom.errors import ConflictError, InvalidError, NotFoundError, UnavailableError, UnreadableError
from transom.store import Store


class Fate(StrEnum):
    """Where a request ended."""

    STORED = "stored"
    QUARANTINED = "quarantined"
    SPOOLED = "spooled"


def take(
    store: Store, request: Request, connection: Connection, now: datetime, history: datetime | None = None
) -> Fate:
    """Store what a request tells, or keep it for later: either way it can be acknowledged.

    What was written before `history` is backlog.
    """
    try:
        fate = store_or_quarantine(store, request, connection, now, history)
    except (UnavailableError, ConflictError):
        raw.spool(raw.Kept.of(request, connection), now)
        return Fate.SPOOLED
    health.taken(store, now, connection.id, is_understood=fate is Fate.STORED)
    return fate


def store_or_quarantine(
    store: Store, request: Request, connection: Connection, now: datetime, history: datetime | None = None
) -> Fate:
    """Store each event that a request tells; what was stored before is not stored twice."""
    try:
        manifest = channels.manifest(connection.channel)
        for event in channels.inbound(connection.channel).parse(request, connection):
            known = _dated(event, history)
            window = manifest.window_at(known.door, connection.settings) if known.door else None
            intake.receive(store, known, connection=connection, now=now, window=window)
    except (UnreadableError, InvalidError, NotFoundError) as error:
        raw.quarantine_request(store, raw.Kept.of(request, connection), error.message, now)
        return Fate.QUARANTINED
    return Fate.STORED


def _dated(event: InboundEvent, history: datetime | None) -> InboundEvent:
    """Return an event, a message marked as backlog if it was written before."""
    if history is None or not isinstance(event, InboundMessage) or event.occurred_at >= history:
        return event
    return event.model_copy(update={"is_backlog": True})
