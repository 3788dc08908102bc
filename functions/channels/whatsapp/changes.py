"""Reacts to what customers write; what the company has written, WhatsApp lets nobody change."""

import httpx

from channels.whatsapp.api import Graph
from channels.whatsapp.contents import reaction
from transom.channel import Connection, OutboundChange, Receipt
from transom.provider.calls import for_each


def change(change: OutboundChange, connection: Connection, http: httpx.Client) -> Receipt:
    """Put a sign to a message, in the place of an earlier one."""
    graph = Graph(connection, http)
    return for_each(change.message_ids, lambda known: graph.send(reaction(change, known)))
