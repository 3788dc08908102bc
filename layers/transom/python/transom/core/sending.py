"""When an answer leaves: after a while in which it can be taken back, or at a moment that its author chose."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from pydantic import JsonValue

from transom.core import lifecycle, sla, states, undoing
from transom.core.delivery import delivery_of
from transom.errors import InvalidError
from transom.ids import moment_of
from transom.model import (
    Actor,
    Conversation,
    DeliveryProblem,
    DeliveryState,
    Desk,
    Entry,
    EntryName,
    Matter,
    Scheduled,
    State,
)

HELD = timedelta(minutes=1)
"""As long as the send queue itself holds a message; what leaves later stands on the agenda."""
FARTHEST = timedelta(days=366)
_ACTOR = Actor.system("sending")


def departure(wanted: datetime | None, conversation: Conversation, desk: Desk, now: datetime) -> datetime | None:
    """Return when an agent's answer leaves; None when that is at once."""
    if wanted is not None and not now < wanted <= now + FARTHEST:
        reason = "must lie in the future, at most a year ahead"
        raise InvalidError(f"The message cannot be sent then: it {reason}.", fields={"send_at": reason})
    undoable_until = now + desk.windows(conversation.door.connection).undo
    return max(wanted or undoable_until, undoable_until) if wanted or undoable_until > now else None


def is_scheduled(message: Entry) -> bool:
    """Tell whether a message leaves so late that it waits on the agenda."""
    return message.send_at is not None and message.send_at - message.at > HELD


def queued(before: Conversation, message: Entry) -> tuple[Conversation, Entry]:
    """Return the conversation that an answer was queued in, and the answer with what undoing it restores."""
    after = lifecycle.on_agent_reply(before, message.at)  # what takes no answer now is refused now
    if is_scheduled(message):
        return waiting(before, message), message
    return after, message.model_copy(update={"data": message.data | undoing.remembered(before)})


def waiting(conversation: Conversation, message: Entry) -> Conversation:
    """Return the conversation with a message that leaves later on its agenda."""
    if message.send_at is None or message.door is None:
        return conversation
    later = Scheduled(
        message_id=message.id, door=message.door, send_at=message.send_at, is_automatic=message.is_automatic
    )
    return _expecting(conversation, (*conversation.scheduled, later))


def taken_back(
    conversation: Conversation, message: Entry, now: datetime, beneath: Iterable[Entry] = ()
) -> Conversation:
    """Return the conversation as if an answer had never been queued; what was said since stays."""
    rest = tuple(each for each in conversation.scheduled if each.message_id != message.id)
    if len(rest) < len(conversation.scheduled):
        return _expecting(conversation, rest)
    given = next((each for each in beneath if each.name is EntryName.MESSAGE_DUE), message)
    kept = given.data.get("before")
    return undoing.undone(conversation, message.id, given.at, kept, now) if kept else conversation


def failed(
    conversation: Conversation, message: Entry, beneath: Iterable[Entry], told: Entry, entry: Entry, desk: Desk
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Return the conversation after an answer failed: it is none, and the conversation says so until the next one.

    `entry` is what tells that. Where only a copy failed, the customer has been answered all the same.
    """
    beneath = tuple(beneath)
    delivery = delivery_of(message, beneath)
    is_lost = message.is_answer and delivery is not None and delivery.state is DeliveryState.FAILED
    if not is_lost or conversation.state is State.ERASED:
        return conversation, ()
    is_here = message.conversation_id == conversation.id  # and in no other one that was joined into this
    is_owed = is_here and _is_whole(message, told)
    after = taken_back(conversation, message, entry.at, beneath) if is_owed else conversation
    data = states.told(conversation, after)
    if after.last_reply_at is None or after.last_reply_at <= told.at:
        problem = DeliveryProblem(message_id=message.id, at=told.at, reason=str(told.data.get("reason") or ""))
        after = after.model_copy(update={"delivery_problem": problem})
        data |= {"delivery_problem": {"from": None, "to": problem.reason}}
    if after == conversation:
        return conversation, ()
    changed = entry.model_copy(update={"data": data})
    return sla.follow(after, changed, desk), (changed,) if data else ()


def _is_whole(message: Entry, told: Entry) -> bool:
    """Tell whether a failure is of the customer's own address, where it names one."""
    address = told.data.get("address")
    return address is None or message.door is None or str(address).lower() == message.door.address.lower()


def release(
    conversation: Conversation,
    desk: Desk,
    now: datetime,
    new_id: Callable[[datetime], str],
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Let go what is due, as an answer of this moment; what the conversation no longer takes has failed.

    What the desk wanted to write by itself is taken back if it is needless by now.
    """
    due = [each for each in conversation.scheduled if each.send_at <= now]
    entries: list[Entry] = []
    for each in due:
        after, name, data = _released(each, conversation, now)
        entry = Entry(
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
        conversation = after if each.is_automatic else sla.follow(after, entry, desk)
        entries.append(entry)
    rest = tuple(each for each in conversation.scheduled if each not in due)
    return _expecting(conversation, rest), tuple(entries)


def _released(
    each: Scheduled, conversation: Conversation, now: datetime
) -> tuple[Conversation, EntryName, dict[str, JsonValue]]:
    if each.is_automatic:
        is_needless = _is_needless(each, conversation)
        return conversation, EntryName.MESSAGE_TAKEN_BACK if is_needless else EntryName.MESSAGE_DUE, {}
    try:
        answered = lifecycle.on_agent_reply(conversation, now)
    except InvalidError as error:
        return conversation, EntryName.MESSAGE_FAILED, {"reason": error.message}
    return answered, EntryName.MESSAGE_DUE, undoing.remembered(conversation)


def _is_needless(automatic: Scheduled, conversation: Conversation) -> bool:
    """Tell whether somebody has answered since the desk wanted to write by itself, or nobody waits any more."""
    answered_at = conversation.last_reply_at
    return conversation.state.is_done or (answered_at is not None and answered_at > moment_of(automatic.message_id))


def _expecting(conversation: Conversation, scheduled: tuple[Scheduled, ...]) -> Conversation:
    kept = conversation.model_copy(update={"scheduled": scheduled})
    return kept.expecting(Matter.SENDING, min((each.send_at for each in scheduled), default=None))
