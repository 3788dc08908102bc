"""Tells the system that an agent is writing to a customer, or has read what they wrote."""

from typing import Literal

import httpx

from channels.webhook.inbound import THREAD
from channels.webhook.outbound import post
from transom import clock
from transom.channel import Accepted, Attention, Connection
from transom.errors import UnavailableError
from transom.ids import new_ulid
from transom.model import Frozen


class Notice(Frozen):
    """What an agent does, version 1; `ids` are the customer's newest messages."""

    version: int = 1
    type: Literal["typing", "read"]
    customer: str
    thread: str
    ids: tuple[str, ...]


def typing(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Tell that an answer is being written."""
    _tell("typing", attention, connection, http)


def seen(attention: Attention, connection: Connection, http: httpx.Client) -> None:
    """Tell that the customer's messages were read."""
    _tell("read", attention, connection, http)


def _tell(kind: Literal["typing", "read"], attention: Attention, connection: Connection, http: httpx.Client) -> None:
    customer, _, thread = attention.door.address.partition(THREAD)
    notice = Notice(type=kind, customer=customer, thread=thread, ids=attention.message_ids)
    receipt = post(new_ulid(clock.now()), notice, connection, http)
    if not isinstance(receipt, Accepted):
        raise UnavailableError(receipt.reason)
