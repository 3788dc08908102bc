"""Shows that an answer is being written; a bot marks nothing as read, except for a business."""

import httpx

from channels.telegram.bot import Bot, Fields
from transom.channel import Attention, Connection
from transom.provider.calls import asked


def typing(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Show for five seconds that the bot is typing."""
    chat, _, business = attention.door.address.partition("@")
    fields: Fields = {"chat_id": chat, "action": "typing"}
    if business:
        fields["business_connection_id"] = business
    asked(lambda: Bot(connection, http).call("sendChatAction", fields), "Telegram")
