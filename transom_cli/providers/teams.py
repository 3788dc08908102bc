"""Microsoft Teams, played: the login, the Bot Connector as far as the desk calls it, and customers' messages.

It signs with a key of its own, so a connection that it calls has `SETTINGS`, and the keys that `signing_keys` gives.
"""

import json
from base64 import urlsafe_b64encode
from hashlib import sha256

from pydantic import JsonValue

from transom.channel import OutboundFile
from transom_cli.providers import keys
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

MAX_BODY = 100_000
LIFETIME = 3600
KID = "played-teams"
PLACE = "https://smba.trafficmanager.net/emea/"
TENANT = "9d2b4c6a-0000-4000-8000-7ea350000002"
SETTINGS = {"app_id": "1f0a3c5e-0000-4000-8000-7ea350000001", "tenant_id": TENANT}
SCOPE = "https://api.botframework.com/.default"


def _login(call: Call) -> Answer:
    form = call.form
    if form.get("grant_type") != "client_credentials" or form.get("scope") != SCOPE or not form.get("client_id"):
        return Answer(status=400, body={"error": "invalid_request", "error_description": "AADSTS900144"})
    password = form.get("client_secret", "")
    if not call.knows("app_password", password):
        return Answer(status=401, body={"error": "invalid_client", "error_description": "AADSTS7000215"})
    return Answer(body={"token_type": "Bearer", "expires_in": LIFETIME - 1, "access_token": _token(password)})


def _change(call: Call) -> Answer:
    if not _is_known(call):
        return _refused(401, "BotNotAuthorized", "Authorization has been denied for this request.")
    return Answer(body={"id": call.parameters["activity"]})


def _is_known(call: Call) -> bool:
    given = call.headers.get("authorization", "").removeprefix("Bearer ")
    return given in {_token(secret["app_password"]) for secret in call.secrets if secret.get("app_password")}


def _post(call: Call) -> Answer:
    if not _is_known(call):
        return _refused(401, "BotNotAuthorized", "Authorization has been denied for this request.")
    if len(call.body) > MAX_BODY:
        return _refused(413, "MessageSizeTooBig", "Message size too large.")
    activity, conversation = call.json_body, call.parameters["conversation"]
    if activity.get("type") == "typing":
        return Answer(status=201, body={})
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
    Endpoint("GET", "/v1/.well-known/keys", lambda _: Answer(body=json.loads(signing_keys()))),
    Endpoint("POST", "/v3/conversations/{conversation}/activities", _post),
    Endpoint("PUT", "/v3/conversations/{conversation}/activities/{activity}", _change),
    Endpoint("DELETE", "/v3/conversations/{conversation}/activities/{activity}", _change),
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
    modulus = keys.rsa().private_numbers().public_numbers.n.to_bytes(256, "big")
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
    return jwt.encode(claims, keys.rsa(), "RS256", headers={"kid": KID})
