"""Reacts to what customers write; what the company has written, WhatsApp lets nobody change."""

import httpx

from channels.aws_whatsapp.api import client
from channels.aws_whatsapp.outbound import post
from channels.whatsapp.contents import reaction
from transom.channel import Connection, OutboundChange, Receipt
from transom.provider.calls import for_each


def change(change: OutboundChange, connection: Connection, http: httpx.Client) -> Receipt:  # noqa: ARG001 - boto3 calls
    """Put a sign to a message, in the place of an earlier one."""
    service = client(connection.settings.get("base_url", ""))
    return for_each(change.message_ids, lambda known: post(reaction(change, known), connection, service))
