"""Faxes PDFs, which Telnyx fetches from the desk, and downloads the faxes that came."""

from base64 import b64encode

import httpx
from pydantic import ValidationError

from channels.fax.channel import MANIFEST
from transom.channel import (
    Accepted,
    Connection,
    Download,
    OutboundFile,
    OutboundMessage,
    OutcomeLost,
    Receipt,
    Refused,
)
from transom.model import Attachment, Frozen
from transom.provider.calls import call, in_order, refusal
from transom.provider.media import download

BASE_URL = "https://api.telnyx.com"
PDF = "application/pdf"


class Queued(Frozen):
    """The fax that Telnyx will send."""

    id: str = ""


class Problem(Frozen):
    """Why Telnyx will not."""

    title: str = ""
    detail: str = ""


class Reply(Frozen):
    """Telnyx' answer."""

    data: Queued = Queued()
    errors: tuple[Problem, ...] = ()


def send(message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    """Fax each PDF by itself; Telnyx brings our reference back with what became of each."""
    if others := [file.name for file in message.files if file.mime != PDF]:
        return Refused(reason=f"only a PDF can be faxed, which {', '.join(others)} is not")
    if not message.files:
        return Refused(reason="a fax is a PDF: attach one, the text alone cannot be faxed")
    if not all(file.link for file in message.files):
        return Refused(reason="the PDF has no address that Telnyx could fetch it from")
    return in_order(message.files, lambda file: _fax(file, message, connection, http))


def _fax(file: OutboundFile, message: OutboundMessage, connection: Connection, http: httpx.Client) -> Receipt:
    body = {
        "connection_id": connection.settings.get("application_id", ""),
        "from": connection.settings.get("number", ""),
        "to": message.door.address,
        "media_url": file.link,
        "client_state": b64encode(message.reference.encode()).decode(),
    }
    base = (connection.settings.get("base_url") or BASE_URL).rstrip("/")
    headers = {"authorization": f"Bearer {connection.secret.get('api_key', '')}"}
    return call(lambda: http.post(f"{base}/v2/faxes", json=body, headers=headers), _receipt)


def fetch(attachment: Attachment, connection: Connection, http: httpx.Client) -> Download:
    """Download a fax; its address holds its own proof, so no key is sent."""
    url, limit = attachment.provider_media_id or "", MANIFEST.max_attachment
    return download(attachment, url, http, connection=connection, hosts=MANIFEST.media_hosts, limit=limit)


def _receipt(response: httpx.Response) -> Receipt:
    try:
        reply = Reply.model_validate_json(response.content)
    except ValidationError:
        reply = Reply()
    if response.is_success:
        fax_id = reply.data.id
        return Accepted(provider_message_ids=(fax_id,)) if fax_id else OutcomeLost(reason="the answer is unreadable")
    return refusal(response, "; ".join(problem.detail or problem.title for problem in reply.errors))
