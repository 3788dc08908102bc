"""What becomes of a verified request: stored, kept in quarantine, or kept in the spool."""

from datetime import datetime
from enum import StrEnum

import channels
from transom import health, intake, raw
from transom.channel import Connection, InboundEvent, Request
from transom.errors import ConflictError, InvalidError, NotFoundError, UnavailableError, UnreadableError
from transom.store import Store


class Fate(StrEnum):
    """Where a request ended."""

    STORED = "stored"
    QUARANTINED = "quarantined"
    SPOOLED = "spooled"


def take(store: Store, request: Request, connection: Connection, now: datetime) -> Fate:
    """Store what a request tells, or keep it for later: either way it can be acknowledged."""
    try:
        fate = store_or_quarantine(store, request, connection, now)
    except (UnavailableError, ConflictError):
        raw.spool(raw.Kept.of(request, connection), now)
        return Fate.SPOOLED
    health.taken(store, now, connection.id, is_understood=fate is Fate.STORED)
    return fate


def store_or_quarantine(store: Store, request: Request, connection: Connection, now: datetime) -> Fate:
    """Store each event that a request tells, once; where one cannot be, the request waits in quarantine as well."""
    try:
        events = channels.inbound(connection.channel).parse(request, connection)
    except UnreadableError as error:
        reasons = [error.message]
    else:
        reasons = [reason for event in events if (reason := _store(store, event, connection, now))]
    if not reasons:
        return Fate.STORED
    told = "; ".join(dict.fromkeys(reasons))
    raw.quarantine_request(store, raw.Kept.of(request, connection), told, now)
    return Fate.QUARANTINED


def _store(store: Store, event: InboundEvent, connection: Connection, now: datetime) -> str | None:
    """Store an event; returns why it cannot be."""
    window = channels.manifest(connection.channel).window
    try:
        intake.receive(store, event, connection=connection, now=now, window=window)
    except (UnreadableError, InvalidError, NotFoundError) as error:
        return error.message
    return None
