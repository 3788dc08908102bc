"""Sends private messages and answers to comments as a page, and downloads what customers send."""

from collections.abc import Iterator

import httpx

from channels.messenger.api import WINDOW_CLOSED, Fields, Graph
from channels.messenger.channel import BASE_URL, MANIFEST, PRIVATE, PUBLIC
from transom.channel import Connection, Download, OutboundFile, OutboundMessage, Receipt, Refused
from transom.core.split import split
from transom.model import Attachment, Frozen
from transom.provider.calls import in_order
from transom.provider.media import download

MAX_TEXT = MANIFEST.max_text or 2000
MAX_COMMENT = 8000


class Part(Frozen):
    """One call; a message may take several."""

    content: Fields
    file: OutboundFile | None = None


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send a message to a customer, or answer a comment, beneath it or in private."""
    graph = Graph(connection, http, base=BASE_URL, token="page_token")  # noqa: S106 - the field's name
    address = message.door.address
    if address.startswith(PUBLIC):
        return _comment(message, address.removeprefix(PUBLIC), graph)
    if address.startswith(PRIVATE):
        return _private_reply(message, address.removeprefix(PRIVATE), connection, graph)
    envelope: Fields = {"recipient": {"id": address}, "messaging_type": "RESPONSE"}
    receipt = _send(message, envelope, connection, graph)
    if receipt != WINDOW_CLOSED or message.is_automatic or connection.settings.get("human_agent") != "yes":
        return receipt
    return _send(message, envelope | {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}, connection, graph)


def _send(message: OutboundMessage, envelope: Fields, connection: Connection, graph: Graph) -> Receipt:
    path = f"{connection.settings.get('page_id', '')}/messages"
    return in_order(_parts(message), lambda part: graph.post(path, envelope | {"message": part.content}, part.file))


def _parts(message: OutboundMessage) -> Iterator[Part]:
    for piece in split(message.text, MAX_TEXT):
        yield Part(content={"text": piece, "metadata": message.reference})
    for file in message.files:
        attached: Fields = {"type": file.kind.value, "payload": {"is_reusable": False}}
        yield Part(content={"attachment": attached, "metadata": message.reference}, file=file)


def _comment(message: OutboundMessage, thread: str, graph: Graph) -> Receipt:
    pieces = split(message.text, MAX_COMMENT)
    return in_order(pieces, lambda piece: graph.post(f"{thread}/comments", {"message": piece}))


def _private_reply(message: OutboundMessage, target: str, connection: Connection, graph: Graph) -> Receipt:
    """Send the one private message that Meta allows for each comment or post."""
    kind, _, known = target.partition(":")
    pieces = split(message.text, MAX_TEXT)
    if len(pieces) != 1:
        return Refused(reason=f"the private answer to a comment is one text of up to {MAX_TEXT} characters")
    return _send(message, {"recipient": {kind: known}, "messaging_type": "RESPONSE"}, connection, graph)


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a file from Meta's own hosts; the address is good for some days."""
    address = attachment.provider_media_id or ""
    limit, hosts = MANIFEST.max_attachment, MANIFEST.media_hosts
    return download(attachment, address, http, connection=connection, hosts=hosts, limit=limit)
