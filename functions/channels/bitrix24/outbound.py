"""Writes into the portal's open line, and downloads what operators attach."""

from collections.abc import Iterator

import httpx
from pydantic import Field, JsonValue, ValidationError

from channels.bitrix24 import api
from channels.bitrix24.channel import MANIFEST
from channels.bitrix24.events import Listed
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
from transom.model import Attachment, Door
from transom.model.base import Frozen
from transom.provider.calls import RETRY_SECONDS, call, in_order, refusal
from transom.provider.media import download

MAX_TEXT = MANIFEST.max_text or 20_000
MAX_NAME = 25
TIME_LIMIT_SECONDS = 60.0
"""How long a method rests that has worked for 480 seconds of ten minutes."""


class Outcome(Frozen):
    """What became of one message."""

    is_taken: bool = Field(default=True, alias="SUCCESS")


class Outcomes(Frozen):
    """What became of the messages."""

    results: Listed[Outcome] = Field(default=(), alias="RESULT")


class Taken(Frozen):
    """The answer of imconnector.send.messages."""

    is_taken: bool = Field(default=True, alias="SUCCESS")
    data: Outcomes = Field(default_factory=Outcomes, alias="DATA")

    @property
    def is_whole(self) -> bool:
        """Tell whether every message was taken."""
        return self.is_taken and all(outcome.is_taken for outcome in self.data.results)


class Reply(Frozen):
    """The body of an answer."""

    result: Taken


class Part(Frozen):
    """One message of the open line; an answer may take several."""

    id: str
    text: str = ""
    files: tuple[OutboundFile, ...] = ()


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Write the answer into the open line."""
    return in_order(_parts(message), lambda part: _write(part, message, connection, http))


def _parts(message: OutboundMessage) -> Iterator[Part]:
    """Yield the pieces of the text; the files go with the last one."""
    *pieces, last = split(message.text, MAX_TEXT) or [""]
    for index, piece in enumerate(pieces):
        yield Part(id=f"{message.id}-{index}", text=piece)
    if last or message.files:
        yield Part(id=message.id, text=last, files=message.files)


def _write(part: Part, message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    fields = api.on_line(connection, [_message(part, message, connection)])
    try:
        return call(
            lambda: api.post(connection, "imconnector.send.messages", fields, http),
            lambda response: _receipt(response, part),
        )
    except ForbiddenError as error:
        return Refused(reason=error.message)
    except UnavailableError as error:
        return RetryAfter(seconds=RETRY_SECONDS, reason=error.message)


def _message(part: Part, message: OutboundMessage, connection: Connection) -> JsonValue:
    chat = message.door.address
    written: dict[str, JsonValue] = {"id": part.id, "date": int(message.queued_at.timestamp())}
    if part.text:
        written["text"] = part.text
    if part.files:
        written["files"] = [{"url": file.link, "name": file.name} for file in part.files]
    # the portal knows a chat by its id and its user's: the user stays the same, whichever agent writes
    user: dict[str, JsonValue] = {"id": chat, "name": _name(message.author_name, connection.name)}
    return {"user": user, "message": written, "chat": {"id": chat}}


def _name(*names: str) -> str:
    """Return the first name of which something is left that Bitrix24 takes: letters, spaces, hyphens, apostrophes."""
    kept = ("".join(letter for letter in name if letter.isalpha() or letter in " -'") for name in names)
    return next((name for name in (" ".join(text.split())[:MAX_NAME].strip() for text in kept) if name), "Transom")


def _receipt(response: httpx.Response, part: Part) -> Receipt:
    if not response.is_success:
        return _refused(response)
    try:
        is_whole = Reply.model_validate_json(response.content).result.is_whole
    except ValidationError:
        return OutcomeLost(reason="the answer is unreadable")
    return (
        Accepted(provider_message_ids=(part.id,)) if is_whole else Refused(reason="the open line refused the message")
    )


def _refused(response: httpx.Response) -> Receipt:
    failure = api.Failure.of(response)
    if response.status_code == httpx.codes.UNAUTHORIZED:
        return RetryAfter(seconds=RETRY_SECONDS, reason=failure.error_description)
    if failure.error == "QUERY_LIMIT_EXCEEDED":
        return RetryAfter(seconds=RETRY_SECONDS, reason=failure.error_description, is_limit=True)
    if failure.error == "OPERATION_TIME_LIMIT":
        return RetryAfter(seconds=TIME_LIMIT_SECONDS, reason=failure.error_description, is_limit=True)
    return refusal(response, failure.error_description)


def confirm(provider_message_id: str, door: Door, connection: Connection, http: httpx.Client) -> None:
    """Tell the operator that a message of theirs has arrived."""
    arrived = api.on_line(connection, [api.delivered(provider_message_id, door.address)])
    try:
        response = api.post(connection, "imconnector.send.status.delivery", arrived, http)
    except httpx.HTTPError as error:
        raise UnavailableError(f"Bitrix24 does not answer: {type(error).__name__}") from None
    if not response.is_success:
        raise UnavailableError(f"Bitrix24 takes no confirmation: {api.Failure.of(response).error_description}")


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a file from the portal, within the size limit."""
    url = attachment.provider_media_id or ""
    portal = connection.settings.get("portal")
    hosts = (*MANIFEST.media_hosts, portal) if portal else MANIFEST.media_hosts
    return download(attachment, url, http, connection=connection, hosts=hosts, limit=MANIFEST.max_attachment)
