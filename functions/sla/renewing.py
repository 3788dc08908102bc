"""Clocks under new terms: when policies change, all open conversations are measured anew, some in each minute."""

from datetime import datetime

from transom.contention import insist
from transom.core import sla
from transom.core.terms import wording
from transom.model import Desk
from transom.store import Store
from transom.store.page import MAX_LIMIT
from transom.store.renewals import Renewal

PAGES = 3
"""How many pages of open conversations are measured in one minute."""


def renew(store: Store, desk: Desk, now: datetime) -> int:
    """Measure some open conversations by the terms of now, until all have been; returns how many changed."""
    wanted, known = wording(desk), store.renewals.get()
    if known is None:  # the first minute of a desk
        store.renewals.set(Renewal(wording=wanted))
        return 0
    if known.wording == wanted and known.is_done:
        return 0
    renewal = known if known.wording == wanted else Renewal(wording=wanted, is_done=False)
    changed = 0
    for _ in range(PAGES):
        teams = [team.id for team in desk.teams]
        page = store.conversations.open_page(teams, limit=MAX_LIMIT, cursor=renewal.cursor)
        changed += sum(_remeasured(store, each.id, desk, now) for each in page.items)
        renewal = Renewal(wording=wanted, cursor=page.next, is_done=page.next is None)
        store.renewals.set(renewal)
        if renewal.is_done:
            break
    return changed


def _remeasured(store: Store, conversation_id: str, desk: Desk, now: datetime) -> bool:
    def attempt() -> bool:
        before = store.conversations.get(conversation_id)
        after = before if before.state.is_done else sla.remeasured(before, desk, now)
        if after == before:
            return False
        store.conversations.save(before, after)
        return True

    return insist(attempt)
