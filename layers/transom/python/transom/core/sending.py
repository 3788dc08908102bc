"""When an answer leaves: after a while in which it can be taken back, or at a moment that its author chose."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from pydantic import JsonValue

from transom.core import lifecycle
from transom.errors import InvalidError
from transom.ids import moment_of
from transom.model import (
    Actor,
    Clock,
    Conversation,
    Desk,
    Entry,
    EntryName,
    Frozen,
    Instant,
    Matter,
    Scheduled,
    State,
    Target,
)

HELD = timedelta(minutes=1)
"""As long as the send queue itself holds a message; what leaves later stands on the agenda."""
FARTHEST = timedelta(days=366)
_ACTOR = Actor.system("sending")


class _Before(Frozen):
    """How a conversation stood before it was answered."""

    state: State
    workspace_state: str | None = None
    first_response_at: Instant | None = None
    last_reply_at: Instant | None = None
    unanswered_since: Instant | None = None
    replies: int = 0


_ANSWERED = set(_Before.model_fields)


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
        return waiting(before, message), message
    undo: dict[str, JsonValue] = {"before": before.model_dump(mode="json", include=_ANSWERED)}
    return lifecycle.on_agent_reply(before, message.at), message.model_copy(update={"data": message.data | undo})


def waiting(conversation: Conversation, message: Entry) -> Conversation:
    """Return the conversation with a message that leaves later on its agenda."""
    if message.send_at is None or message.door is None:
        return conversation
    later = Scheduled(
        message_id=message.id, door=message.door, send_at=message.send_at, is_automatic=message.is_automatic
    )
    return _expecting(conversation, (*conversation.scheduled, later))


def taken_back(conversation: Conversation, message: Entry) -> Conversation:
    """Return the conversation as if an answer had never been queued, unless more has been said since."""
    rest = tuple(each for each in conversation.scheduled if each.message_id != message.id)
    if len(rest) < len(conversation.scheduled):
        return _expecting(conversation, rest)
    if conversation.last_message_at != message.at or "before" not in message.data:
        return conversation
    before = _Before.model_validate(message.data["before"])
    state = State.OPEN if before.state is State.SNOOZED else before.state
    is_waiting = conversation.state is State.WAITING_CUSTOMER
    stands, named = (
        (state, before.workspace_state) if is_waiting else (conversation.state, conversation.workspace_state)
    )
    update = dict(before) | {"state": stands, "workspace_state": named}
    return conversation.model_copy(update={**update, "clocks": tuple(_running_on(conversation, before, message.at))})


def release(
    conversation: Conversation,
    desk: Desk,  # noqa: ARG001 - every matter is given the desk
    now: datetime,
    new_id: Callable[[datetime], str],
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Let go what is due, as an answer of this moment; what the conversation no longer takes has failed.

    What the desk wanted to write by itself is taken back if it is needless by now.
    """
    due = [each for each in conversation.scheduled if each.send_at <= now]
    entries: list[Entry] = []
    for each in due:
        name, data = EntryName.MESSAGE_DUE, dict[str, JsonValue]()
        if each.is_automatic:
            name = EntryName.MESSAGE_TAKEN_BACK if _is_needless(each, conversation) else name
        else:
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


def _is_needless(automatic: Scheduled, conversation: Conversation) -> bool:
    """Tell whether somebody has answered since the desk wanted to write by itself, or nobody waits any more."""
    answered_at = conversation.last_reply_at
    return conversation.state.is_done or (answered_at is not None and answered_at > moment_of(automatic.message_id))


def _running_on(conversation: Conversation, before: _Before, at: datetime) -> Iterator[Clock]:
    """Yield the clocks that an answer stopped as running on, and none that it began."""
    for clock in conversation.clocks:
        if clock.target in {Target.FIRST_RESPONSE, Target.NEXT_RESPONSE} and clock.stopped_at == at:
            yield clock.model_copy(update={"stopped_at": None})
        elif clock.target is not Target.UPDATE or before.last_reply_at:
            yield clock


def _expecting(conversation: Conversation, scheduled: tuple[Scheduled, ...]) -> Conversation:
    kept = conversation.model_copy(update={"scheduled": scheduled})
    return kept.expecting(Matter.SENDING, min((each.send_at for each in scheduled), default=None))
