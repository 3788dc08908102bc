"""Sends direct messages as the app's bot, with a button to write back, and downloads what customers attach."""

from collections.abc import Iterator
from hashlib import sha256

import httpx
from pydantic import JsonValue

from channels.discord.api import Api, Reply
from channels.discord.channel import MANIFEST, wording
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
from transom.model import Attachment, Frozen
from transom.provider.calls import MAX_RETRY_SECONDS, RETRY_SECONDS, call, in_order, refusal
from transom.provider.media import download

MAX_TEXT = MANIFEST.max_text or 2000
MAX_DOWNLOAD = 25_000_000
MAX_NONCE = 25
MAX_FILES = 10
MAX_REQUEST = 24_000_000
ACTION_ROW, BUTTON, SECONDARY = 1, 2, 2
TOO_FAST = 40003
REASONS = {
    10003: "Discord does not know the conversation any more",
    10013: "Discord does not know the customer any more",
    50007: "the customer takes no direct messages from the bot, or has left the server",
    50278: "the customer shares no server with the bot",
}
"""What the refusals mean that concern a customer."""


class Part(Frozen):
    """One message of Discord; an answer may take several."""

    index: int
    text: str = ""
    files: tuple[OutboundFile, ...] = ()
    is_last: bool = False


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send the message in as many parts as it takes, to the customer alone."""
    parts, api = _parts(message), Api(connection, http)
    if not parts:
        return Refused(reason="there is nothing to send")
    opened = call(lambda: api.open(message.door.address), receipt)
    if not isinstance(opened, Accepted):
        return _unopened(opened)
    [channel] = opened.provider_message_ids
    button = wording(connection.settings, "answer_button")[:80]
    return in_order(
        parts, lambda part: call(lambda: api.post(channel, _fields(message, part, button), part.files), receipt)
    )


def _parts(message: OutboundMessage) -> list[Part]:
    pieces = split(escaped(message.text), MAX_TEXT)
    texts = [Part(index=index, text=piece) for index, piece in enumerate(pieces)]
    files = [Part(index=len(pieces) + index, files=some) for index, some in enumerate(_together(message.files))]
    parts = [*texts, *files]
    return [*parts[:-1], parts[-1].model_copy(update={"is_last": True})] if parts else []


def _together(files: tuple[OutboundFile, ...]) -> Iterator[tuple[OutboundFile, ...]]:
    """Yield the files that one message takes, by their number and their size."""
    some: tuple[OutboundFile, ...] = ()
    for file in files:
        if len(some) == MAX_FILES or sum(len(each.content) for each in (*some, file)) > MAX_REQUEST:
            yield some
            some = ()
        some = (*some, file)
    if some:
        yield some


def _fields(message: OutboundMessage, part: Part, button: str) -> dict[str, JsonValue]:
    fields: dict[str, JsonValue] = {
        "nonce": _nonce(message, part),
        "enforce_nonce": True,
        "allowed_mentions": {"parse": []},
    }
    if part.text:
        fields["content"] = part.text
    if part.files:
        fields["attachments"] = [{"id": number, "filename": file.name} for number, file in enumerate(part.files)]
    if message.references and part.index == 0:
        # what came by the form or a command is no message, and is not quoted
        fields["message_reference"] = {"message_id": message.references[-1], "fail_if_not_exists": False}
    if part.is_last:
        pressed: JsonValue = {"type": BUTTON, "style": SECONDARY, "label": button, "custom_id": "answer"}
        fields["components"] = [{"type": ACTION_ROW, "components": [pressed]}]
    return fields


def _nonce(message: OutboundMessage, part: Part) -> str:
    """Return the key by which Discord knows a part that comes a second time."""
    return sha256(f"{message.id}.{part.index}".encode()).hexdigest()[:MAX_NONCE]


def receipt(response: httpx.Response) -> Receipt:
    """Return what became of a message."""
    reply = Reply.of(response)
    if response.is_success:
        return (
            Accepted(provider_message_ids=(reply.id,)) if reply.id else OutcomeLost(reason="the answer is unreadable")
        )
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS and reply.retry_after is not None:
        return RetryAfter(
            seconds=min(max(reply.retry_after, 0.0), MAX_RETRY_SECONDS), reason=reply.message, is_limit=True
        )
    if reply.code == TOO_FAST:
        return RetryAfter(seconds=RETRY_SECONDS, reason=reply.message, is_limit=True)
    return refusal(response, REASONS.get(reply.code, reply.message))


def _unopened(receipt: Receipt) -> Receipt:
    """Return what became of a message whose channel was not opened: nothing, so it may be tried again."""
    if isinstance(receipt, OutcomeLost):
        return RetryAfter(seconds=RETRY_SECONDS, reason=receipt.reason, is_failure=receipt.is_failure)
    return receipt


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a file from Discord's CDN; its address is signed, and works for about a day."""
    return download(
        attachment,
        attachment.provider_media_id or "",
        http,
        connection=connection,
        hosts=MANIFEST.media_hosts,
        limit=MAX_DOWNLOAD,
    )
