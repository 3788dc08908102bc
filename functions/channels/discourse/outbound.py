"""Posts answers to a topic, with files that are uploaded before, and downloads what customers attach."""

from collections.abc import Iterator

import httpx
from pydantic import Field, JsonValue, ValidationError

from channels.discourse.channel import MANIFEST
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
from transom.core.markup import escaped
from transom.core.split import split
from transom.errors import ForbiddenError, UnavailableError
from transom.model import Attachment, Frozen, MediaKind
from transom.provider.calls import MAX_RETRY_SECONDS, RETRY_SECONDS, call, in_order, refusal
from transom.provider.media import download

MAX_TEXT = MANIFEST.max_text or 32_000

type Content = dict[str, JsonValue]


class Extras(Frozen):
    """What a refusal adds."""

    wait_seconds: float | None = None


class Reply(Frozen):
    """The body of an answer."""

    topic_id: int | None = None
    post_number: int | None = None
    action: str = ""
    short_url: str = ""
    errors: tuple[str, ...] = ()
    extras: Extras = Field(default_factory=Extras)

    @property
    def reason(self) -> str:
        """Return why a call failed."""
        return f"the forum refuses: {' '.join(self.errors)}" if self.errors else ""


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Post the text, with its files at its end, in as many posts as it takes."""
    try:
        links = [_upload(file, connection, http) for file in message.files]
    except UnavailableError as error:
        return RetryAfter(seconds=RETRY_SECONDS, reason=error.message)
    except ForbiddenError as error:
        return Refused(reason=error.message)
    return in_order(
        _posts(message, links),
        lambda content: call(
            lambda: http.post(_url(connection, "/posts.json"), json=content, headers=_headers(connection)), _receipt
        ),
    )


def _posts(message: OutboundMessage, links: list[str]) -> Iterator[Content]:
    topic, _, _ = message.door.address.partition(":")
    place: Content = {"topic_id": int(topic) if topic.isdecimal() else topic}
    answered_topic, _, number = (message.references[-1] if message.references else "").partition(":")
    if answered_topic == topic and number.isdecimal():
        place["reply_to_post_number"] = int(number)
    for piece in split("\n\n".join([escaped(message.text.strip()), *links]), MAX_TEXT):
        yield place | {"raw": piece}


def _upload(file: OutboundFile, connection: Connection, http: httpx.Client) -> str:
    """Return how a post shows a file once the forum has it."""
    form, files = {"type": "composer", "synchronous": "true"}, {"file": (file.name, file.content, file.mime)}
    try:
        response = http.post(_url(connection, "/uploads.json"), data=form, files=files, headers=_headers(connection))
    except httpx.HTTPError as error:
        raise UnavailableError(f"the forum does not answer: {type(error).__name__}") from None
    reply = _reply(response)
    if response.is_success and reply.short_url:
        name = "".join(" " if each in "[]|\n" else each for each in file.name)
        is_shown = file.kind is MediaKind.IMAGE
        return f"![{name}]({reply.short_url})" if is_shown else f"[{name}|attachment]({reply.short_url})"
    if response.is_client_error and response.status_code != httpx.codes.TOO_MANY_REQUESTS:
        raise ForbiddenError(reply.reason or f"the forum does not take the file: HTTP {response.status_code}")
    raise UnavailableError(f"the forum does not take the file now: HTTP {response.status_code}")


def _url(connection: Connection, path: str) -> str:
    return f"{connection.settings.get('base_url', '').rstrip('/')}{path}"


def _headers(connection: Connection) -> dict[str, str]:
    return {
        "Api-Key": connection.secret.get("api_key", ""),
        "Api-Username": connection.settings.get("api_username", ""),
    }


def _reply(response: httpx.Response) -> Reply:
    try:
        return Reply.model_validate_json(response.content)
    except ValidationError:
        return Reply()


def _receipt(response: httpx.Response) -> Receipt:
    reply = _reply(response)
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS and reply.extras.wait_seconds is not None:
        return RetryAfter(seconds=min(reply.extras.wait_seconds, MAX_RETRY_SECONDS), reason=reply.reason, is_limit=True)
    if not response.is_success:
        return refusal(response, reply.reason)
    if reply.action == "enqueued":
        return OutcomeLost(reason="the post waits for a moderator of the forum")
    if reply.topic_id is None or reply.post_number is None:
        return OutcomeLost(reason="the answer is unreadable")
    return Accepted(provider_message_ids=(f"{reply.topic_id}:{reply.post_number}",))


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download an upload of the forum; the key goes to the forum itself alone."""
    address, home = attachment.provider_media_id or "", _url(connection, "/")
    proof = _headers(connection) if address.startswith(home) else {}
    host = connection.settings.get("media_host", "")
    hosts = (*MANIFEST.media_hosts, host) if host else MANIFEST.media_hosts
    limit = MANIFEST.max_attachment
    return download(attachment, address, http, connection=connection, hosts=hosts, limit=limit, credentials=proof)
