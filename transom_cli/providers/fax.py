"""Telnyx Programmable Fax, played: it takes faxes, and hands out those that customers send.

A connection that is to believe it holds `PUBLIC_KEY` as its secret `public_key`.
"""

import json
from base64 import b64encode
from http import HTTPStatus
from uuid import NAMESPACE_URL, uuid5

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pydantic import JsonValue

from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

_KEY = Ed25519PrivateKey.from_private_bytes(b"the key of Telnyx as played here")
PUBLIC_KEY = b64encode(_KEY.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def secrets() -> dict[str, str]:
    """Return the key that its webhooks are checked with."""
    return {"public_key": PUBLIC_KEY}


REQUIRED = ("connection_id", "from", "to", "media_url")
DOCUMENT = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def _send(call: Call) -> Answer:
    if not call.knows("api_key", call.headers.get("authorization", "").removeprefix("Bearer ")):
        return _error(HTTPStatus.UNAUTHORIZED, "10009", "Authentication failed", "Could not understand the API key.")
    body = call.json_body
    for field in REQUIRED:
        if not body.get(field):
            return _error(HTTPStatus.UNPROCESSABLE_ENTITY, "10015", "Invalid parameters", f"'{field}' is required.")
    to, link = str(body["to"]), str(body["media_url"])
    if not to.startswith(("+", "sip:")):
        return _error(HTTPStatus.UNPROCESSABLE_ENTITY, "10016", "Invalid 'to'", "It must be in E.164 format.")
    fax_id = str(uuid5(NAMESPACE_URL, f"{call.at.isoformat()} {to}"))
    known = {name: body.get(name) for name in (*REQUIRED, "client_state")}
    fax: dict[str, JsonValue] = {
        "record_type": "fax",
        "id": fax_id,
        "direction": "outbound",
        "status": "queued",
        **known,
    }
    return Answer(status=HTTPStatus.ACCEPTED, body={"data": fax}, sent=Sent(to=to, text=link))


def _document(_call: Call) -> Answer:
    return Answer(headers={"content-type": "application/pdf"}, content=DOCUMENT)


def _error(status: HTTPStatus, code: str, title: str, detail: str) -> Answer:
    return Answer(status=status, body={"errors": [{"code": code, "title": title, "detail": detail}]})


def written(scene: Scene) -> Outgoing:
    """Return what Telnyx tells when a customer has sent a fax of one page; its text is on the page."""
    fax_id = str(uuid5(NAMESPACE_URL, f"{scene.number} {scene.message_id}"))
    base = scene.settings.get("base_url", "").rstrip("/")
    payload = {
        "fax_id": fax_id,
        "connection_id": scene.settings.get("application_id", ""),
        "direction": "inbound",
        "from": f"+48{scene.number:09d}",
        "to": scene.settings.get("number", ""),
        "caller_id": scene.author,
        "page_count": 1,
        "partial_content": False,
        "media_url": f"{base}/media/{fax_id}.pdf",
        "status": "received",
    }
    at = scene.at.isoformat()
    event = {"event_type": "fax.received", "id": fax_id, "occurred_at": at, "record_type": "event", "payload": payload}
    body = json.dumps({"data": event, "meta": {"attempt": 1, "delivered_to": scene.url}}).encode()
    timestamp = str(int(scene.at.timestamp()))
    signature = b64encode(_KEY.sign(f"{timestamp}|".encode() + body)).decode()
    headers = {
        "content-type": "application/json",
        "telnyx-timestamp": timestamp,
        "telnyx-signature-ed25519": signature,
    }
    return Outgoing(body=body, headers=headers)


ENDPOINTS = (Endpoint("POST", "/v2/faxes", _send), Endpoint("GET", "/media/{name}", _document))
