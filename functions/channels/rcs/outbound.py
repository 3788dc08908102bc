"""Sends texts and files through the pool, which tries RCS and then SMS: of a file, its address."""

from typing import IO

import httpx

from channels.aws_sms.api import ask, client
from channels.aws_sms.outbound import envelope
from channels.rcs.channel import MANIFEST
from transom.channel import Connection, Download, OutboundFile, OutboundMessage, Receipt, Refused
from transom.core.split import split
from transom.errors import NotFoundError, TooLargeError
from transom.model import Attachment
from transom.provider.calls import in_order
from transom.provider.media import spooled

MAX_TEXT = MANIFEST.max_text or 1600
MAX_LINK = 2000


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:  # noqa: ARG001 - boto3 calls
    """Send the text in as many messages as it takes, then each file as one."""
    if any(not 0 < len(file.link) <= MAX_LINK for file in message.files):
        return Refused(reason="RCS takes files by an https address of at most 2000 characters, and a file has none")
    parts: list[str | OutboundFile] = [*split(message.text, MAX_TEXT), *message.files]
    return in_order(parts, lambda part: _send(part, message, connection))


def _send(part: str | OutboundFile, message: OutboundMessage, connection: Connection) -> Receipt:
    service = client(connection.settings.get("base_url", ""))
    pool = connection.settings.get("pool")
    fields = envelope(message, connection, pool or connection.settings.get("agent", ""))
    if isinstance(part, str):
        return ask(lambda: service.send_text_message(MessageBody=part, **fields))
    content = {"Content": {"FileMessage": {"FileUrl": part.link}}}
    fallback = {"FallbackConfiguration": _fallback(part)} if pool and part.address else {}
    return ask(lambda: service.send_rcs_message(RcsMessageContent=content, **fallback, **fields))


def _fallback(file: OutboundFile) -> dict[str, str]:
    """Return the SMS that tells where a file is, from the number of the pool that AWS chooses."""
    return {"Channel": "SMS", "MessageBody": f"{file.name}: {file.address}"[-MAX_TEXT:]}


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:  # noqa: ARG001 - boto3 calls
    """Read a customer's file from the media bucket; what lies in another one is not touched."""
    bucket, _, key = (attachment.provider_media_id or "").removeprefix("s3://").partition("/")
    if not bucket or bucket != connection.settings.get("media_bucket"):
        raise NotFoundError(f"the file lies in the bucket {bucket}, which is not the connection's media_bucket")
    return Download(name=attachment.name, mime=attachment.mime, body=_body(bucket, key))


def _body(bucket: str, key: str) -> IO[bytes]:
    from transom.aws import clients  # noqa: PLC0415 - boto3 loads slowly, and sending needs another part of it

    with clients.answered("the file"):
        found = clients.client("s3").get_object(Bucket=bucket, Key=key)
        if found["ContentLength"] > MANIFEST.max_attachment:
            raise TooLargeError(f"the file has {found['ContentLength']} bytes, over the limit of RCS")
        return spooled(found["Body"].iter_chunks(), MANIFEST.max_attachment)
