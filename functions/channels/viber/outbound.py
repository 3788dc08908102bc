"""Sends texts, files, places and contacts through a bot, and downloads what customers attach."""

from collections.abc import Iterator

import httpx
from pydantic import JsonValue, ValidationError

from channels.viber.callbacks import Token
from channels.viber.channel import BASE_URL, MANIFEST
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
from transom.model import Attachment, ContactCard, Frozen, MediaKind
from transom.provider.calls import RETRY_SECONDS, call, in_order, refusal
from transom.provider.media import download

MAX_TEXT = MANIFEST.max_text or 7000
MAX_NAME = 28
MAX_PHONE = 18
TOO_MANY_REQUESTS = 12

type Content = dict[str, JsonValue]


class Reply(Frozen):
    """The body of an answer: the status is in here, and 0 means that the message was taken."""

    status: int
    status_message: str = ""
    message_token: Token | None = None


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send the text in as many messages as it takes, and then each file in one of its own."""
    address = f"{(connection.settings.get('base_url') or BASE_URL).rstrip('/')}/pa/send_message"
    headers = {"X-Viber-Auth-Token": connection.secret.get("auth_token", "")}
    envelope = _envelope(message, connection)
    return in_order(
        _contents(message),
        lambda content: call(lambda: http.post(address, json=envelope | content, headers=headers), _receipt),
    )


def _envelope(message: OutboundMessage, connection: Connection) -> Content:
    sender: Content = {"name": connection.settings.get("sender_name", "")[:MAX_NAME]}
    if avatar := connection.settings.get("avatar"):
        sender["avatar"] = avatar
    return {
        "receiver": message.door.address,
        "min_api_version": 1,
        "sender": sender,
        "tracking_data": message.reference,
    }


def _contents(message: OutboundMessage) -> Iterator[Content]:
    for piece in split(message.text, MAX_TEXT):
        yield {"type": "text", "text": piece}
    for file in message.files:
        yield _file(file)
    if message.place:
        at = {"lat": str(message.place.latitude), "lon": str(message.place.longitude)}
        yield {"type": "location", "location": {**at}}
        if named := "\n".join(filter(None, (message.place.name, message.place.address))):
            yield {"type": "text", "text": named}
    for card in message.cards:
        yield from _contact(card)


def _contact(card: ContactCard) -> Iterator[Content]:
    """Yield a card as Viber has it, which is a name and a number."""
    for phone in card.phones:
        yield {"type": "contact", "contact": {"name": card.name[:MAX_NAME], "phone_number": phone[:MAX_PHONE]}}
    if card.emails:
        yield {"type": "text", "text": "\n".join(card.emails)}


def _file(file: OutboundFile) -> Content:
    size = len(file.content)
    if file.kind is MediaKind.IMAGE:
        return {"type": "picture", "text": "", "media": file.link}
    if file.kind is MediaKind.VIDEO:
        return {"type": "video", "media": file.link, "size": size}
    return {"type": "file", "media": file.link, "size": size, "file_name": file.name}


def _receipt(response: httpx.Response) -> Receipt:
    if not response.is_success:
        return refusal(response)
    try:
        reply = Reply.model_validate_json(response.content)
    except ValidationError:
        return OutcomeLost(reason="the answer is unreadable")
    if reply.status == TOO_MANY_REQUESTS:
        return RetryAfter(seconds=RETRY_SECONDS, reason=reply.status_message, is_limit=True)
    if reply.status:
        return Refused(reason=f"Viber refuses: {reply.status_message or reply.status}")
    if reply.message_token is None:
        return OutcomeLost(reason="the answer is unreadable")
    return Accepted(provider_message_ids=(str(reply.message_token),))


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a file from Viber's own hosts; it stays there for about an hour."""
    address = attachment.provider_media_id or ""
    limit, hosts = MANIFEST.max_attachment, MANIFEST.media_hosts
    return download(attachment, address, http, connection=connection, hosts=hosts, limit=limit)
