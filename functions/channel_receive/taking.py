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
    """Store each event that a request tells, once; where one cannot be, the request waits in quarantine as well."""
    try:
        events = channels.inbound(connection.channel).parse(request, connection)
    except UnreadableError as error:
        reasons = [error.message]
    else:
        known = (_dated(event, history) for event in events)
        reasons = [reason for event in known if (reason := _store(store, event, connection, now))]
    if not reasons:
        return Fate.STORED
    told = "; ".join(dict.fromkeys(reasons))
    raw.quarantine_request(store, raw.Kept.of(request, connection), told, now)
    return Fate.QUARANTINED


def _dated(event: InboundEvent, history: datetime | None) -> InboundEvent:
    """Return an event, a message marked as backlog if it was written before."""
    if history is None or not isinstance(event, InboundMessage) or event.occurred_at >= history:
        return event
    return event.model_copy(update={"is_backlog": True})


def _store(store: Store, event: InboundEvent, connection: Connection, now: datetime) -> str | None:
    """Store an event; returns why it cannot be."""
    manifest = channels.manifest(connection.channel)
    window = manifest.window_at(event.door, connection.settings) if event.door else None
    try:
        intake.receive(store, event, connection=connection, now=now, window=window)
    except (UnreadableError, InvalidError, NotFoundError) as error:
        return error.message
    return None
