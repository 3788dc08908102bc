"""Pushes texts, images and places to a chat, and downloads what customers send."""

from base64 import b64decode
from collections.abc import Iterator
from itertools import batched
from urllib.parse import quote
from uuid import NAMESPACE_OID, uuid5

import httpx
from pydantic import Field, JsonValue, ValidationError

from channels.line.api import address, proof
from channels.line.channel import BASE_URL, DATA_URL, MANIFEST
from transom.channel import (
    Accepted,
    Connection,
    Download,
    OutboundFile,
    OutboundMessage,
    Receipt,
    Refused,
)
from transom.core.lasting import milliseconds
from transom.core.split import split
from transom.errors import NotFoundError, UnavailableError
from transom.model import Attachment, Frozen, MediaKind, Place
from transom.provider.calls import call, in_order, refusal
from transom.provider.media import download

MAX_TEXT = MANIFEST.max_text or 5000
MAX_MESSAGES = 5
MAX_TITLE = 100
A_MINUTE = 60_000
PREVIEW = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAPAAAACHCAAAAAANGYs3AAAAmklEQVR42u3PQQEAAAQEsCOp/ilU8Lc1WE1+6QgLCwsLCwsLCwsLCwsLCwsLCwsL"
    "CwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsLCwsL"
    "CwsLCwsLCwsLCwsLCwsLCwsL3y0zNQFuVD13PQAAAABJRU5ErkJggg=="
)
"""A grey picture."""
UNNAMED = "📍"
TRANSCODED = frozenset({MediaKind.VIDEO, MediaKind.VOICE, MediaKind.AUDIO})

type Message = dict[str, JsonValue]


class SentMessage(Frozen):
    """One of the messages that were taken."""

    id: str


class Reply(Frozen):
    """The body of an answer; a refusal has a message, a finished transcoding a status."""

    message: str = ""
    status: str = ""
    sent: tuple[SentMessage, ...] = Field(default=(), alias="sentMessages")

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of what was taken."""
        return tuple(message.id for message in self.sent)


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Push the texts, and then the images, up to five in one request; a request sent again is dropped by its key."""
    url = address(connection, "message/push")

    def push(batch: tuple[int, tuple[Message, ...]]) -> Receipt:
        number, messages = batch
        key = str(uuid5(NAMESPACE_OID, f"{message.id}:{number}"))
        headers = proof(connection) | {"X-Line-Retry-Key": key}
        body = {"to": message.door.address, "messages": messages}
        return call(lambda: http.post(url, json=body, headers=headers), _receipt)

    return in_order(enumerate(batched(_messages(message), MAX_MESSAGES, strict=False)), push)


def _messages(message: OutboundMessage) -> Iterator[Message]:
    quoted = _quote(message)
    for piece in split(message.text, MAX_TEXT):
        yield {"type": "text", "text": piece, **quoted}
        quoted = {}
    for file in message.files:
        yield _file(file, message)
    if message.place:
        yield _place(message.place)


def _file(file: OutboundFile, message: OutboundMessage) -> Message:
    if file.kind is MediaKind.IMAGE:
        return {"type": "image", "originalContentUrl": file.link, "previewImageUrl": file.link}
    if file.kind is MediaKind.VIDEO:
        return {"type": "video", "originalContentUrl": file.link, "previewImageUrl": _preview(message)}
    # LINE wants to be told how long it lasts, and shows that alone
    return {"type": "audio", "originalContentUrl": file.link, "duration": milliseconds(file.content) or A_MINUTE}


def _preview(message: OutboundMessage) -> str:
    """Return where a grey picture lies, since LINE takes no video without one."""
    from transom.aws import blobs  # noqa: PLC0415 - boto3 loads slowly, and reading does without

    key = f"media/{message.id}/preview.png"
    blobs.put(key, PREVIEW, "image/png")
    return blobs.link(key, "preview.png")


def _quote(message: OutboundMessage) -> Message:
    """Return what quotes the message that is answered: LINE takes its token, and never its id."""
    token = message.references[-1] if message.references else ""
    return {"quoteToken": token} if token and not token.isdecimal() else {}


def _place(place: Place) -> Message:
    """Return a place as LINE has it: with a title and an address, whatever is known."""
    at: Message = {"latitude": place.latitude, "longitude": place.longitude}
    title, address = place.name or place.address or UNNAMED, place.address or place.name or UNNAMED
    return {"type": "location", "title": title[:MAX_TITLE], "address": address[:MAX_TITLE], **at}


def _receipt(response: httpx.Response) -> Receipt:
    reply = _reply(response)
    # a request that was taken under the same key before is told of by a 409, with what became of it
    if response.is_success or response.status_code == httpx.codes.CONFLICT:
        names = ("x-line-accepted-request-id", "x-line-request-id")
        known = next((response.headers[name] for name in names if name in response.headers), "unknown")
        return Accepted(provider_message_ids=reply.ids or (known,))
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS and "monthly limit" in reply.message:
        return Refused(reason="the month's quota of messages is used up")
    return refusal(response, reply.message)


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a file from LINE once it is ready; a sticker's picture lies elsewhere and wants no token."""
    url = known = attachment.provider_media_id or ""
    credentials: dict[str, str] = {}
    if "://" not in known:
        base = connection.settings.get("base_url") or DATA_URL
        host = DATA_URL if base == BASE_URL else base.rstrip("/")
        url, credentials = f"{host}/v2/bot/message/{quote(known, safe='')}/content", proof(connection)
        if attachment.kind in TRANSCODED:
            _check_ready(f"{url}/transcoding", credentials, http)
    return download(
        attachment,
        url,
        http,
        connection=connection,
        hosts=MANIFEST.media_hosts,
        limit=MANIFEST.max_attachment,
        credentials=credentials,
    )


def _check_ready(url: str, credentials: dict[str, str], http: httpx.Client) -> None:
    try:
        response = http.get(url, headers=credentials)
    except httpx.HTTPError as error:
        raise UnavailableError(f"LINE does not answer: {type(error).__name__}") from None
    status = _reply(response).status
    if status == "failed":
        raise NotFoundError("LINE could not make the file ready")
    if response.is_server_error or status == "processing":
        raise UnavailableError("LINE has not made the file ready yet")


def _reply(response: httpx.Response) -> Reply:
    try:
        return Reply.model_validate_json(response.content)
    except ValidationError:
        return Reply()
