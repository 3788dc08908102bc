"""How the desk stands while somebody calls: whether it is open, who waits, and for how long."""

from datetime import datetime, timedelta

from transom.channel import Connection, Situation
from transom.core.sla import Terms
from transom.store import NOBODY, Store

MOST = 50
"""Who is further back than that is not told a place."""


def of(store: Store, connection: Connection, now: datetime) -> Situation:
    """Return what a caller of this connection may be told now."""
    desk = store.desk.load()
    team = store.desk.connection(connection.id).team or desk.brand.default_team
    terms = Terms.of(desk, team)
    waiting = store.conversations.page(teams=[team], team=team, assignee=NOBODY, limit=MOST)
    ahead = [each for each in waiting.items if not each.state.is_done]
    return Situation(
        is_open=terms.calendar.is_open(now),
        position=None if waiting.next else len(ahead) + 1,
        wait_minutes=-(-terms.policy.first_response // timedelta(minutes=1)),
    )
