"""Sends private messages and answers to comments and mentions, and downloads what customers send."""

from collections.abc import Iterator

import httpx

from channels.instagram.channel import BASE_URL, MANIFEST, MENTION
from channels.messenger.api import WINDOW_CLOSED, Fields, Graph
from channels.messenger.channel import PRIVATE, PUBLIC
from transom.channel import Connection, Download, OutboundMessage, Receipt, Refused
from transom.core.split import split
from transom.model import Attachment
from transom.provider.calls import in_order
from transom.provider.media import download

MAX_BYTES = MANIFEST.max_text or 1000
MAX_COMMENT = 2200


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send a message to a customer, or answer a comment or a mention."""
    graph = Graph(connection, http, base=BASE_URL, token="access_token")  # noqa: S106 - the field's name
    account, address = connection.settings.get("account_id", ""), message.door.address
    if address.startswith((PUBLIC, MENTION)):
        return _public(message, account, graph)
    path = f"{account}/messages"
    if address.startswith(PRIVATE):
        return _private_reply(message, path, graph)
    envelope: Fields = {"recipient": {"id": address}}
    receipt = _send(message, envelope, path, graph)
    if receipt != WINDOW_CLOSED or message.is_automatic or connection.settings.get("human_agent") != "yes":
        return receipt
    return _send(message, envelope | {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}, path, graph)


def _send(message: OutboundMessage, envelope: Fields, path: str, graph: Graph) -> Receipt:
    return in_order(_contents(message), lambda content: graph.post(path, envelope | {"message": content}))


def _contents(message: OutboundMessage) -> Iterator[Fields]:
    for piece in in_bytes(message.text):
        yield {"text": piece}
    for file in message.files:
        yield {"attachment": {"type": file.kind.value, "payload": {"url": file.link}}}


def in_bytes(text: str, limit: int = MAX_BYTES) -> Iterator[str]:
    """Yield the text in pieces that Instagram takes: it counts the bytes of UTF-8."""
    for piece in split(text, limit):
        # a quarter of the limit always fits, so this ends
        yield from (piece,) if len(piece.encode()) <= MAX_BYTES else in_bytes(piece, limit // 2)


def _public(message: OutboundMessage, account: str, graph: Graph) -> Receipt:
    path, fields = _place(message.door.address, account)
    return in_order(split(message.text, MAX_COMMENT), lambda piece: graph.post(path, fields | {"message": piece}))


def _place(address: str, account: str) -> tuple[str, Fields]:
    """Return where a public answer is posted, and what is said there beside the text."""
    if address.startswith(PUBLIC):
        return f"{address.removeprefix(PUBLIC)}/replies", {}
    media, _, comment = address.removeprefix(MENTION).partition(":")
    mentioned: Fields = {"media_id": media}
    return f"{account}/mentions", mentioned | ({"comment_id": comment} if comment else {})


def _private_reply(message: OutboundMessage, path: str, graph: Graph) -> Receipt:
    """Send the one private message that Meta allows for each comment."""
    kind, _, known = message.door.address.removeprefix(PRIVATE).partition(":")
    if len(message.text.encode()) > MAX_BYTES:
        return Refused(reason=f"the private answer to a comment is one text of up to {MAX_BYTES} bytes")
    return _send(message, {"recipient": {kind: known}}, path, graph)


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a file from Meta's own hosts; that of a story is gone after a day."""
    address = attachment.provider_media_id or ""
    limit, hosts = MANIFEST.max_attachment, MANIFEST.media_hosts
    return download(attachment, address, http, connection=connection, hosts=hosts, limit=limit)
