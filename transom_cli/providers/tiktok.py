"""TikTok, played: the Business Messaging API, and what it posts to the desk."""

import hashlib
import hmac
import json

from pydantic import JsonValue

from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

TOKEN = "played-access-token"  # noqa: S105 - everybody's
MAX_TEXT = 6000
INVALID, UNAUTHORIZED = 40002, 40105


def _token(call: Call) -> Answer:
    body = call.json_body
    is_known = all(
        call.knows(field, str(body.get(name, "")))
        for name, field in (("client_secret", "app_secret"), ("refresh_token", "refresh_token"))
    )
    if not is_known:
        return _refused(INVALID, "The refresh token is invalid.")
    return _given(call, access_token=TOKEN, expires_in=86400, refresh_token=str(body.get("refresh_token", "")))


def _upload(call: Call) -> Answer:
    if call.headers.get("access-token") != TOKEN:
        return _refused(UNAUTHORIZED, "Access token is incorrect or has been revoked.")
    if "file" not in call.files or call.form.get("media_type") != "IMAGE":
        return _refused(INVALID, "file: Missing data for required field.")
    return _given(call, media_id=f"media-{call.at.timestamp()}")


def _send(call: Call) -> Answer:
    if call.headers.get("access-token") != TOKEN:
        return _refused(UNAUTHORIZED, "Access token is incorrect or has been revoked.")
    body = call.json_body
    to, text, image = body.get("recipient"), body.get("text"), body.get("image")
    told = str(text.get("body", "")) if isinstance(text, dict) else ""
    if isinstance(image, dict):
        told = f"[image {image.get('media_id', '')}]"
    if not (body.get("business_id") and isinstance(to, str) and to and 0 < len(told) <= MAX_TEXT):
        return _refused(INVALID, "The message is invalid.")
    answer = _given(call, message={"message_id": f"played-{call.at.timestamp()}"})
    return answer.model_copy(update={"sent": Sent(to=to, text=told)})


def _given(call: Call, **data: JsonValue) -> Answer:
    return Answer(body={"code": 0, "message": "OK", "request_id": str(int(call.at.timestamp())), "data": data})


def _refused(code: int, reason: str) -> Answer:
    return Answer(body={"code": code, "message": reason, "request_id": "0", "data": {}})


def written(scene: Scene) -> Outgoing:
    """Return a text message in a conversation of the customer's."""
    business, customer = scene.settings.get("business_id", ""), f"played-{scene.number}"
    content = {
        "conversation_id": f"conversation-{scene.number}",
        "message_id": f"message-{scene.message_id}",
        "type": "text",
        "timestamp": int(scene.at.timestamp() * 1000),
        "from": scene.author,
        "from_user": {"id": customer, "role": "personal_account"},
        "to": "desk",
        "to_user": {"id": business, "role": "business_account"},
        "unique_identifier": customer,
        "text": {"body": scene.text},
    }
    stamp = int(scene.at.timestamp())
    event = {"client_key": scene.settings.get("app_id", ""), "event": "im_receive_msg", "create_time": stamp}
    body = json.dumps(event | {"user_openid": business, "content": json.dumps(content)}).encode()
    signature = hmac.new(scene.secret["app_secret"].encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    headers = {"content-type": "application/json", "tiktok-signature": f"t={stamp},s={signature}"}
    return Outgoing(body=body, headers=headers)


ENDPOINTS = (
    Endpoint("POST", "/open_api/v1.3/tt_user/oauth2/refresh_token/", _token),
    Endpoint("POST", "/open_api/v1.3/business/message/media/upload/", _upload),
    Endpoint("POST", "/open_api/v1.3/business/message/send/", _send),
)
