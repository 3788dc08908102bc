"""Answers to forms: by mail, to the address that the visitor gave."""

from typing import TYPE_CHECKING

from transom.channel import Connection, OutboundMessage, Receipt
from transom.mail.deliver import deliver

if TYPE_CHECKING:
    import httpx


def send(message: OutboundMessage, connection: Connection, http: "httpx.Client") -> Receipt:
    """Send the answer through SES; an answer to it comes by mail, and its token leads it back."""
    return deliver(message, connection, http)
