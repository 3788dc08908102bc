"""Discord, played: its API as far as the desk calls it, and forms that customers sent.

It signs with a key of its own, so a connection that it calls has the public key that `secrets` gives.
"""

import json
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from pydantic import JsonValue

from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

MAX_TEXT = 2000
MAX_NONCE = 25
MAX_FILE = 10_485_760
MAX_FILES = 10
EPOCH = 1_420_070_400_000
APP = "1180000000000000001"
DIRECT = "9"
"""What the id of a channel of direct messages begins with here; the customer's own follows."""
PUBLIC_KEY = "031cfd70ff370ad419079aed88af0dd94ed72457ac1848234d3fdb031fedba03"


def secrets() -> dict[str, str]:
    """Return the key that its interactions are checked with."""
    return {"public_key": PUBLIC_KEY}


_sent: dict[str, str] = {}
"""The messages that were written, by their nonces."""


def _refused(status: int, message: str, code: int = 0) -> Answer:
    return Answer(status=status, body={"message": message, "code": code})


def _unknown(call: Call) -> Answer | None:
    scheme, _, token = call.headers.get("authorization", "").partition(" ")
    if scheme != "Bot" or not call.knows("bot_token", token):
        return _refused(401, "401: Unauthorized")
    if not call.headers.get("user-agent", "").startswith("DiscordBot ("):
        return _refused(403, "the user agent is not as documented")
    return None


def _open(call: Call) -> Answer:
    if refused := _unknown(call):
        return refused
    user = str(call.json_body.get("recipient_id") or "")
    if not user.isdecimal():
        return _refused(400, "Invalid Form Body", 50035)
    return Answer(body={"id": f"{DIRECT}{user}", "type": 1, "recipients": [{"id": user}]})


def _post(call: Call) -> Answer:
    if refused := _unknown(call) or _invalid(call):
        return refused
    channel, fields = call.parameters["channel"], _fields(call)
    nonce = str(fields.get("nonce") or "")
    known = _sent.get(nonce) if fields.get("enforce_nonce") else None
    message = known or _snowflake(call, nonce)
    if nonce:
        _sent[nonce] = message
    text = str(fields.get("content") or "")
    sent = None if known else Sent(to=channel.removeprefix(DIRECT), text=text, files=tuple(call.files.values()))
    return Answer(body={"id": message, "channel_id": channel, "content": text, "nonce": nonce}, sent=sent)


def _change(call: Call) -> Answer:
    if refused := _unknown(call):
        return refused
    return (
        Answer(body={"id": call.parameters["message"]}) if call.method == "PATCH" else Answer(status=204, content=b"")
    )


def _invalid(call: Call) -> Answer | None:
    fields = _fields(call)
    text, nonce = str(fields.get("content") or ""), str(fields.get("nonce") or "")
    if not call.parameters["channel"].startswith(DIRECT):
        return _refused(404, "Unknown Channel", 10003)
    if not text.strip() and not call.files:
        return _refused(400, "Cannot send an empty message", 50006)
    if any(len(file.content) > MAX_FILE for file in call.files.values()):
        return _refused(413, "Request entity too large", 40005)
    quoted = fields.get("message_reference", {"message_id": "1"})
    is_quoted = isinstance(quoted, dict) and str(quoted.get("message_id", "")).isdecimal()
    if len(text) > MAX_TEXT or len(nonce) > MAX_NONCE or len(call.files) > MAX_FILES or not is_quoted:
        return _refused(400, "Invalid Form Body", 50035)
    return None


def _fields(call: Call) -> dict[str, JsonValue]:
    stated = call.form.get("payload_json")
    return call.model_copy(update={"body": stated.encode()}).json_body if stated else call.json_body


def _snowflake(call: Call, nonce: str) -> str:
    place = int(sha256(nonce.encode()).hexdigest()[:5], 16)
    return str(((int(call.at.timestamp() * 1000) - EPOCH) << 22) | place)


ENDPOINTS = (
    Endpoint("POST", "/users/@me/channels", _open),
    Endpoint("POST", "/channels/{channel}/messages", _post),
    Endpoint("PATCH", "/channels/{channel}/messages/{message}", _change),
    Endpoint("DELETE", "/channels/{channel}/messages/{message}", _change),
    Endpoint("POST", "/channels/{channel}/typing", lambda call: _unknown(call) or Answer(status=204, content=b"")),
)


def written(scene: Scene) -> Outgoing:
    """Return the form that the scene's customer sent."""
    stamp = str(int(scene.at.timestamp()))
    user: JsonValue = {
        "id": f"1000000000{scene.number:08d}",
        "username": scene.author.lower().replace(" ", "_"),
        "global_name": scene.author,
        "avatar": None,
        "discriminator": "0",
    }
    field: JsonValue = {"type": 4, "id": 2, "custom_id": "text", "value": scene.text}
    interaction: dict[str, JsonValue] = {
        "id": str(((int(scene.at.timestamp() * 1000) - EPOCH) << 22) | (scene.message_id % 2**22)),
        "application_id": APP,
        "type": 5,
        "version": 1,
        "token": "played",
        "user": user,
        "channel_id": "820000000000000001",
        "data": {"custom_id": "support:", "components": [{"type": 18, "id": 1, "component": field}]},
    }
    body = json.dumps(interaction).encode()
    headers = {
        "content-type": "application/json",
        "x-signature-timestamp": stamp,
        "x-signature-ed25519": _key().sign(stamp.encode() + body).hex(),
    }
    return Outgoing(body=body, headers=headers)


@cache
def _key() -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - slow to import

    return Ed25519PrivateKey.from_private_bytes(sha256(b"the played Discord").digest())
