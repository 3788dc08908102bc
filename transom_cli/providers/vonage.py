"""Vonage, as far as the desk calls it: the Messages API, and its webhook of an SMS."""

import hashlib
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from http import HTTPStatus
from uuid import NAMESPACE_URL, uuid5

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from jwt.types import Options
from pydantic import JsonValue

from transom.provider.proof import hmac_base64
from transom_cli.providers import keys
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

LIMITS = {"sms": 1000, "mms": 1000, "whatsapp": 4096, "messenger": 640, "viber_service": 1000, "rcs": 3072}
DOCS = "https://developer.vonage.com/api-errors"


def secrets() -> dict[str, str]:
    """Return the key of the application that the desk signs as."""
    return {"private_key": keys.pem(keys.rsa())}


def _send(call: Call) -> Answer:
    if not any(_is_signed_by(key.get("private_key", ""), call) for key in call.secrets):
        return _refused(HTTPStatus.UNAUTHORIZED, "Unauthorized", "You did not provide correct credentials.")
    given = call.json_body
    content = _content(given)
    if not content or not given.get("to") or not given.get("from"):
        return _refused(HTTPStatus.UNPROCESSABLE_ENTITY, "Invalid params", "The value of one or more is invalid.")
    known = str(uuid5(NAMESPACE_URL, f"{call.at}{call.body!r}"))
    return Answer(
        status=HTTPStatus.ACCEPTED, body={"message_uuid": known}, sent=Sent(to=str(given["to"]), text=content)
    )


def _is_signed_by(key: str, call: Call) -> bool:
    """Tell whether the application of this key signed the call's token for now."""
    token = call.headers.get("authorization", "").removeprefix("Bearer ")
    try:
        private = load_pem_private_key(key.encode(), None)
        if not isinstance(private, RSAPrivateKey):
            return False
        # the time is the desk's, which may be another than this machine's
        unchecked: Options = {"verify_exp": False, "verify_iat": False, "verify_nbf": False}
        claims = jwt.decode(token, private.public_key(), ["RS256"], options=unchecked)
    except (jwt.PyJWTError, ValueError, TypeError):
        return False
    now = call.at.timestamp()
    return bool(claims.get("application_id") and claims.get("iat", now) <= now + 1 and claims.get("exp", 0) >= now)


def _content(given: Mapping[str, JsonValue]) -> str:
    kind, channel = str(given.get("message_type", "")), str(given.get("channel", ""))
    match given.get(kind):
        case str(text) if kind == "text" and 0 < len(text) <= LIMITS.get(channel, 0):
            return text
        case {"url": str(url)} if channel in LIMITS and channel != "sms":
            return url
    return ""


def _refused(status: HTTPStatus, title: str, detail: str) -> Answer:
    kind = f"{DOCS}#{title.replace(' ', '-').lower()}"
    return Answer(status=status, body={"type": kind, "title": title, "detail": detail, "instance": "bf0ca0bf927b"})


SETTINGS = {"application_id": "aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab"}
ENDPOINTS = (Endpoint("POST", "/v1/messages", _send),)


def written(scene: Scene) -> Outgoing:
    """Return the Messages API's webhook of an SMS."""
    told = {
        "channel": "sms",
        "message_uuid": str(uuid5(NAMESPACE_URL, f"{scene.number}.{scene.message_id}")),
        "to": scene.settings.get("sender", "15550100"),
        "from": f"155{scene.number:08d}",
        "timestamp": f"{scene.at:%Y-%m-%dT%H:%M:%SZ}",
        "message_type": "text",
        "text": scene.text,
        "sms": {"num_messages": "1", "keyword": scene.text.partition(" ")[0].upper()},
        "usage": {"price": "0.0057", "currency": "EUR"},
        "origin": {"network_code": "310260"},
    }
    body = json.dumps(told, ensure_ascii=False).encode()
    headers = {"authorization": f"Bearer {token(body, scene.secret.get('signature_secret', ''), scene.at.timestamp())}"}
    return Outgoing(body=body, headers=headers)


def token(body: bytes, secret: str, now: float) -> str:
    """Return the token that a webhook carries."""
    claims: dict[str, JsonValue] = {
        "iat": int(now),
        "jti": str(uuid5(NAMESPACE_URL, f"{now}")),
        "iss": "Vonage",
        "payload_hash": hashlib.sha256(body).hexdigest(),
        "api_key": "a1b2c3d4",
        "application_id": "aaaaaaaa-bbbb-cccc-dddd-0123456789ab",
    }
    content = f"{_encoded({'alg': 'HS256', 'typ': 'JWT'})}.{_encoded(claims)}"
    return f"{content}.{hmac_base64(secret, content.encode()).rstrip('=').replace('+', '-').replace('/', '_')}"


def _encoded(part: Mapping[str, JsonValue]) -> str:
    return urlsafe_b64encode(json.dumps(part, separators=(",", ":")).encode()).decode().rstrip("=")
