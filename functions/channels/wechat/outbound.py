"""Sends texts, images and voice as customer service messages, and downloads what customers attach."""

import json
from base64 import b64decode
from collections.abc import Iterator

import httpx
from pydantic import JsonValue

from channels.wechat import api
from channels.wechat.channel import MANIFEST
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
from transom.model import Attachment, MediaKind
from transom.provider.calls import RETRY_SECONDS, call, in_order, refusal
from transom.provider.media import download

MAX_BYTES = 2048
SAFE_CHARACTERS = MAX_BYTES // 3
"""So many fit whatever they are: no UTF-16 unit takes more than three bytes of UTF-8."""
BUSY_SECONDS = 60.0
MAX_REPLY = 10_000
"""Bytes of what is said in the place of a file."""

THUMB = (
    "thumb.jpg",
    b64decode(
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8"
        "ybqmx5moq6T/wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAABP/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AM//Z"
    ),
    "image/jpeg",
)
"""A grey picture: WeChat takes no video without one."""

type Content = dict[str, JsonValue]


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send the text in as many messages as it takes, and then each file in one of its own."""
    try:
        contents = list(_contents(message, connection, http))
        access_token = api.token(connection, http) if contents else ""
    except UnavailableError as error:
        api.forget(connection)
        return RetryAfter(seconds=RETRY_SECONDS, reason=error.message)
    except ForbiddenError as error:
        return Refused(reason=error.message)
    address = f"{api.base(connection)}/cgi-bin/message/custom/send"
    query = {"access_token": access_token}
    return in_order(
        enumerate(contents, 1),
        lambda part: call(
            # WeChat shows escaped characters as they are escaped
            lambda: http.post(address, params=query, content=json.dumps(part[1], ensure_ascii=False).encode()),
            # nor does it name an id of what it took
            lambda response: _receipt(response, connection, f"{message.id}.{part[0]}"),
        ),
    )


def _contents(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Iterator[Content]:
    to = message.door.address
    for piece in _pieces(message.text):
        yield {"touser": to, "msgtype": "text", "text": {"content": piece}}
    for file in message.files:
        kind = file.kind.value
        upload = {"media": (file.name, file.content, file.mime)}
        told: Content = {"media_id": api.upload(kind, upload, connection, http)}
        if file.kind is MediaKind.VIDEO:
            told |= {"thumb_media_id": api.upload("thumb", {"media": THUMB}, connection, http), "title": file.name}
        yield {"touser": to, "msgtype": kind, kind: told}


def _pieces(text: str) -> Iterator[str]:
    for piece in split(text, MAX_BYTES):
        yield from [piece] if len(piece.encode()) <= MAX_BYTES else split(piece, SAFE_CHARACTERS)


def _receipt(response: httpx.Response, connection: Connection, part_id: str) -> Receipt:
    if not response.is_success:
        return refusal(response)
    reply = api.read(response.content)
    if reply is None:
        return OutcomeLost(reason="the answer is unreadable")
    if reply.errcode in api.STALE:
        api.forget(connection)
        return RetryAfter(seconds=1.0, reason=reply.reason)
    if reply.errcode in api.BUSY:
        return RetryAfter(seconds=BUSY_SECONDS, reason=reply.reason, is_limit=True)
    return Refused(reason=reply.reason) if reply.errcode else Accepted(provider_message_ids=(part_id,))


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a file, which WeChat keeps for three days; a video is behind another address."""
    query = {"access_token": api.token(connection, http), "media_id": attachment.provider_media_id or ""}
    address = str(httpx.URL(f"{api.base(connection)}/cgi-bin/media/get", params=query))
    found = _download(attachment, address, connection, http)
    told = found.body.read(MAX_REPLY)
    found.body.seek(0)
    reply = api.read(told) if told.startswith(b"{") else None
    if reply is None:
        return found
    found.body.close()
    if reply.errcode in api.STALE | api.BUSY:
        api.forget(connection)
        raise UnavailableError(reply.reason)
    if reply.errcode or not reply.video_url:
        raise NotFoundError(reply.reason)
    return _download(attachment, reply.video_url.replace("http://", "https://", 1), connection, http)


def _download(attachment: Attachment, address: str, connection: Connection, http: httpx.Client) -> Download:
    limit, hosts = MANIFEST.max_attachment, MANIFEST.media_hosts
    return download(attachment, address, http, connection=connection, hosts=hosts, limit=limit)
