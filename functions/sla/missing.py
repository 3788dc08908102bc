"""Agents who left without a word: after a while they are away, and what they were offered goes on."""

from contextlib import suppress
from datetime import datetime, timedelta

from transom.contention import insist
from transom.core import offers
from transom.errors import ConflictError
from transom.ids import new_ulid
from transom.log import logger
from transom.model import Desk, Presence, PresenceState
from transom.store import Store

GRACE = timedelta(minutes=2)
"""How long an agent may have no console open: time enough to load a page, or to change trains."""

log = logger("sla")


def miss(store: Store, desk: Desk, now: datetime) -> None:
    """Set away who has had no console open for too long."""
    gone = [each for each in store.desk.presences() if _is_long_gone(each, now)]
    here = store.sockets.users(now) if gone else set()
    for presence in gone:
        if presence.user_id in here:  # it was opened just as the last one closed
            store.desk.come_back(presence.user_id, now)
            continue
        with suppress(ConflictError):
            store.desk.miss(presence, now)
            _pass_on(store, presence.user_id, desk, now)
            log.info("agent_missed", user_id=presence.user_id)


def _is_long_gone(presence: Presence, now: datetime) -> bool:
    left_at = presence.left_at
    return presence.state is PresenceState.ONLINE and left_at is not None and now - left_at >= GRACE


def _pass_on(store: Store, user_id: str, desk: Desk, now: datetime) -> None:
    """End the offers that an agent will not see."""
    for conversation_id in [each.id for each in store.conversations.of_agent(user_id)]:

        def attempt(conversation_id: str = conversation_id) -> None:
            before = store.conversations.get(conversation_id)
            if before.offer and before.offer.user_id == user_id:
                store.conversations.save(before, *offers.lapse(before, desk, now, new_ulid))

        insist(attempt)
