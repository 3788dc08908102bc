"""Answers by mail."""

from typing import TYPE_CHECKING

from channels.email.faxes import faxable, is_faxed
from transom.channel import Connection, OutboundMessage, Receipt
from transom.mail.deliver import deliver

if TYPE_CHECKING:
    import httpx


def send(message: OutboundMessage, connection: Connection, http: "httpx.Client") -> Receipt:
    """Send the answer through the connection's own mail server, or through SES."""
    return deliver(faxable(message) if is_faxed(message, connection) else message, connection, http)
