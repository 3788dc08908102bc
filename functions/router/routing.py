"""Routing as the table stands: a message is given a team and an agent, and waiting work to agents who come online."""

from datetime import datetime

from transom.contention import insist
from transom.core import routing, sla
from transom.core.routing import Decision
from transom.events import Event
from transom.ids import new_ulid
from transom.model import Actor, Conversation, Desk, Entry, EntryName, State
from transom.store import NOBODY, Store
from transom.store.page import MAX_LIMIT

ACTOR = Actor.system("router")
WAITING = (State.NEW, State.REOPENED)


def route(store: Store, event: Event, now: datetime) -> None:
    """Route the conversation of a message, unless somebody has it already; its clocks move in the same write."""
    message = event.entry
    desk = store.desk.load()

    def attempt() -> None:
        before = store.conversations.get(message.conversation_id)
        decision = _decision(store, before, message, desk)
        routed = decision.applied_to(before) if decision else before
        after = sla.follow(routed, message, desk)
        if decision and routed != before:
            _save(store, before, after, decision, event, now)
        elif after != before:
            store.conversations.save(before, after)

    insist(attempt)


def _decision(store: Store, conversation: Conversation, message: Entry, desk: Desk) -> Decision | None:
    is_settled = conversation.assignee and not routing.wants_another_team(conversation, message, desk)
    if is_settled or conversation.state.is_done:
        return None
    return routing.route(conversation, message, desk, store.desk.presences())


def distribute(store: Store, event: Event, now: datetime) -> None:
    """Give conversations that wait for an agent to those who are online, in turn."""
    desk = store.desk.load()

    def attempt() -> None:
        for turn in routing.distribute(_waiting(store, desk), desk, store.desk.presences(), now):
            after = turn.decision.applied_to(turn.conversation)
            _save(store, turn.conversation, after, turn.decision, event, turn.at)

    insist(attempt)


def _waiting(store: Store, desk: Desk) -> list[Conversation]:
    teams = [team.id for team in desk.teams]
    pages = [store.conversations.page(teams=teams, assignee=NOBODY, state=state, limit=MAX_LIMIT) for state in WAITING]
    return [conversation for page in pages for conversation in page.items]


def _save(
    store: Store, before: Conversation, after: Conversation, decision: Decision, event: Event, now: datetime
) -> None:
    entry = Entry(
        id=new_ulid(now),
        name=EntryName.CONVERSATION_ROUTED,
        conversation_id=before.id,
        at=now,
        actor=ACTOR,
        data=decision.data,
        correlation_id=event.correlation_id,
        causation_id=event.id,
    )
    store.conversations.save(before, after, (entry,), presence=decision.presence)
