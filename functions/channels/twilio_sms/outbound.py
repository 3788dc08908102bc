"""Sends through Twilio's Messages resource, and fetches the media that it keeps."""

from base64 import b64encode
from collections.abc import Iterator
from itertools import batched, zip_longest
from urllib.parse import quote

import httpx
from pydantic import ValidationError

from channels.twilio_sms.channel import MANIFEST
from channels.twilio_sms.inbound import OPTED_OUT, REASONS
from transom.channel import (
    Accepted,
    Connection,
    Download,
    OutboundMessage,
    OutcomeLost,
    Receipt,
    Refused,
    RetryAfter,
)
from transom.core.split import split
from transom.model import Attachment
from transom.model.base import Frozen
from transom.provider.calls import call, in_order, refusal, retry_after
from transom.provider.media import download

BASE_URL = "https://api.twilio.com"
MAX_TEXT = MANIFEST.max_text or 1600
MAX_MEDIA = 10
BUSY = frozenset({"20429", "63018"})

type Form = dict[str, str | list[str]]


class Reply(Frozen):
    """The message that Twilio made, or why it made none."""

    sid: str = ""
    code: int | None = None
    message: str = ""

    @property
    def reason(self) -> str:
        """Return why there is no message."""
        known = REASONS.get(str(self.code), self.message)
        return f"{known} (error {self.code})" if self.code else known


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Send the message in as many parts as its text and files take."""
    account = quote(connection.settings.get("account_sid", ""), safe="")
    url = f"{_base(connection)}/2010-04-01/Accounts/{account}/Messages.json"
    envelope = _envelope(message, connection)
    return in_order(
        _parts(message),
        lambda part: call(lambda: http.post(url, data=envelope | part, auth=credentials(connection)), _receipt),
    )


def credentials(connection: Connection) -> tuple[str, str]:
    """Return the user and the password of the API: the key's, else the account's own."""
    if key := connection.secret.get("api_key"):
        return key, connection.secret.get("api_key_secret", "")
    return connection.settings.get("account_sid", ""), connection.secret.get("auth_token", "")


def _envelope(message: OutboundMessage, connection: Connection) -> Form:
    """Return who sends, to whom, and where its fate is told."""
    address, sender = message.door.address, connection.settings.get("sender", "")
    kind = address.rpartition(":")[0]
    told = {"StatusCallback": f"{connection.url}?reference={quote(message.reference)}"} if connection.url else {}
    if sender.startswith("MG"):
        return {"To": address, "MessagingServiceSid": sender, **told}
    return {"To": address, "From": f"{kind}:{sender}" if kind and ":" not in sender else sender, **told}


def _parts(message: OutboundMessage) -> Iterator[Form]:
    texts = split(message.text, MAX_TEXT)
    links = batched([file.link for file in message.files], MAX_MEDIA, strict=False)
    for text, media in zip_longest(texts, links):
        part: Form = {}
        if text:
            part["Body"] = text
        if media:
            part["MediaUrl"] = list(media)
        yield part


def _receipt(response: httpx.Response) -> Receipt:
    try:
        reply = Reply.model_validate_json(response.content)
    except ValidationError:
        reply = Reply()
    if response.is_success:
        return Accepted(provider_message_ids=(reply.sid,)) if reply.sid else OutcomeLost(reason="no SID in the answer")
    if str(reply.code) in BUSY:
        return RetryAfter(seconds=retry_after(response), reason=reply.reason, is_limit=True)
    if str(reply.code) == OPTED_OUT:
        return Refused(reason=reply.reason)
    return refusal(response, reply.reason)


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a file of a message; Twilio sends on to its store, which gets no password."""
    user, password = credentials(connection)
    token = b64encode(f"{user}:{password}".encode()).decode()
    return download(
        attachment,
        attachment.provider_media_id or "",
        http,
        connection=connection,
        hosts=MANIFEST.media_hosts,
        limit=MANIFEST.max_attachment,
        credentials={"Authorization": f"Basic {token}"},
    )


def _base(connection: Connection) -> str:
    return (connection.settings.get("base_url") or BASE_URL).rstrip("/")
