"""Shows in the direct messages that an answer is being written."""

import httpx

from channels.discord.api import Api, Reply
from transom.channel import Attention, Connection
from transom.provider.calls import asked


def typing(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Show for ten seconds that the bot is typing."""
    api = Api(connection, http)
    channel = Reply.of(asked(lambda: api.open(attention.door.address), "Discord")).id
    asked(lambda: api.type(channel), "Discord")
