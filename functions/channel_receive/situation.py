"""How the desk stands while somebody calls, and who calls: whether it is open, who waits, and for how long."""

from datetime import datetime, timedelta

from transom.channel import Caller, Connection, Situation
from transom.core.sla import Terms
from transom.model import Door
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


def caller(store: Store, door: Door) -> Caller | None:
    """Return who stands behind a door, and the conversation that is theirs there; None if nobody is known."""
    identity = store.identities.find(door)
    if identity is None:
        return None
    contact = store.contacts.get(identity.contact_id)
    conversation = store.conversations.get(identity.conversation_id)
    agents = {user.id: user.email for user in store.desk.load().users}
    return Caller(
        contact_id=contact.id,
        name=contact.name,
        language=contact.language or "",
        conversation=conversation.code,
        state=conversation.state,
        team=conversation.team or "",
        agent=agents.get(conversation.assignee or "", ""),
    )
