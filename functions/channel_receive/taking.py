"""What becomes of a verified request: stored, kept in quarantine, or kept in the spool."""

from datetime import datetime
from enum import StrEnum

import channels
from transom import health, intake, raw
from transom.channel import Connection, Request
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
    """Store each event that a request tells; what was stored before is not stored twice."""
    try:
        window = channels.manifest(connection.channel).window
        for event in channels.inbound(connection.channel).parse(request, connection):
            intake.receive(store, event, connection=connection, now=now, window=window)
    except (UnreadableError, InvalidError, NotFoundError) as error:
        raw.quarantine_request(store, raw.Kept.of(request, connection), error.message, now)
        return Fate.QUARANTINED
    return Fate.STORED
