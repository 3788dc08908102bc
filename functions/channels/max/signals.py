"""Shows in a chat that an answer is being written, and that what a customer wrote was read."""

import httpx

from channels.max.api import Api
from transom.channel import Attention, Connection
from transom.provider.calls import asked


def typing(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Show that the bot is typing."""
    asked(lambda: Api(connection, http).act(attention.door.address, "typing_on"), "MAX")


def seen(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Mark the chat as seen."""
    asked(lambda: Api(connection, http).act(attention.door.address, "mark_seen"), "MAX")
