"""The way out: answers are posted to the system's own address, signed; files are fetched from its hosts."""

import ipaddress

import httpx
from pydantic import BaseModel, ValidationError

from channels.webhook import signing
from channels.webhook.channel import MANIFEST
from channels.webhook.inbound import THREAD
from transom import clock
from transom.channel import Accepted, Connection, Download, OutboundMessage, Receipt, Refused
from transom.model import Attachment, ContactCard, Frozen, Instant, MediaKind, Place
from transom.provider.calls import call, refusal
from transom.provider.media import download


class AnswerFile(Frozen):
    """A file of an answer, to be fetched within some hours."""

    name: str
    kind: MediaKind
    mime: str
    size: int
    url: str


class Answer(Frozen):
    """An agent's answer, version 1."""

    version: int = 1
    type: str = "answer"
    id: str
    conversation: str
    customer: str
    thread: str
    text: str
    html: str | None
    subject: str | None
    files: tuple[AnswerFile, ...]
    place: Place | None
    cards: tuple[ContactCard, ...]
    answers: tuple[str, ...]
    author: str
    is_automatic: bool
    queued_at: Instant


class Taken(Frozen):
    """What the system may answer: the id that it gave the message."""

    id: str = ""


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Post an answer; the same answer always has the same `webhook-id`, so a repeated one can be dropped."""
    if not (message.text.strip() or message.files or message.place or message.cards):
        return Refused(reason="there is nothing to send")
    return post(message.id, _answer(message), connection, http)


def post(message_id: str, content: BaseModel, connection: Connection, http: httpx.Client) -> Receipt:
    """Post a signed body to the system's own address."""
    target = connection.settings.get("target_url", "")
    if not _is_safe(target):
        return Refused(reason="the target address is not https")
    body = content.model_dump_json().encode()
    headers = _headers(message_id, body, connection)
    if not headers["webhook-signature"]:
        return Refused(reason="the connection has no signing secret of the form whsec_…")
    return call(lambda: http.post(target, content=body, headers=headers), lambda answer: _receipt(answer, message_id))


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a file from one of the hosts that the connection names."""
    hosts = [host.strip() for host in connection.settings.get("media_hosts", "").split(",") if host.strip()]
    url, limit = attachment.provider_media_id or "", MANIFEST.max_attachment
    return download(attachment, url, http, connection=connection, hosts=hosts, limit=limit)


def _answer(message: OutboundMessage) -> Answer:
    customer, _, thread = message.door.address.partition(THREAD)
    files = [
        AnswerFile(name=file.name, kind=file.kind, mime=file.mime, size=len(file.content), url=file.link)
        for file in message.files
    ]
    return Answer(
        id=message.id,
        conversation=message.conversation_id,
        customer=customer,
        thread=thread,
        text=message.text,
        html=message.html,
        subject=message.subject,
        files=tuple(files),
        place=message.place,
        cards=message.cards,
        answers=message.references,
        author=message.author_name,
        is_automatic=message.is_automatic,
        queued_at=message.queued_at,
    )


def _headers(message_id: str, body: bytes, connection: Connection) -> dict[str, str]:
    timestamp = str(int(clock.now().timestamp()))
    # while a secret is rotated, the receiver may know either: that is what the scheme's list is for
    keys = signing.keys(connection.secrets("signing_secret"))
    return {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(signing.sign(key, message_id, timestamp, body) for key in keys),
    }


def _receipt(response: httpx.Response, message_id: str) -> Receipt:
    if not response.is_success:
        return refusal(response)
    try:
        taken = Taken.model_validate_json(response.content)
    except ValidationError:
        taken = Taken()
    return Accepted(provider_message_ids=(taken.id or message_id,))


def _is_safe(target: str) -> bool:
    try:
        url = httpx.URL(target)
    except httpx.InvalidURL:
        return False
    return bool(url.host) and (url.scheme == "https" or (url.scheme == "http" and _is_here(url.host)))


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
