"""How a team's queue stands, and how long it has taken to answer of late."""

from datetime import datetime

from transom.core import estimates
from transom.core.estimates import Estimate, Queue
from transom.core.terms import Terms
from transom.model import Conversation, Desk
from transom.store import NOBODY, Store

MOST_AHEAD = 50
"""Further back nobody is counted."""


def estimate(store: Store, desk: Desk, team: str, conversation: Conversation | None, now: datetime) -> Estimate | None:
    """Return how long the customer is likely to wait, by the team's own history; None if too little is known."""
    terms = Terms.of(desk, team, conversation)
    wanted = estimates.grains(now, terms)
    history = store.waits.history(team, wanted, now)
    return estimates.estimate(history, wanted, _queue(store, desk, team, conversation))


def _queue(store: Store, desk: Desk, team: str, conversation: Conversation | None) -> Queue:
    waiting = store.conversations.page(teams=[team], team=team, assignee=NOBODY, limit=MOST_AHEAD).items
    own = conversation and conversation.id
    ahead = [each for each in waiting if each.id != own and each.first_response_at is None and not each.state.is_done]
    members = {user.id for user in desk.users if team in user.teams}
    online = [each for each in store.desk.presences() if each.user_id in members and each.is_here]
    return Queue(len(ahead), len(online))
