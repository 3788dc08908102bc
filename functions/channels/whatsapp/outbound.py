"""Sends texts and files through the Cloud API, and downloads what customers send."""

import httpx

from channels.whatsapp.api import WINDOW_CLOSED, Graph, Reply, UnsentError, read_reply
from channels.whatsapp.channel import MANIFEST
from channels.whatsapp.contents import bodies, chosen, template
from transom.channel import Connection, Download, OutboundMessage, Receipt
from transom.errors import NotFoundError, TooLargeError, UnavailableError
from transom.model import Attachment
from transom.provider.calls import in_order
from transom.provider.media import download


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send the message in as many parts as it takes; after 24 hours of silence, in the connection's template."""
    graph = Graph(connection, http)
    fallback = template(message, connection.settings.get("fallback_template", ""))
    if not (message.is_in_window or message.template):
        return graph.send(fallback) if fallback else WINDOW_CLOSED
    try:
        media = [graph.upload(file) for file in message.files]
    except UnsentError as error:
        return error.receipt
    if message.template:
        return graph.send(chosen(message, message.template, media))
    receipt = in_order(bodies(message, media), graph.send)
    return graph.send(fallback) if receipt == WINDOW_CLOSED and fallback else receipt


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Ask where a file lies, and download it with the token: the address is good for some minutes."""
    graph = Graph(connection, http)
    found = _found(graph, attachment.provider_media_id or "")
    if (found.file_size or 0) > MANIFEST.max_attachment:
        raise TooLargeError(f"the file has {found.file_size} bytes, over the limit of {MANIFEST.max_attachment}")
    return download(
        attachment,
        found.url,
        http,
        connection=connection,
        hosts=MANIFEST.media_hosts,
        limit=MANIFEST.max_attachment,
        credentials=graph.credentials,
    )


def _found(graph: Graph, media: str) -> Reply:
    try:
        response = graph.media(media)
    except httpx.HTTPError as error:
        raise UnavailableError(f"WhatsApp does not answer: {type(error).__name__}") from None
    reply = read_reply(response)
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS or response.is_server_error:
        raise UnavailableError(f"WhatsApp does not hand out the file now: {reply.reason}")
    if not response.is_success or not reply.url:
        raise NotFoundError(f"WhatsApp does not hand out the file: {reply.reason}")
    return reply
