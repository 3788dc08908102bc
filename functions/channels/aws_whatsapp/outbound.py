"""Sends texts and files through AWS, and fetches what customers send by way of the bucket."""

import json
import re

import httpx

from channels.aws_whatsapp.api import RETRY_SECONDS, Social, ask, client
from channels.aws_whatsapp.channel import API_VERSION, MANIFEST
from channels.whatsapp.contents import Fields, bodies, chosen, template
from transom.channel import (
    Accepted,
    Connection,
    Download,
    OutboundFile,
    OutboundMessage,
    OutcomeLost,
    Receipt,
    Refused,
    RetryAfter,
)
from transom.errors import NotFoundError, UnavailableError
from transom.model import Attachment
from transom.provider.calls import in_order
from transom.provider.media import spooled

MEDIA_ID = re.compile(r"[A-Za-z0-9]{1,100}")
LINK_SECONDS = 300
CLOSED = "131047"
"""Meta's code for a customer who has been silent for 24 hours."""


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:  # noqa: ARG001 - boto3 calls
    """Hand over the files, and then each part of the message, written as for the Cloud API."""
    service = client(connection.settings.get("base_url", ""))
    fallback = template(message, connection.settings.get("fallback_template", ""))
    if not (message.is_in_window or message.template):
        return post(fallback, connection, service) if fallback else Refused(reason=f"the 24 hours are over ({CLOSED})")
    uploads = [_upload(file, connection, service) for file in message.files]
    if failed := next((upload for upload in uploads if not isinstance(upload, Accepted)), None):
        if isinstance(failed, OutcomeLost):  # a second upload does no harm
            return RetryAfter(seconds=RETRY_SECONDS, reason=failed.reason, is_failure=failed.is_failure)
        return failed
    media = [known for upload in uploads if isinstance(upload, Accepted) for known in upload.provider_message_ids]
    if message.template:
        return post(chosen(message, message.template, media), connection, service)
    receipt = in_order(bodies(message, media), lambda body: post(body, connection, service))
    is_closed = isinstance(receipt, Refused) and CLOSED in receipt.reason
    return post(fallback, connection, service) if is_closed and fallback else receipt


def post(body: Fields, connection: Connection, service: Social) -> Receipt:
    """Hand a body of the Cloud API to AWS."""
    return ask(
        lambda: service.send_whatsapp_message(
            originationPhoneNumberId=_number(connection),
            message=json.dumps(body).encode(),
            metaApiVersion=connection.settings.get("api_version") or API_VERSION,
        ),
        "messageId",
    )


def _upload(file: OutboundFile, connection: Connection, service: Social) -> Receipt:
    place = {"url": file.link, "headers": {"Content-Type": file.mime}}
    return ask(
        lambda: service.post_whatsapp_message_media(
            originationPhoneNumberId=_number(connection), sourceS3PresignedUrl=place
        ),
        "mediaId",
    )


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:  # noqa: ARG001 - boto3 calls
    """Let AWS put a file into the bucket, and take it from there; what is left behind is empty."""
    from transom.aws import blobs  # noqa: PLC0415 - boto3 loads slowly

    media = attachment.provider_media_id or ""
    if not MEDIA_ID.fullmatch(media):
        raise NotFoundError("the id of the file is none of WhatsApp's")
    key = f"media/fetched/{connection.id}/{media}"
    _put(media, _door(key, attachment.mime), attachment.mime, connection)
    try:
        body = spooled(blobs.chunks(key), MANIFEST.max_attachment)
    finally:
        # this function may write there, and not remove
        blobs.put(key, b"")
    return Download(name=attachment.name, mime=attachment.mime, body=body)


def _put(media: str, address: str, mime: str, connection: Connection) -> None:
    service, place = (
        client(connection.settings.get("base_url", "")),
        {"url": address, "headers": {"Content-Type": mime}},
    )
    outcome = ask(
        lambda: service.get_whatsapp_message_media(
            originationPhoneNumberId=_number(connection), mediaId=media, destinationS3PresignedUrl=place
        ),
        "mimeType",
    )
    if isinstance(outcome, Refused):
        raise NotFoundError(f"AWS does not hand out the file: {outcome.reason}")
    if not isinstance(outcome, Accepted):
        raise UnavailableError(f"AWS does not hand out the file now: {outcome.reason}")


def _door(key: str, mime: str) -> str:
    """Return an address that takes one file for some minutes."""
    from transom.aws.clients import client as aws  # noqa: PLC0415 - boto3 loads slowly
    from transom.settings import settings  # noqa: PLC0415 - the same

    place = {"Bucket": settings().require("bucket"), "Key": key, "ContentType": mime}
    return aws("s3").generate_presigned_url("put_object", Params=place, ExpiresIn=LINK_SECONDS)


def _number(connection: Connection) -> str:
    return connection.settings.get("phone_number_id", "")
