"""Marks what a customer wrote as read, and shows that an answer is being written."""

import httpx

from channels.whatsapp.api import Graph
from channels.whatsapp.contents import read_mark
from transom.channel import Attention, Connection


def typing(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Show for 25 seconds that somebody is typing; WhatsApp marks the message as read with it."""
    _mark(attention, connection, http, is_typing=True)


def seen(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Mark the newest message as read, and with it all before."""
    _mark(attention, connection, http, is_typing=False)


def _mark(attention: Attention, connection: Connection, http: httpx.Client, *, is_typing: bool) -> None:
    if body := read_mark(attention, is_typing=is_typing):
        Graph(connection, http).mark(body)
