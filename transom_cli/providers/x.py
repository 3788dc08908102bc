"""X, played: direct messages, posts and uploads, and what its Activity API posts to the desk."""

import hashlib
import hmac
import json
import re
from base64 import b64encode
from http import HTTPStatus
from urllib.parse import unquote

from pydantic import JsonValue

from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

MAX_TEXT = 10_000
FIELD = re.compile(r'(\w+)="([^"]*)"')


def _direct(call: Call) -> Answer:
    body, to = call.json_body, call.parameters["user"]
    told = _told(body.get("text"), body.get("attachments"))
    if refusal := _refusal(call, told):
        return refusal
    data: JsonValue = {"dm_conversation_id": f"1-{to}", "dm_event_id": _id(call)}
    return Answer(status=HTTPStatus.CREATED, body={"data": data}, sent=Sent(to=f"dm:{to}", text=told))


def _post(call: Call) -> Answer:
    body = call.json_body
    told, reply = _told(body.get("text"), body.get("media")), body.get("reply")
    if refusal := _refusal(call, told):
        return refusal
    to = str(reply.get("in_reply_to_tweet_id", "")) if isinstance(reply, dict) else ""
    data: JsonValue = {"id": _id(call), "text": told}
    return Answer(status=HTTPStatus.CREATED, body={"data": data}, sent=Sent(to=f"post:{to}", text=told))


def _upload(call: Call) -> Answer:
    if refusal := _refusal(call, "media" if "media" in call.files else ""):
        return refusal
    return Answer(body={"data": {"id": _id(call), "media_key": f"3_{_id(call)}"}})


def _told(text: JsonValue, media: JsonValue) -> str:
    return text if isinstance(text, str) else json.dumps(media) if media else ""


def _id(call: Call) -> str:
    return str(int(call.at.timestamp() * 1_000_000))


def _refusal(call: Call, told: str) -> Answer | None:
    stated = {name: unquote(value) for name, value in FIELD.findall(call.headers.get("authorization", ""))}
    names = {"consumer_key": "oauth_consumer_key", "access_token": "oauth_token"}
    if not all(call.knows(field, stated.get(name, "")) for field, name in names.items()):
        return _problem(HTTPStatus.UNAUTHORIZED, "Unauthorized")
    if not 0 < len(told) <= MAX_TEXT:
        return _problem(HTTPStatus.BAD_REQUEST, "One or more parameters to your request was invalid.")
    return None


def _problem(status: HTTPStatus, detail: str) -> Answer:
    body: JsonValue = {"title": status.phrase, "detail": detail, "type": "about:blank", "status": status.value}
    return Answer(status=status, body=body)


def written(scene: Scene) -> Outgoing:
    """Return a direct message."""
    us, them = scene.settings.get("user_id", ""), str(scene.number)
    content = {
        "target": {"recipient_id": us},
        "sender_id": them,
        "message_data": {"text": scene.text, "entities": {"urls": []}},
    }
    message = {
        "type": "message_create",
        "id": str(scene.message_id),
        "created_timestamp": str(int(scene.at.timestamp() * 1000)),
        "message_create": content,
    }
    users = {them: {"data": {"id": them, "name": scene.author, "username": f"played{them}"}}}
    event = {
        "event_uuid": str(-scene.message_id),
        "filter": {"user_id": us},
        "event_type": "dm.received",
        "payload": {"direct_message_events": [message], "users": users},
    }
    body = json.dumps({"data": event}).encode()
    digest = hmac.new(scene.secret["consumer_secret"].encode(), body, hashlib.sha256).digest()
    signature = f"sha256={b64encode(digest).decode()}"
    return Outgoing(body=body, headers={"content-type": "application/json", "x-twitter-webhooks-signature": signature})


ENDPOINTS = (
    Endpoint("POST", "/2/dm_conversations/with/{user}/messages", _direct),
    Endpoint("POST", "/2/tweets", _post),
    Endpoint("POST", "/2/media/upload", _upload),
)
