"""Marks what a customer wrote as read, and shows that an answer is being written."""

import httpx

from channels.aws_whatsapp.api import client
from channels.aws_whatsapp.outbound import post
from channels.whatsapp.contents import read_mark
from transom.channel import Accepted, Attention, Connection
from transom.errors import UnavailableError


def typing(attention: Attention, connection: Connection, http: httpx.Client) -> None:  # noqa: ARG001 - boto3 calls
    """Show for 25 seconds that somebody is typing; WhatsApp marks the message as read with it."""
    _mark(attention, connection, is_typing=True)


def seen(attention: Attention, connection: Connection, http: httpx.Client) -> None:  # noqa: ARG001 - boto3 calls
    """Mark the newest message as read, and with it all before."""
    _mark(attention, connection, is_typing=False)


def _mark(attention: Attention, connection: Connection, *, is_typing: bool) -> None:
    body = read_mark(attention, is_typing=is_typing)
    receipt = post(body, connection, client(connection.settings.get("base_url", ""))) if body else None
    if receipt and not isinstance(receipt, Accepted):
        raise UnavailableError(receipt.reason)
