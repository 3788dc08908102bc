"""Whether the customer's provider takes an answer now."""

import channels
from api.call import Call
from transom.core.window import opened
from transom.doors import behind
from transom.errors import InvalidError
from transom.model import Conversation, Door


def check_window(call: Call, conversation: Conversation, door: Door | None = None) -> None:
    """Refuse an answer that the provider would refuse: the customer has been silent for too long."""
    heard = behind(call.store, conversation, door or conversation.door)
    manifest = channels.manifest((door or conversation.door).channel)
    window = opened(manifest.window, heard.last_customer_message_at)
    if window and not window.is_open(call.now) and window.after != "template":
        raise InvalidError(
            f"{manifest.label} takes no answer any more, since the customer's last message is too old.",
            fields={"text": "wait until the customer writes again, or answer by another channel"},
        )
