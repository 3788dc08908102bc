"""Tells the system what becomes of messages that it has."""

from typing import Literal

import httpx

from channels.webhook.inbound import THREAD
from channels.webhook.outbound import post
from transom.channel import Connection, OutboundChange, Receipt
from transom.model import Frozen


class Change(Frozen):
    """What an agent changes, version 1; `ids` are those of the message."""

    version: int = 1
    type: Literal["edit", "deletion", "reaction"]
    customer: str
    thread: str
    ids: tuple[str, ...]
    text: str
    sign: str


def change(change: OutboundChange, connection: Connection, http: httpx.Client) -> Receipt:
    """Post the change; the same one always has the same `webhook-id`."""
    customer, _, thread = change.door.address.partition(THREAD)
    told = Change(
        type=change.kind,
        customer=customer,
        thread=thread,
        ids=change.message_ids,
        text=change.text,
        sign=change.sign,
    )
    return post(change.id, told, connection, http)
