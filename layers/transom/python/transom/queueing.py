"""How a team's queue stands, and how long it has taken to answer of late."""

from datetime import datetime

from transom.core import estimates
from transom.core.estimates import Estimate, Queue
from transom.core.terms import Terms
from transom.model import Conversation, Desk, Kind
from transom.store import Store

MOST_AHEAD = 50
"""Further back nobody is counted."""


def estimate(
    store: Store, desk: Desk, team: str, conversation: Conversation | None, kind: Kind, now: datetime
) -> Estimate | None:
    """Return how long the customer is likely to wait, by the team's own history; None if too little is known."""
    terms = Terms.of(desk, team, conversation)
    wanted = estimates.grains(now, terms, kind)
    history = store.waits.history(team, wanted, now)
    return estimates.estimate(history, wanted, _queue(store, desk, team, conversation))


def _queue(store: Store, desk: Desk, team: str, conversation: Conversation | None) -> Queue:
    ahead = store.conversations.ahead(team, conversation, MOST_AHEAD)
    members = {user.id for user in desk.users if team in user.teams}
    online = [each for each in store.desk.presences() if each.user_id in members and each.is_here]
    return Queue(ahead, len(online))
