"""Clocks under new terms: when policies change, all open conversations are measured anew, some in each minute."""

from datetime import datetime

from sla.sweeping import sweep
from transom.contention import insist
from transom.core import sla
from transom.core.terms import wording
from transom.model import Desk
from transom.store import Store
from transom.store.page import MAX_LIMIT
from transom.store.renewals import CLOCKS, Renewal


def renew(store: Store, desk: Desk, now: datetime) -> int:
    """Measure some open conversations by the terms of now, until all have been; returns how many changed."""
    wanted, teams = wording(desk), [team.id for team in desk.teams]
    if store.renewals.get(CLOCKS) is None:  # the first minute of a desk
        store.renewals.set(CLOCKS, Renewal(wording=wanted))
    return sweep(
        store,
        CLOCKS,
        wanted,
        lambda cursor: store.conversations.open_page(teams, limit=MAX_LIMIT, cursor=cursor),
        lambda each: _remeasured(store, each.id, desk, now),
    )


def _remeasured(store: Store, conversation_id: str, desk: Desk, now: datetime) -> bool:
    def attempt() -> bool:
        before = store.conversations.get(conversation_id)
        after = before if before.state.is_done else sla.remeasured(before, desk, now)
        if after == before:
            return False
        store.conversations.save(before, after)
        return True

    return insist(attempt)
