"""Writes texts and pictures into conversations as the bot, and downloads what customers attach."""

from collections.abc import Iterator

import httpx
from pydantic import Field, JsonValue, ValidationError

from channels.teams.channel import MANIFEST
from channels.teams.connector import Connector, NoTokenError
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
from transom.errors import NotFoundError, UnavailableError
from transom.model import Attachment, Frozen
from transom.provider.calls import RETRY_SECONDS, call, in_order, refusal
from transom.provider.media import download

MAX_TEXT = MANIFEST.max_text or 20_000
REASONS = {
    "BotNotInConversationRoster": "the bot was removed from the conversation",
    "ConversationBlockedByUser": "the customer has blocked the bot",
    "BotDisabledByAdmin": "an administrator has blocked the bot",
    "ConversationNotFound": "Teams does not know the conversation any more",
    "MessageSizeTooBig": "Teams finds the message too long",
}


class Trouble(Frozen):
    """Why the Bot Connector refuses."""

    code: str = ""
    message: str = ""


class Reply(Frozen):
    """What the Bot Connector answers."""

    id: str = ""
    error: Trouble = Field(default_factory=Trouble)


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send the message in as many parts as it takes."""
    connector = Connector(connection, http)
    return in_order(_parts(message), lambda part: _post(connector, message, part))


def _parts(message: OutboundMessage) -> Iterator[dict[str, JsonValue]]:
    """Yield the activities: texts first, then one for each picture."""
    contents: list[dict[str, JsonValue]] = [
        {"text": piece, "textFormat": "plain"} for piece in split(message.text, MAX_TEXT)
    ]
    contents += [{"attachments": [_picture(file)]} for file in message.files]
    for content in contents:
        yield {"type": "message"} | content | _answered(message)


def _picture(file: OutboundFile) -> JsonValue:
    return {"contentType": file.mime, "contentUrl": file.link, "name": file.name}


def _answered(message: OutboundMessage) -> dict[str, JsonValue]:
    """Return which message is answered, if it is one of this conversation."""
    conversation, _, answered = (message.references[-1] if message.references else "").rpartition(":")
    return {"replyToId": answered} if conversation == message.door.address else {}


def _post(connector: Connector, message: OutboundMessage, activity: dict[str, JsonValue]) -> Receipt:
    place = message.door.address
    try:
        headers = connector.credentials()
    except NoTokenError as error:
        return error.receipt
    return call(lambda: connector.post(place, activity, headers), lambda response: receipt(connector, place, response))


def receipt(connector: Connector, place: str, response: httpx.Response) -> Receipt:
    """Return what became of a message."""
    reply = _read(response)
    if response.is_success:
        known = f"{place}:{reply.id}"
        return Accepted(provider_message_ids=(known,)) if reply.id else OutcomeLost(reason="the answer is unreadable")
    told = REASONS.get(reply.error.code) or reply.error.message or f"HTTP {response.status_code}"
    if response.status_code == httpx.codes.UNAUTHORIZED:
        connector.forget()
        return RetryAfter(seconds=RETRY_SECONDS, reason=told)
    if response.status_code == httpx.codes.PRECONDITION_FAILED:
        return RetryAfter(seconds=RETRY_SECONDS, reason=told)
    return refusal(response, told)


def _read(response: httpx.Response) -> Reply:
    try:
        return Reply.model_validate_json(response.content)
    except ValidationError:
        return Reply()


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a picture with the bot's token, or a file whose address is proof enough."""
    url = attachment.provider_media_id or ""
    return download(
        attachment,
        url,
        http,
        connection=connection,
        hosts=MANIFEST.media_hosts,
        limit=MANIFEST.max_attachment,
        credentials=_credentials(Connector(connection, http), url),
    )


def _credentials(connector: Connector, url: str) -> dict[str, str]:
    """Return the token for the Bot Connector's own host, and nothing for any other."""
    try:
        return connector.credentials() if httpx.URL(url).host == connector.host else {}
    except httpx.InvalidURL:
        raise NotFoundError("the address of the file is none") from None
    except NoTokenError as error:
        if isinstance(error.receipt, Refused):
            raise NotFoundError(error.receipt.reason) from None
        raise UnavailableError(error.receipt.reason) from None
