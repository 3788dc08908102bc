"""A system of one's own, played: it takes signed answers, and posts what its customers write."""

import json

from pydantic import JsonValue

from channels.webhook import signing
from transom.errors import UnauthenticError
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent


def _take(call: Call) -> Answer:
    secrets = [secret.get("signing_secret", "") for secret in call.secrets]
    try:
        signing.check(call.headers, call.body, secrets, call.at)
    except UnauthenticError as error:
        return Answer(status=401, body={"error": error.message})
    body = call.json_body
    if body.get("version") == 1 and body.get("type") in {"typing", "read", "edit", "deletion", "reaction"}:
        return Answer(body={})
    if body.get("version") != 1 or body.get("type") != "answer":
        return Answer(status=422, body={"error": "no answer of version 1"})
    return Answer(body={"id": f"s-{body['id']}"}, sent=Sent(to=str(body.get("customer")), text=str(body.get("text"))))


def written(scene: Scene) -> Outgoing:
    """Return what the system posts when a customer has written."""
    customer: dict[str, JsonValue] = {"id": f"c-{scene.number}", "name": scene.author}
    message: dict[str, JsonValue] = {"id": f"m-{scene.message_id}", "customer": customer, "text": scene.text}
    body = json.dumps({"version": 1, "type": "message", **message, "occurred_at": scene.at.isoformat()}).encode()
    message_id, timestamp = f"msg_{scene.message_id}", str(int(scene.at.timestamp()))
    [key, *_] = [*signing.keys([scene.secret.get("signing_secret", "")]), b""]
    headers = {
        "content-type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signing.sign(key, message_id, timestamp, body),
    }
    return Outgoing(body=body, headers=headers)


SETTINGS = {"target_url": "{base}/answers"}
ENDPOINTS = (Endpoint("POST", "/answers", _take),)
