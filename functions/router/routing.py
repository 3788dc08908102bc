"""Routing as the table stands: a message is given a team and an agent, and waiting work to agents who come online."""

from datetime import datetime, timedelta
from itertools import chain, islice

from pydantic import JsonValue

import channels
from transom.contention import insist
from transom.core import radar, routing, sla
from transom.core.routing import Decision
from transom.core.staffing import is_absent
from transom.errors import ConflictError
from transom.events import Event
from transom.ids import new_ulid
from transom.model import Actor, Category, Conversation, Desk, Entry, EntryName
from transom.store import Store

ACTOR = Actor.system("router")
MOST_HELD = 1_000
"""How many waiting conversations are looked at when an agent has time."""
ROUNDS = 5
REMEMBERED = 5
"""How many conversations back an agent who had the customer is remembered."""
SO_SOON = timedelta(days=7)
"""Within which a customer who writes about something else is back."""


def route(store: Store, event: Event, now: datetime) -> None:
    """Route the conversation of a message, of an offer that lapsed or of a change, unless somebody has it already.

    Its clocks move in the same write.
    """
    entry = event.entry
    desk = store.desk.load()

    def attempt() -> None:
        before = store.conversations.get(entry.conversation_id)
        work = None if _is_taken(before, entry, desk, now) else _weighed(store, before, desk, now)
        decision = work and routing.route(work, entry, desk, store.desk.presences(), now)
        routed = decision.applied_to(work, desk, now) if work and decision else before
        after = sla.follow(routed, entry, desk)
        if decision and routed != before:
            _save(store, before, after, decision, event, now)
        elif after != before:
            store.conversations.save(before, after)

    insist(attempt)


def _is_taken(conversation: Conversation, entry: Entry, desk: Desk, now: datetime) -> bool:
    """Tell whether there is nothing to route: it is done, or a bot or an agent has it who is there and is wanted."""
    is_at_rest = conversation.state.is_done or conversation.state.category is Category.BOT
    if is_at_rest or conversation.assignee is None:
        return is_at_rest
    is_there = not is_absent(conversation.assignee, desk, conversation.team, now)
    return is_there and not routing.wants_another_team(conversation, entry, desk)


def _weighed(store: Store, conversation: Conversation, desk: Desk, now: datetime) -> Conversation:
    """Return a conversation as work for somebody: what it weighs, who knows its customer, and whether they are back."""
    if conversation.team and not conversation.assignee:
        return conversation
    history = store.conversations.of_contact(conversation.contact_id, limit=REMEMBERED).items
    others = [each for each in history if each.id != conversation.id]
    known_by = conversation.assignee or next((each.assignee for each in others if each.assignee), None)
    weight = desk.brand.weights.of(channels.manifest(conversation.door.channel).kind)
    work = conversation.model_copy(update={"weight": weight, "known_by": known_by, "assignee": None})
    is_back = any(now - each.last_message_at < SO_SOON for each in others)
    return radar.returned(work, desk.radar, now) if is_back else work


def distribute(store: Store, event: Event, now: datetime) -> None:
    """Give what waits for an agent to those in the teams of the one who has time, in turn."""
    desk = store.desk.load()
    teams = _teams_of(str(event.data.get("user_id", "")), desk)
    for _ in range(ROUNDS):
        if not _given_out(store, teams, desk, event, now):
            return


def _teams_of(user_id: str, desk: Desk) -> list[str]:
    """Return the teams whose work may go to an agent, for themselves or for somebody absent."""
    stood_in_for = {user.id for user in desk.users for each in user.absences if each.substitute == user_id}
    own = {team for user in desk.users if user.id == user_id or user.id in stood_in_for for team in user.teams}
    return [team.id for team in desk.teams if team.id in own or team.backup in own]


def _given_out(store: Store, teams: list[str], desk: Desk, event: Event, now: datetime) -> bool:
    """Give out what waits, and tell whether others were at it, too: then there may be more to give."""
    others_were_here = False
    waiting = islice(chain.from_iterable(store.conversations.held(teams)), MOST_HELD)
    for turn in routing.distribute(waiting, desk, store.desk.presences(), now):
        after = turn.decision.applied_to(turn.conversation, desk, turn.at)
        try:
            _save(store, turn.conversation, after, turn.decision, event, turn.at)
        except ConflictError:
            others_were_here = True
    return others_were_here


def _save(
    store: Store, before: Conversation, after: Conversation, decision: Decision, event: Event, now: datetime
) -> None:
    entry = Entry(
        id=new_ulid(now),
        name=EntryName.CONVERSATION_ROUTED,
        conversation_id=before.id,
        at=now,
        actor=ACTOR,
        data=decision.data | {"before": _changed_from(before, after)},
        correlation_id=event.correlation_id,
        causation_id=event.id,
    )
    store.conversations.save(before, after, (entry,), grant=decision.grant)


def _changed_from(before: Conversation, after: Conversation) -> dict[str, JsonValue]:
    """Return what routing changed, as it was."""
    fields = {"team", "assignee", "priority", "tags", "state", "workspace_state"}
    old, new = (each.model_dump(mode="json", include=fields) for each in (before, after))
    return {name: old[name] for name in sorted(old) if old[name] != new[name]}
