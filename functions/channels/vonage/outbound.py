"""Sends through the Messages API as an application, and fetches the media that it keeps."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import httpx
from pydantic import JsonValue, ValidationError

from channels.vonage.channel import MANIFEST
from channels.vonage.messages import Failure
from transom.channel import Accepted, Connection, Download, OutboundMessage, OutcomeLost, Receipt, Refused
from transom.core.split import split
from transom.errors import NotFoundError
from transom.model import Attachment
from transom.provider.calls import call, in_order, refusal
from transom.provider.media import download

BASE_URL = "https://api.nexmo.com"
MAX_TEXT = MANIFEST.max_text or 1000
VCARDS = frozenset({"text/vcard", "text/x-vcard"})
"""What an MMS carries as a contact, and not as a file."""
LIFETIME = 60

type Body = dict[str, JsonValue]


class Reply(Failure):
    """The id of a message that was taken, or why it was not."""

    message_uuid: str = ""


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send the message in as many parts as it takes; a file goes to a phone number as an MMS."""
    try:
        headers = {"Authorization": f"Bearer {token(connection)}"}
    except ValueError:
        return Refused(reason="the connection's private_key is no RSA key in PEM")
    url = f"{_base(connection)}/v1/messages"
    envelope = _envelope(message, connection)
    return in_order(
        _parts(message),
        lambda part: call(lambda: http.post(url, json=envelope | part, headers=headers), _receipt),
    )


def token(connection: Connection) -> str:
    """Return a JWT of the application's for the next minute; raises `ValueError` when its key is none."""
    import jwt  # noqa: PLC0415 - with `cryptography`, which loads slowly, and reading does without

    now = int(datetime.now(UTC).timestamp())
    claims = {"application_id": connection.settings.get("application_id", ""), "iat": now, "jti": str(uuid4())}
    try:
        return jwt.encode({**claims, "exp": now + LIFETIME}, connection.secret.get("private_key", ""), "RS256")
    except (jwt.PyJWTError, TypeError) as error:
        raise ValueError("no key") from error


def _envelope(message: OutboundMessage, connection: Connection) -> Body:
    channel, _, address = message.door.address.rpartition(":")
    told: Body = {"to": address, "from": connection.settings.get("sender", ""), "client_ref": message.reference}
    if channel == "whatsapp" and message.references:
        told["context"] = {"message_uuid": message.references[-1]}
    return told | {"channel": channel or "sms"}


def _parts(message: OutboundMessage) -> Iterator[Body]:
    is_number = ":" not in message.door.address
    for text in split(message.text, MAX_TEXT):
        yield {"message_type": "text", "text": text}
    for file in message.files:
        kind = "vcard" if is_number and file.mime in VCARDS else file.kind.value
        part: Body = {"message_type": kind, kind: {"url": file.link}}
        yield part | {"channel": "mms"} if is_number else part


def _receipt(response: httpx.Response) -> Receipt:
    try:
        reply = Reply.model_validate_json(response.content)
    except ValidationError:
        reply = Reply()
    if not response.is_success:
        return refusal(response, reply.reason)
    known = reply.message_uuid
    return Accepted(provider_message_ids=(known,)) if known else OutcomeLost(reason="no id in the answer")


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a file of a message, with the application's token."""
    try:
        credentials = {"Authorization": f"Bearer {token(connection)}"}
    except ValueError:
        raise NotFoundError("the connection's private_key is no RSA key in PEM") from None
    return download(
        attachment,
        attachment.provider_media_id or "",
        http,
        connection=connection,
        hosts=MANIFEST.media_hosts,
        limit=MANIFEST.max_attachment,
        credentials=credentials,
    )


def _base(connection: Connection) -> str:
    return (connection.settings.get("base_url") or BASE_URL).rstrip("/")
