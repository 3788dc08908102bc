"""Sends texts as SMS, and files as MMS from the bucket where they are kept."""

from itertools import zip_longest

import httpx

from channels.aws_sms.api import ask, client
from channels.aws_sms.channel import MANIFEST
from channels.aws_sms.inbound import REFERENCE
from transom.channel import Connection, OutboundFile, OutboundMessage, Receipt
from transom.core.split import split
from transom.provider.calls import in_order

MAX_TEXT = MANIFEST.max_text or 1600


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:  # noqa: ARG001 - boto3 calls
    """Send each part of the text as an SMS; each file makes an MMS, which takes a part of the text along."""
    parts = zip_longest(split(message.text, MAX_TEXT), message.files)
    return in_order(parts, lambda part: _send(*part, message, connection))


def _send(text: str | None, file: OutboundFile | None, message: OutboundMessage, connection: Connection) -> Receipt:
    service = client(connection.settings.get("base_url", ""))
    fields = envelope(message, connection, connection.settings.get("identity", ""))
    if text:
        fields["MessageBody"] = text
    if file is None:
        return ask(lambda: service.send_text_message(**fields))
    return ask(lambda: service.send_media_message(MediaUrls=[stored_at(file.link)], **fields))


def envelope(message: OutboundMessage, connection: Connection, identity: str) -> dict[str, object]:
    """Return what all calls have in common: from whom, to whom, and the reference that events echo."""
    fields: dict[str, object] = {
        "DestinationPhoneNumber": message.door.address,
        "OriginationIdentity": identity,
        "Context": {REFERENCE: message.reference},
    }
    if configuration_set := connection.settings.get("configuration_set"):
        fields["ConfigurationSetName"] = configuration_set
    return fields


def stored_at(link: str) -> str:
    """Return the S3 address of what a presigned link leads to, with the bucket in its host or in its path."""
    url = httpx.URL(link)
    bucket, dot, _ = url.host.partition(".s3")
    return f"s3://{bucket}{url.path}" if dot else f"s3:/{url.path}"
