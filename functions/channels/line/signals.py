"""Shows in a chat with one customer that an answer is coming, and marks what they wrote as read."""

import httpx

from channels.line.api import address, proof
from transom.channel import Attention, Connection
from transom.provider.calls import asked

LOADING_SECONDS = 10


def typing(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Show the loading animation, which ends with the answer; groups have none."""
    chat = attention.door.address
    if chat.startswith("U"):
        _post("chat/loading/start", {"chatId": chat, "loadingSeconds": LOADING_SECONDS}, connection, http)


def seen(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Mark the newest message as read, and with it all before."""
    if attention.read_token:
        _post("chat/markAsRead", {"markAsReadToken": attention.read_token}, connection, http)


def _post(path: str, body: dict[str, str | int], connection: Connection, http: httpx.Client) -> None:
    asked(lambda: http.post(address(connection, path), json=body, headers=proof(connection)), "LINE")
