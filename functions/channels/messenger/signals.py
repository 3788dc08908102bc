"""Shows a customer in private that an answer is being written, and that their message was read."""

import httpx

from channels.messenger.api import Graph
from channels.messenger.channel import BASE_URL
from transom.channel import Attention, Connection


def typing(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Show for twenty seconds that the page is typing."""
    _act("typing_on", attention, connection, http)


def seen(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Mark all that the customer wrote as seen."""
    _act("mark_seen", attention, connection, http)


def _act(action: str, attention: Attention, connection: Connection, http: httpx.Client) -> None:
    graph = Graph(connection, http, base=BASE_URL, token="page_token")  # noqa: S106 - the field's name
    graph.act(connection.settings.get("page_id", ""), attention.door.address, action)
