"""Whether the customer's provider takes an answer now."""

import channels
from api.call import Call
from transom.core.window import OpenWindow, opened
from transom.doors import behind
from transom.errors import InvalidError
from transom.model import Conversation, Desk, Door


def check_window(call: Call, conversation: Conversation, door: Door | None = None) -> None:
    """Refuse an answer that the provider would refuse: the customer has been silent for too long."""
    door = door or conversation.door
    window = window_of(behind(call.store, conversation, door), door, call.desk)
    if window and not window.takes(call.now):
        label = channels.manifest(door.channel).label
        raise InvalidError(
            f"{label} takes no answer any more, since the customer's last message is too old.",
            fields={"text": "wait until the customer writes again, or answer by another channel"},
        )


def window_of(conversation: Conversation, door: Door, desk: Desk) -> OpenWindow | None:
    """Return how the window of a door stands, by when the customer was last heard in a conversation."""
    settings = next((each.settings for each in desk.connections if each.id == door.connection), {})
    window = channels.manifest(door.channel).window_at(door, settings)
    return opened(window, conversation.last_customer_message_at)
