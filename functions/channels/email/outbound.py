"""Answers by mail."""

import httpx

from transom.channel import Connection, OutboundMessage, Receipt
from transom.mail.deliver import deliver


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:  # noqa: ARG001 - the contract's form
    """Send the answer through SES."""
    return deliver(message, connection)
