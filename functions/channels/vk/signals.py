"""Shows in a conversation that an answer is being written, and that what a customer wrote was read."""

import httpx

from channels.vk.api import Api
from channels.vk.outbound import PEER
from transom.channel import Attention, Connection
from transom.provider.calls import asked


def typing(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Show for ten seconds that the community is typing."""
    _call("messages.setActivity", {"type": "typing"}, attention, connection, http)


def seen(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Mark the whole conversation as read."""
    _call("messages.markAsRead", {"mark_conversation_as_read": "1"}, attention, connection, http)


def _call(
    method: str, fields: dict[str, str], attention: Attention, connection: Connection, http: httpx.Client
) -> None:
    peer = attention.door.address
    if PEER.fullmatch(peer):
        asked(lambda: Api(connection, http).call(method, {"peer_id": peer, **fields}), "VK")
