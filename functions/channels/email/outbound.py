"""Answers by mail."""

from typing import TYPE_CHECKING

from transom.channel import Connection, OutboundMessage, Receipt
from transom.mail.deliver import deliver

if TYPE_CHECKING:
    import httpx


def send(message: OutboundMessage, connection: Connection, http: "httpx.Client") -> Receipt:  # noqa: ARG001 - the contract's form
    """Send the answer through SES."""
    return deliver(message, connection)
