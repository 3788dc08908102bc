"""Stores what had to be spooled; while the table cannot be written, the queue brings it again."""

from channel_receive.taking import Fate, store_or_quarantine
from transom import clock, objects, raw
from transom.aws import blobs
from transom.aws.blobs import Blob
from transom.connections import connect
from transom.errors import NotFoundError
from transom.log import logger
from transom.store import Store, store

log = logger("drain")


def drain(spooled: Blob) -> Fate:
    """Store one spooled request, and remove it from the spool."""
    kept = raw.Kept.model_validate_json(spooled.content)
    fate = _store(store(), kept)
    blobs.remove(spooled.key)
    return fate


def _store(store: Store, kept: raw.Kept) -> Fate:
    now = clock.now()
    try:
        connection = connect(store.desk.connection(kept.connection))
    except NotFoundError as error:
        raw.quarantine_request(store, kept, error.message, now)
        return Fate.QUARANTINED
    return store_or_quarantine(store, kept, connection, now)


handler = objects.consumer(log, drain)
