"""Whether the customer's provider takes an answer now."""

from datetime import datetime

import channels
from transom.core.window import opened
from transom.errors import InvalidError
from transom.model import Conversation


def check_window(conversation: Conversation, now: datetime) -> None:
    """Refuse an answer that the provider would refuse: the customer has been silent for too long."""
    manifest = channels.manifest(conversation.door.channel)
    window = opened(manifest.window, conversation.last_customer_message_at)
    if window and not window.is_open(now) and window.after != "template":
        raise InvalidError(
            f"{manifest.label} takes no answer any more, since the customer's last message is too old.",
            fields={"text": "wait until the customer writes again, or answer by another channel"},
        )
