"""Sends direct messages, and posts answers to posts; downloads what customers attach."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import batched

import httpx
from pydantic import Field, JsonValue, ValidationError

from channels.x.channel import BASE_URL, MANIFEST
from channels.x.oauth import authorization
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
from transom.core.split import split
from transom.errors import ForbiddenError, UnavailableError
from transom.model import Attachment, Frozen
from transom.provider.calls import MAX_RETRY_SECONDS, RETRY_SECONDS, call, in_order, refusal
from transom.provider.media import download

MAX_TEXT = MANIFEST.max_text or 10_000
MAX_POST = 280
LIGHT = ((0, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
"""The characters that count once in a post; all others count twice."""

type Content = dict[str, JsonValue]


class Data(Frozen):
    """What a call gives."""

    id: str = ""
    dm_event_id: str = ""


class Reply(Frozen):
    """The body of an answer."""

    data: Data = Field(default_factory=Data)
    title: str = ""
    detail: str = ""

    @property
    def reason(self) -> str:
        """Return why a call failed."""
        return f"X refuses: {self.detail or self.title}" if self.detail or self.title else ""


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send a direct message, or post an answer, in as many parts as it takes."""
    kind, _, rest = message.door.address.partition(":")
    if kind not in {"dm", "group", "post"}:
        return Refused(reason="nothing says where at X the answer goes")
    try:
        media = [_upload(file, kind, connection, http) for file in message.files]
    except UnavailableError as error:
        return RetryAfter(seconds=RETRY_SECONDS, reason=error.message)
    except ForbiddenError as error:
        return Refused(reason=error.message)
    paths = {"dm": f"dm_conversations/with/{rest}/messages", "group": f"dm_conversations/{rest}/messages"}
    url = _url(connection, paths.get(kind, "tweets"))
    is_direct = kind in paths
    contents = _direct(message.text, media) if is_direct else _posts(message, rest.partition(":")[0], media)
    return in_order(
        contents,
        lambda content: call(
            lambda: http.post(url, json=content, headers=authorization("POST", url, connection)), _receipt
        ),
    )


def _direct(text: str, media: list[str]) -> Iterator[Content]:
    for piece in split(text, MAX_TEXT):
        yield {"text": piece}
    for media_id in media:
        yield {"attachments": [{"media_id": media_id}]}


def _posts(message: OutboundMessage, conversation_id: str, media: list[str]) -> Iterator[Content]:
    reply: Content = {"in_reply_to_tweet_id": message.references[-1] if message.references else conversation_id}
    for piece in _pieces(message.text):
        yield {"text": piece, "reply": reply}
    for four in batched(media, 4, strict=False):
        yield {"media": {"media_ids": list(four)}, "reply": reply}


def _pieces(text: str) -> Iterator[str]:
    for piece in split(text, MAX_POST):
        yield from [piece] if _weight(piece) <= MAX_POST else split(piece, MAX_POST // 2)


def _weight(text: str) -> int:
    return sum(1 if any(first <= ord(each) <= last for first, last in LIGHT) else 2 for each in text)


def _upload(file: OutboundFile, kind: str, connection: Connection, http: httpx.Client) -> str:
    url = _url(connection, "media/upload")
    form = {"media_category": "tweet_image" if kind == "post" else "dm_image", "media_type": file.mime}
    files = {"media": (file.name, file.content, file.mime)}
    try:
        response = http.post(url, data=form, files=files, headers=authorization("POST", url, connection))
    except httpx.HTTPError as error:
        raise UnavailableError(f"X does not answer: {type(error).__name__}") from None
    reply = _reply(response)
    if response.is_success and reply.data.id:
        return reply.data.id
    if response.is_client_error and response.status_code != httpx.codes.TOO_MANY_REQUESTS:
        raise ForbiddenError(reply.reason or f"X does not take the picture: HTTP {response.status_code}")
    raise UnavailableError(f"X does not take the picture now: HTTP {response.status_code}")


def _url(connection: Connection, path: str) -> str:
    return f"{(connection.settings.get('base_url') or BASE_URL).rstrip('/')}/2/{path}"


def _reply(response: httpx.Response) -> Reply:
    try:
        return Reply.model_validate_json(response.content)
    except ValidationError:
        return Reply()


def _receipt(response: httpx.Response) -> Receipt:
    reply = _reply(response)
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
        return RetryAfter(seconds=_until_reset(response), reason=reply.reason, is_limit=True)
    if not response.is_success:
        return refusal(response, reply.reason)
    sent = reply.data.dm_event_id or reply.data.id
    return Accepted(provider_message_ids=(sent,)) if sent else OutcomeLost(reason="the answer is unreadable")


def _until_reset(response: httpx.Response) -> float:
    try:
        seconds = int(response.headers.get("x-rate-limit-reset", "")) - datetime.now(UTC).timestamp()
    except ValueError:
        return RETRY_SECONDS
    return min(max(seconds, RETRY_SECONDS), MAX_RETRY_SECONDS)


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a picture or video; those in direct messages are handed to the account alone."""
    place = attachment.provider_media_id or ""
    is_public = place.startswith("https://")
    url = place if is_public else _url(connection, f"dm_conversations/media/{place}")
    limit, hosts = MANIFEST.max_attachment, MANIFEST.media_hosts
    proof = {} if is_public else authorization("GET", url, connection)
    return download(attachment, url, http, connection=connection, hosts=hosts, limit=limit, credentials=proof)
