"""What rests until its time has come: a snooze ends, and what is solved is closed for good."""

from collections.abc import Callable
from datetime import datetime

from transom.core import lifecycle, states
from transom.model import Actor, ActorKind, Conversation, Desk, Entry, EntryName, Matter, State

_ACTOR = Actor.system("lifecycle")

type Told = tuple[Conversation, tuple[Entry, ...]]


def wake(conversation: Conversation, desk: Desk, now: datetime, new_id: Callable[[datetime], str]) -> Told:
    """Open a conversation whose snooze has ended."""
    if conversation.state is not State.SNOOZED:
        return conversation.expecting(Matter.SNOOZE, None), ()
    return moved(conversation, State.OPEN, desk, now, new_id)


def close(conversation: Conversation, desk: Desk, now: datetime, new_id: Callable[[datetime], str]) -> Told:
    """Close what has been solved for as long as the brand says now; what has not waits on."""
    if conversation.state is not State.SOLVED or conversation.solved_at is None:
        return conversation.expecting(Matter.CLOSING, None), ()
    closes_at = conversation.solved_at + desk.windows(conversation.door.connection).close
    if closes_at > now:
        return conversation.expecting(Matter.CLOSING, closes_at), ()
    return moved(conversation, State.CLOSED, desk, now, new_id)


def moved(before: Conversation, state: State, desk: Desk, now: datetime, new_id: Callable[[datetime], str]) -> Told:
    """Return the conversation in the state that the desk itself puts it in, and the entry that tells it."""
    after = lifecycle.change(before, state, desk, actor=ActorKind.SYSTEM, now=now)
    entry = Entry(
        id=new_id(now),
        name=EntryName.CONVERSATION_CHANGED,
        conversation_id=before.id,
        at=now,
        actor=_ACTOR,
        data=states.told(before, after),
    )
    return after, (entry,)
