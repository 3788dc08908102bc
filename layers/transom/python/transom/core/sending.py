"""When an answer leaves: after a while in which it can be taken back, or at a moment that its author chose."""

from collections.abc import Callable
from datetime import datetime, timedelta

from pydantic import JsonValue

from transom.core import lifecycle
from transom.errors import InvalidError
from transom.model import Actor, Conversation, Desk, Entry, EntryName, Matter, Scheduled, State, Target

HELD = timedelta(minutes=1)
"""As long as the send queue itself holds a message; what leaves later stands on the agenda."""
FARTHEST = timedelta(days=366)
_ACTOR = Actor.system("sending")


def departure(wanted: datetime | None, desk: Desk, now: datetime) -> datetime | None:
    """Return when an agent's answer leaves; None when that is at once."""
    if wanted is not None and not now < wanted <= now + FARTHEST:
        reason = "must lie in the future, at most a year ahead"
        raise InvalidError(f"The message cannot be sent then: it {reason}.", fields={"send_at": reason})
    undoable_until = now + desk.brand.undo_window
    return max(wanted or undoable_until, undoable_until) if wanted or undoable_until > now else None


def is_scheduled(message: Entry) -> bool:
    """Tell whether a message leaves so late that it waits on the agenda."""
    return message.send_at is not None and message.send_at - message.at > HELD


def queued(before: Conversation, message: Entry) -> tuple[Conversation, Entry]:
    """Return the conversation that an answer was queued in, and the answer with what taking it back restores."""
    if message.send_at is None or message.door is None:
        return lifecycle.on_agent_reply(before, message.at), message
    if is_scheduled(message):
        lifecycle.on_agent_reply(before, message.at)  # what takes no answer now is refused now
        waiting = Scheduled(message_id=message.id, door=message.door, send_at=message.send_at)
        return _expecting(before, (*before.scheduled, waiting)), message
    undo: dict[str, JsonValue] = {"state": before.state, "is_first": before.first_response_at is None}
    return lifecycle.on_agent_reply(before, message.at), message.model_copy(update={"data": message.data | undo})


def taken_back(conversation: Conversation, message: Entry) -> Conversation:
    """Return the conversation as if an answer had never been queued, unless more has been said since."""
    rest = tuple(each for each in conversation.scheduled if each.message_id != message.id)
    if len(rest) < len(conversation.scheduled):
        return _expecting(conversation, rest)
    state = message.data.get("state")
    if conversation.last_message_at != message.at or not isinstance(state, str):
        return conversation
    was = State.OPEN if state == State.SNOOZED else State(state)
    is_waiting = conversation.state is State.WAITING_CUSTOMER
    restored = conversation.model_copy(update={"state": was if is_waiting else conversation.state})
    return _unanswered(restored) if message.data.get("is_first") else restored


def release(
    conversation: Conversation,
    desk: Desk,  # noqa: ARG001 - every matter is given the desk
    now: datetime,
    new_id: Callable[[datetime], str],
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Let go what is due, as an answer of this moment; what the conversation no longer takes has failed."""
    due = [each for each in conversation.scheduled if each.send_at <= now]
    entries: list[Entry] = []
    for each in due:
        name, data = EntryName.MESSAGE_DUE, dict[str, JsonValue]()
        try:
            conversation = lifecycle.on_agent_reply(conversation, now)
        except InvalidError as error:
            name, data = EntryName.MESSAGE_FAILED, {"reason": error.message}
        entries.append(
            Entry(
                id=new_id(now),
                name=name,
                conversation_id=conversation.id,
                about=each.message_id,
                at=now,
                actor=_ACTOR,
                door=each.door,
                data=data,
                correlation_id=each.message_id,
                causation_id=each.message_id,
            )
        )
    rest = tuple(each for each in conversation.scheduled if each not in due)
    return _expecting(conversation, rest), tuple(entries)


def _unanswered(conversation: Conversation) -> Conversation:
    """Return the conversation without its first answer: the clock that it stopped runs on."""
    clocks = tuple(
        clock.model_copy(update={"stopped_at": None}) if clock.target is Target.FIRST_RESPONSE else clock
        for clock in conversation.clocks
    )
    return conversation.model_copy(update={"first_response_at": None, "clocks": clocks})


def _expecting(conversation: Conversation, scheduled: tuple[Scheduled, ...]) -> Conversation:
    kept = conversation.model_copy(update={"scheduled": scheduled})
    return kept.expecting(Matter.SENDING, min((each.send_at for each in scheduled), default=None))
