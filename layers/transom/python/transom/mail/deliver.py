"""Sends an answer by mail: what the channels that answer by mail share."""

from typing import TYPE_CHECKING

from transom.aws import clients, ses
from transom.channel import Accepted, Connection, OutboundMessage, Receipt, Refused
from transom.errors import InvalidError
from transom.mail import submission
from transom.mail.compose import compose

if TYPE_CHECKING:
    import httpx

_FIRST_REGION = "us-east-1"


def deliver(message: OutboundMessage, connection: Connection, http: "httpx.Client") -> Receipt:
    """Write the mail and hand it to the connection's own server, or to SES where it names none.

    The receipt holds the ids that an answer to it may name.
    """
    try:
        letter = compose(message, connection)
    except InvalidError as error:
        return Refused(reason=error.message)
    if connection.settings.get("smtp_host"):
        return submission.submit(letter, connection, http)
    receipt = ses.send(letter.raw, sender=letter.sender, recipients=letter.recipients)
    if not isinstance(receipt, Accepted):
        return receipt
    return Accepted(provider_message_ids=(*map(as_id, receipt.provider_message_ids), letter.id))


def as_id(ses_id: str) -> str:
    """Return the Message-ID that SES writes over ours; the emulator answers with it whole."""
    if "@" in ses_id:
        return ses_id
    region = clients.client("ses").meta.region_name
    return f"{ses_id}@{'email' if region == _FIRST_REGION else region}.amazonses.com"
