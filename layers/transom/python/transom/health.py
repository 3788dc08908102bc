"""What a door tells of itself: at most once a minute from each copy of the function, since the table is no log."""

from contextlib import suppress
from datetime import datetime, timedelta

from transom.errors import UnavailableError
from transom.store import Health, Store

PAUSE = timedelta(minutes=1)
_pending: dict[str, Health] = {}
_told_at: dict[str, datetime] = {}


def taken(store: Store, now: datetime, connection: str, *, is_understood: bool) -> None:
    """Note that something came in, and whether it was understood; while the table does not answer, nothing is noted."""
    note(store, now, Health(connection=connection, last_event_at=now, quarantined=int(not is_understood)))


def forget() -> None:
    """Forget what this copy of the function was told, and when it told the table."""
    _pending.clear()
    _told_at.clear()


def note(store: Store, now: datetime, health: Health) -> None:
    """Add to what is known of a connection; the table hears of it when it has not for a while."""
    connection = health.connection
    before = _pending.get(connection, Health(connection=connection))
    _pending[connection] = Health(
        connection=connection,
        last_event_at=health.last_event_at or before.last_event_at,
        refused=before.refused + health.refused,
        quarantined=before.quarantined + health.quarantined,
    )
    told_at = _told_at.get(connection)
    if told_at is None or now - told_at >= PAUSE:
        _told_at[connection] = now
        with suppress(UnavailableError):  # the request itself matters more
            store.health.tell(_pending.pop(connection))
