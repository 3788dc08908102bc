"""Work that is offered to one agent for a while, and then to the next."""

from collections.abc import Callable
from datetime import datetime, timedelta

from pydantic import JsonValue

from transom.errors import InvalidError
from transom.model import Actor, ActorKind, Conversation, Desk, Entry, EntryName, Matter, Offer, State

_ACTOR = Actor.system("router")
_REST = timedelta(minutes=5)
"""How long work is left alone once all let it pass, in a team that makes no offers."""


def made(conversation: Conversation, desk: Desk, now: datetime) -> Conversation:
    """Return a conversation that was just given to an agent, as an offer where its team makes offers."""
    span = _span(conversation, desk)
    if span is None:
        return conversation.model_copy(update={"offer": None}).expecting(Matter.OFFER, None)
    passed = conversation.offer.passed if conversation.offer else ()
    offered = conversation.model_copy(update={"offer": Offer(user_id=conversation.assignee, passed=passed)})
    return offered.expecting(Matter.OFFER, now + span)


def rested(conversation: Conversation, desk: Desk, now: datetime) -> Conversation:
    """Return a conversation that nobody could be given, to be offered anew after a while to those who let it pass."""
    if conversation.offer is None or not conversation.is_held or Matter.OFFER in conversation.agenda:
        return conversation
    return conversation.expecting(Matter.OFFER, now + (_span(conversation, desk) or _REST))


def settled(before: Conversation, after: Conversation, by: Actor) -> Conversation:
    """Return the conversation after somebody's act: with it the agent takes what was offered to them.

    Whoever gives it to another agent or team, or solves it, ends the offer as well. Who loses it to nobody is
    remembered as one who let it pass, so that it does not come back to them at once.
    """
    if before.assignee and after.is_held and after.team == before.team:
        return _passed_by(before.assignee, after)
    offer = after.offer
    if offer is None or after.team != before.team:
        return after.model_copy(update={"offer": None}).expecting(Matter.OFFER, None)
    is_taken = by.kind is ActorKind.AGENT and by.id == offer.user_id
    if is_taken or after.assignee != offer.user_id or not after.is_in_work:
        return after.model_copy(update={"offer": None}).expecting(Matter.OFFER, None)
    return after


def moved(conversation: Conversation, team: str, desk: Desk) -> Conversation:
    """Return the conversation in another team: an agent who is not in it does not go along."""
    members = {user.id for user in desk.users if team in user.teams}
    assignee = conversation.assignee if conversation.assignee in members else None
    return conversation.model_copy(update={"team": team, "assignee": assignee})


def take(conversation: Conversation, by: Actor) -> Conversation:
    """Return the conversation as its agent's who takes it: it was offered to them, or waits for anybody."""
    if conversation.assignee not in {None, by.id} or not conversation.is_in_work:
        reason = "another agent has it" if conversation.is_in_work else "nobody has to work on it"
        raise InvalidError(f"The conversation {conversation.code} is not to be taken: {reason}.")
    state = State.OPEN if conversation.state in {State.RECEIVED, State.NEW} else conversation.state
    mine = conversation.model_copy(update={"assignee": by.id, "state": state, "offer": None})
    return mine.expecting(Matter.OFFER, None)


def lapse(
    conversation: Conversation,
    desk: Desk,  # noqa: ARG001 - what comes up knows the desk
    now: datetime,
    new_id: Callable[[datetime], str],
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Return the conversation without the agent who did not take it, and the entry that tells so.

    Between two agents, those who let it pass may be asked again.
    """
    offer, quiet = conversation.offer, conversation.expecting(Matter.OFFER, None)
    if offer is None or offer.user_id != conversation.assignee or not quiet.is_in_work:
        return quiet.model_copy(update={"offer": None}), ()
    if offer.user_id is None:
        return quiet.model_copy(update={"offer": None}), (_lapsed(quiet, new_id(now), now, passed=[*offer.passed]),)
    free = _passed_by(offer.user_id, quiet.model_copy(update={"assignee": None}))
    return free, (_lapsed(free, new_id(now), now, user_id=offer.user_id),)


def _lapsed(conversation: Conversation, entry_id: str, now: datetime, **data: JsonValue) -> Entry:
    return Entry(
        id=entry_id, name=EntryName.OFFER_LAPSED, conversation_id=conversation.id, at=now, actor=_ACTOR, data=data
    )


def _span(conversation: Conversation, desk: Desk) -> timedelta | None:
    return next((team.offer_for for team in desk.teams if team.id == conversation.team), None)


def _passed_by(user_id: str, conversation: Conversation) -> Conversation:
    passed = conversation.offer.passed if conversation.offer else ()
    offer = Offer(passed=tuple(dict.fromkeys((*passed, user_id))))
    state = State.NEW if conversation.state is State.OPEN else conversation.state
    named = conversation.workspace_state if state is conversation.state else None
    passed_by = conversation.model_copy(update={"offer": offer, "state": state, "workspace_state": named})
    return passed_by.expecting(Matter.OFFER, None)
