"""Discourse, played: posts and uploads of a forum, and what it posts to the desk."""

import hashlib
import hmac
import json
from html import escape
from http import HTTPStatus

from pydantic import JsonValue

from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

MAX_TEXT = 32_000


def _post(call: Call) -> Answer:
    if not call.knows("api_key", call.headers.get("api-key", "")):
        return _refused(HTTPStatus.FORBIDDEN, "You are not permitted to view the requested resource.")
    body = call.json_body
    raw, topic = str(body.get("raw", "")), body.get("topic_id")
    if not isinstance(topic, int):
        return _refused(HTTPStatus.NOT_FOUND, "The requested URL or resource could not be found.")
    if not 0 < len(raw) <= MAX_TEXT:
        return _refused(HTTPStatus.UNPROCESSABLE_ENTITY, "Body is invalid")
    number = int(call.at.timestamp() * 1000)
    answer: JsonValue = {"id": number, "topic_id": topic, "post_number": number, "raw": raw}
    return Answer(body=answer, sent=Sent(to=str(topic), text=raw))


def _upload(call: Call) -> Answer:
    if not call.knows("api_key", call.headers.get("api-key", "")):
        return _refused(HTTPStatus.FORBIDDEN, "You are not permitted to view the requested resource.")
    file = call.files.get("file")
    if file is None:
        return _refused(HTTPStatus.BAD_REQUEST, "param is missing or the value is empty: file")
    name = hashlib.sha256(file.content).hexdigest()[:27]
    return Answer(body={"id": 1, "original_filename": file.name, "short_url": f"upload://{name}"})


def _refused(status: HTTPStatus, reason: str) -> Answer:
    return Answer(status=status, body={"errors": [reason], "error_type": status.phrase.lower()})


def written(scene: Scene) -> Outgoing:
    """Return a new post in a topic of the customer's."""
    at = scene.at.isoformat()
    post = {
        "id": scene.message_id,
        "name": scene.author,
        "username": f"played{scene.number}",
        "avatar_template": "/letter_avatar_proxy/v4/letter/p/ba9def/{size}.png",
        "created_at": at,
        "updated_at": at,
        "cooked": f"<p>{escape(scene.text)}</p>",
        "raw": scene.text,
        "post_number": scene.message_id,
        "post_type": 1,
        "topic_id": scene.number,
        "topic_title": f"{scene.author} asks",
        "topic_archetype": "regular",
        "version": 1,
        "staff": False,
        "user_id": scene.number,
    }
    body = json.dumps({"post": post}).encode()
    signature = hmac.new(scene.secret["webhook_secret"].encode(), body, hashlib.sha256).hexdigest()
    headers = {
        "content-type": "application/json",
        "x-discourse-event": "post_created",
        "x-discourse-event-type": "post",
        "x-discourse-event-signature": f"sha256={signature}",
    }
    return Outgoing(body=body, headers=headers)


ENDPOINTS = (Endpoint("POST", "/posts.json", _post), Endpoint("POST", "/uploads.json", _upload))
