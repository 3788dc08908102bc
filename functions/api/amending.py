"""What agents change of what was said: the timeline tells at once, and the channel follows."""

import channels
from api.call import Call
from transom import bodies
from transom.core import changing
from transom.core.delivery import delivery_of
from transom.core.split import width
from transom.errors import InvalidError
from transom.ids import new_ulid
from transom.model import DeliveryState, Direction, Entry, EntryName
from transom.store import Moment


def edit(call: Call, conversation_id: str, message_id: str, text: str) -> None:
    """Put another text in the place of an answer's."""
    entry_id = new_ulid(call.now)
    body = bodies.store(entry_id, text)
    _amend(call, conversation_id, message_id, EntryName.MESSAGE_EDITED, id=entry_id, **dict(body))


def delete(call: Call, conversation_id: str, message_id: str) -> None:
    """Delete an answer where the customer has it."""
    _amend(call, conversation_id, message_id, EntryName.MESSAGE_DELETED)


def react(call: Call, conversation_id: str, message_id: str, sign: str) -> None:
    """Put a sign to a customer's message, or take the desk's own back."""
    _amend(call, conversation_id, message_id, EntryName.MESSAGE_REACTED, data={"sign": sign})


def is_waiting(moment: Moment) -> bool:
    """Tell whether an answer has not left yet."""
    delivery = delivery_of(moment.entry, moment.beneath)
    return delivery is not None and delivery.state is DeliveryState.QUEUED


def _amend(call: Call, conversation_id: str, message_id: str, name: EntryName, **content: object) -> None:
    moment = call.store.timeline.get(conversation_id, message_id)
    message, door = moment.entry, moment.entry.door
    if door is None:
        raise _refused("it went through no channel")
    manifest, text = channels.manifest(door.channel), str(content.get("text", ""))
    if reason := changing.refusal(name, message, moment.beneath, manifest, call.now):
        raise _refused(reason)
    if manifest.max_text and width(text) > manifest.max_text:
        raise _refused(f"{manifest.label} takes {manifest.max_text} characters")
    told: dict[str, object] = {
        "id": new_ulid(call.now),
        "name": name,
        "conversation_id": conversation_id,
        "about": message_id,
        "at": call.now,
        "actor": call.actor,
        "direction": Direction.OUTBOUND,
        "door": door,
        "correlation_id": message_id,
    }
    call.store.timeline.append(Entry.model_validate(told | content))


def _refused(reason: str) -> InvalidError:
    return InvalidError(f"The message cannot be changed: {reason}.", fields={"message_id": reason})
