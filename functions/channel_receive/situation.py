"""How the desk stands while somebody calls, and who calls: whether it is open, who waits, and for how long."""

from datetime import datetime

import channels
from transom.channel import Asking, Caller, Connection, Situation
from transom.core.terms import Terms
from transom.model import Conversation, Door, Target
from transom.queueing import estimate
from transom.store import NOBODY, Store

MOST = 50
"""Who is further back than that is not told a place."""


def of(store: Store, connection: Connection, door: Door, team: str | None, now: datetime) -> Situation:
    """Return what a caller who waits for this team, or for the connection's own, may be told now."""
    desk = store.desk.load()
    wanted = team or store.desk.connection(connection.id).team or desk.brand.default_team
    own = _behind(store, door)
    kind = channels.manifest(door.channel).kind
    terms, known = Terms.of(desk, wanted), estimate(store, desk, wanted, own, kind, now)
    return Situation(
        is_open=terms.calendar.is_open(now),
        position=_position(store, door.channel, wanted, own),
        wait=known.high if known else terms.limit(Target.FIRST_RESPONSE),
        phone=next((each.phone for each in desk.teams if each.id == wanted), None),
        language=_language(store, own) if own else None,
    )


def _behind(store: Store, door: Door) -> Conversation | None:
    identity = store.identities.find(door)
    return store.conversations.get(identity.conversation_id) if identity else None


def _language(store: Store, own: Conversation) -> str | None:
    return own.language or store.contacts.get(own.contact_id).language


def _position(store: Store, channel: str, team: str, own: Conversation | None) -> int | None:
    """Return a caller's place among those of the channel who wait for a team; None if too far back, or not waiting."""
    if own and own.assignee:
        return None
    waiting = store.conversations.page(teams=[team], team=team, assignee=NOBODY, channel=channel, limit=MOST)
    others = [each for each in waiting.items if each.is_held and not (own and each.id == own.id)]
    ahead = [each for each in others if own is None or _waits_since(each) < _waits_since(own)]
    return None if waiting.next else len(ahead) + 1


def _waits_since(conversation: Conversation) -> datetime:
    return conversation.unanswered_since or conversation.created_at


def caller(store: Store, asking: Asking) -> Caller | None:
    """Return who stands behind a door, or is known elsewhere by their number or address; None if nobody is."""
    identity = store.identities.find(asking.door)
    conversation = store.conversations.get(identity.conversation_id) if identity else _elsewhere(store, asking)
    if conversation is None:
        return None
    contact = store.contacts.get(identity.contact_id if identity else conversation.contact_id)
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


def _elsewhere(store: Store, asking: Asking) -> Conversation | None:
    """Return the latest conversation of who writes from one of these addresses, by whatever connection."""
    inboxes = [(each.channel, each.id) for each in store.desk.load().connections]
    doors = [Door(channel=channel, connection=name, address=to) for channel, name in inboxes for to in asking.addresses]
    behind = [identity.conversation_id for identity in store.identities.many(doors)]
    return max(store.conversations.many(behind), key=lambda each: each.last_message_at, default=None)
