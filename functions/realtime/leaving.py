"""Consoles that close: who has none open any more has left."""

from datetime import datetime

from transom.log import logger
from transom.store import Store

log = logger("realtime")


def leave(store: Store, connection_id: str, now: datetime) -> None:
    """Forget a socket that is closed, and tell if it was the last one of its user."""
    user_id = store.sockets.remove(connection_id)
    if user_id is not None and user_id not in store.sockets.users(now):
        store.desk.leave(user_id, now)
        log.info("agent_left", user_id=user_id)
