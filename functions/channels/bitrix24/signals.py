"""Tells the portal that its operators' messages were read."""

import httpx

from channels.bitrix24 import api
from transom.channel import Attention, Connection
from transom.provider.calls import asked


def seen(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Mark the newest messages as read."""
    read = [api.delivered(key, attention.door.address) for key in attention.message_ids]
    fields = api.on_line(connection, read)
    asked(lambda: api.post(connection, "imconnector.send.status.reading", fields, http), "Bitrix24")
