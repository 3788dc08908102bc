"""Sends texts and pictures into a conversation, and downloads the customers' pictures."""

from collections.abc import Iterator

import httpx
from pydantic import JsonValue, ValidationError

from channels.tiktok import api
from channels.tiktok.channel import MANIFEST
from channels.tiktok.events import Media
from transom.channel import (
    Accepted,
    Connection,
    Download,
    OutboundMessage,
    OutcomeLost,
    Receipt,
    Refused,
    RetryAfter,
)
from transom.core.split import split
from transom.errors import ForbiddenError, NotFoundError, UnavailableError
from transom.model import Attachment
from transom.provider.calls import RETRY_SECONDS, call, in_order, refusal
from transom.provider.media import download

MAX_TEXT = MANIFEST.max_text or 6000

type Content = dict[str, JsonValue]


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send the text in as many messages as it takes, and then each picture in one of its own."""
    try:
        contents = list(_contents(message, connection, http))
        proof = api.headers(connection, http) if contents else {}
    except UnavailableError as error:
        return RetryAfter(seconds=RETRY_SECONDS, reason=error.message)
    except ForbiddenError as error:
        return Refused(reason=error.message)
    url = api.address(connection, "business/message/send")
    return in_order(
        contents,
        lambda content: call(
            lambda: http.post(url, json=content, headers=proof), lambda response: _receipt(response, connection)
        ),
    )


def _contents(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Iterator[Content]:
    to = _recipient(message, connection)
    for piece in split(message.text, MAX_TEXT):
        yield to | {"message_type": "TEXT", "text": {"body": piece}}
    for file in message.files:
        yield to | {"message_type": "IMAGE", "image": {"media_id": api.upload(file, connection, http)}}


def _recipient(message: OutboundMessage, connection: Connection) -> Content:
    to: Content = {
        "business_id": api.business(connection),
        "recipient_type": "CONVERSATION",
        "recipient": message.door.address,
    }
    if message.references:
        to["referenced_message_info"] = {"referenced_message_id": message.references[-1]}
    return to


def _receipt(response: httpx.Response, connection: Connection) -> Receipt:
    reply = api.read(response)
    if reply is None:
        return OutcomeLost(reason="the answer is unreadable") if response.is_success else refusal(response)
    if reply.is_passing:
        api.forget(connection)
        return RetryAfter(seconds=RETRY_SECONDS, reason=reply.reason)
    if reply.code:
        return Refused(reason=reply.reason)
    sent = reply.data.message.message_id
    return Accepted(provider_message_ids=(sent,)) if sent else OutcomeLost(reason="the answer is unreadable")


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a customer's picture, whose address TikTok tells when it is asked."""
    try:
        media = Media.model_validate_json(attachment.provider_media_id or "")
    except ValidationError:
        raise NotFoundError("nothing says which picture it is") from None
    asked: Content = {"business_id": api.business(connection), "media_type": "IMAGE", **media.model_dump()}
    url = api.whereabouts(asked, connection, http)
    limit, hosts = MANIFEST.max_attachment, MANIFEST.media_hosts
    proof = {"x-user": api.token(connection, http)}
    return download(attachment, url, http, connection=connection, hosts=hosts, limit=limit, credentials=proof)
