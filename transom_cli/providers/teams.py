"""Microsoft Teams, played: the login, the Bot Connector as far as the desk calls it, and customers' messages.

It signs with a key of its own, so a connection that it calls has `SETTINGS`, and the keys that `signing_keys` gives.
"""

import json
from base64 import urlsafe_b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from pydantic import JsonValue

from transom.channel import OutboundFile
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

MAX_BODY = 100_000
LIFETIME = 3600
KID = "played-teams"
PLACE = "https://smba.trafficmanager.net/emea/"
TENANT = "9d2b4c6a-0000-4000-8000-7ea350000002"
SETTINGS = {"app_id": "1f0a3c5e-0000-4000-8000-7ea350000001", "tenant_id": TENANT}
SCOPE = "https://api.botframework.com/.default"

_EXPONENT = 65537
# the primes of a key that proves nothing but that these messages are made up
_P = int(
    "c33d46b2227bd54a2e13c49c770dd7de4ddc86adabf6e334c17c71953f26a703c89312b82640b643905486835665d61c"
    "278e4d4da2fb1c1582891bcf41df4ace52a911f0f39ac0fcaddba1c626f6f0b53d76c371b2bccd313d537e79143f1baf"
    "c800e9a27b0b7ae68635392524066a076f93936dd85ab3f407a930d070db28b3",
    16,
)
_Q = int(
    "c035d97cc78dc8b6e556993f78c18b64a1b9c063ca0e0eb2a8703d5cdbcb940a499edaf1d3de9d5fbd2a7d061160a581"
    "0293eecc30bf97714b4322b9f91ccb771ab5dc2956bd94b7c95a17e03d31e5575a559aa294769b6052e094ae1d4f2dfd"
    "5b076584bcf06fa690b2d3040bfec18da08eab51b1f359980da399178a1e8dad",
    16,
)


def _login(call: Call) -> Answer:
    form = call.form
    if form.get("grant_type") != "client_credentials" or form.get("scope") != SCOPE or not form.get("client_id"):
        return Answer(status=400, body={"error": "invalid_request", "error_description": "AADSTS900144"})
    password = form.get("client_secret", "")
    if not call.knows("app_password", password):
        return Answer(status=401, body={"error": "invalid_client", "error_description": "AADSTS7000215"})
    return Answer(body={"token_type": "Bearer", "expires_in": LIFETIME - 1, "access_token": _token(password)})


def _post(call: Call) -> Answer:
    given = call.headers.get("authorization", "").removeprefix("Bearer ")
    if given not in {_token(secret["app_password"]) for secret in call.secrets if secret.get("app_password")}:
        return _refused(401, "BotNotAuthorized", "Authorization has been denied for this request.")
    if len(call.body) > MAX_BODY:
        return _refused(413, "MessageSizeTooBig", "Message size too large.")
    activity, conversation = call.json_body, call.parameters["conversation"]
    text, files = str(activity.get("text") or ""), _files(activity.get("attachments"))
    if activity.get("type") != "message" or not (text.strip() or files):
        return _refused(400, "BadSyntax", "Activity must include non empty 'text' field or at least 1 attachment")
    return Answer(
        status=201,
        body={"id": f"{int(call.at.timestamp())}{call.at.microsecond:06d}"},
        sent=Sent(to=conversation, text=text, files=files),
    )


def _refused(status: int, code: str, message: str) -> Answer:
    return Answer(status=status, body={"error": {"code": code, "message": message}})


def _files(attachments: JsonValue) -> tuple[OutboundFile, ...]:
    """Return the pictures, which Teams would fetch from where they lie."""
    items = [item for item in attachments if isinstance(item, dict)] if isinstance(attachments, list) else []
    return tuple(
        OutboundFile(name=str(item.get("name")), mime=str(item.get("contentType")), content=b"", link=link)
        for item in items
        if (link := str(item.get("contentUrl") or "")).startswith("http")
    )


def _token(password: str) -> str:
    return sha256(f"played {password}".encode()).hexdigest()


ENDPOINTS = (
    Endpoint("POST", "/{tenant}/oauth2/v2.0/token", _login),
    Endpoint("POST", "/v3/conversations/{conversation}/activities", _post),
)


def written(scene: Scene) -> Outgoing:
    """Return the activity of a personal message by the scene's customer."""
    app = scene.settings.get("app_id") or SETTINGS["app_id"]
    activity: dict[str, JsonValue] = {
        "type": "message",
        "id": str(scene.message_id),
        "timestamp": scene.at.isoformat(),
        "serviceUrl": PLACE,
        "channelId": "msteams",
        "from": {"id": f"29:1{scene.number:08d}", "name": scene.author},
        "recipient": {"id": f"28:{app}", "name": "Support"},
        "conversation": {"id": f"a:1{scene.number:08d}", "conversationType": "personal", "tenantId": TENANT},
        "text": scene.text,
        "textFormat": "plain",
        "locale": "en-GB",
        "channelData": {"tenant": {"id": TENANT}},
    }
    headers = {"content-type": "application/json", "authorization": f"Bearer {_proof(app, int(scene.at.timestamp()))}"}
    return Outgoing(body=json.dumps(activity).encode(), headers=headers)


def signing_keys() -> str:
    """Return what Microsoft publishes for checking its tokens, as JSON."""
    modulus = (_P * _Q).to_bytes(256, "big")
    key = {"kty": "RSA", "use": "sig", "kid": KID, "n": _base64(modulus), "e": "AQAB", "endorsements": ["msteams"]}
    return json.dumps({"keys": [key]})


def _base64(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _proof(app: str, now: int) -> str:
    import jwt  # noqa: PLC0415 - slow to import

    claims = {
        "iss": "https://api.botframework.com",
        "aud": app,
        "nbf": now,
        "exp": now + LIFETIME,
        "serviceurl": PLACE,
    }
    return jwt.encode(claims, _key(), "RS256", headers={"kid": KID})


@cache
def _key() -> "RSAPrivateKey":
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415 - slow to import

    private = pow(_EXPONENT, -1, (_P - 1) * (_Q - 1))
    public = rsa.RSAPublicNumbers(_EXPONENT, _P * _Q)
    dp, dq, inverse = private % (_P - 1), private % (_Q - 1), pow(_Q, -1, _P)
    return rsa.RSAPrivateNumbers(_P, _Q, private, dp, dq, inverse, public).private_key()
