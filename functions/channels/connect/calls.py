"""Contact events: what happens to a call, and to a chat as a whole."""

from channels.connect.doors import chat_door, voice_door
from channels.connect.updates import Contact, ContactEvent
from transom.channel import Connection, InboundDeparture, InboundEvent, InboundMessage, Sender
from transom.model import Door

QUEUED = "QUEUED"
CALLS = {
    "INITIATED": "The call began",
    "CONNECTED_TO_AGENT": "The call was taken by an agent",
    "PAUSED": "The call was put on hold",
    "RESUMED": "The call goes on",
    "DISCONNECTED": "The call ended",
}
CHATS = {
    "CONNECTED_TO_AGENT": "The chat was taken by an agent of Connect",
    "DISCONNECTED": "The chat ended",
}


def events(event: ContactEvent, connection: Connection) -> list[InboundEvent]:
    """Return the call once it waits for an agent, and as a machine's words what else happens to it."""
    contact = event.detail
    if not _is_ours(contact, connection):
        return []
    match contact.channel.upper():
        case "VOICE":
            return _call(event, connection)
        case "CHAT":
            door, told = chat_door(contact.first_id, connection), CHATS.get(contact.event_type)
            sender = Sender(address=contact.first_id)
            return [_told(event, door, sender, told), *_left(event, door)] if told else []
        case _:
            return []


def _is_ours(contact: Contact, connection: Connection) -> bool:
    return contact.instance_arn.rpartition("/")[2] == connection.settings.get("instance_id")


def _call(event: ContactEvent, connection: Connection) -> list[InboundEvent]:
    contact = event.detail
    phone = contact.number if contact.number.startswith("+") else None
    door = voice_door(contact.number or contact.first_id, connection)
    sender = Sender(address=door.address, name=contact.number, phone=phone)
    if contact.event_type == QUEUED and not contact.is_outbound:
        text = f"Call from {contact.number or 'a withheld number'} (queued)"
        message = _told(event, door, sender, text)
        return [message.model_copy(update={"provider_message_id": contact.contact_id, "is_machine": False})]
    told = CALLS.get(contact.event_type)
    if told is None:
        return []
    reason = f" ({contact.disconnect_reason})" if contact.disconnect_reason else ""
    return [_told(event, door, sender, f"{told}{reason}")]


def _left(event: ContactEvent, door: Door) -> list[InboundEvent]:
    """Return that a customer left a chat which no agent of Connect had taken."""
    contact = event.detail
    is_unanswered = contact.event_type == "DISCONNECTED" and contact.agent is None
    return [InboundDeparture(door=door, occurred_at=event.time)] if is_unanswered else []


def _told(event: ContactEvent, door: Door, sender: Sender, text: str) -> InboundMessage:
    return InboundMessage(
        # a call may be paused twice: its time tells one event from another of the same kind
        provider_message_id=f"{event.detail.contact_id}:{event.detail.event_type}:{event.time.isoformat()}",
        door=door,
        sender=sender,
        text=text,
        occurred_at=event.time,
        is_machine=True,
    )
