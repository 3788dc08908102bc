"""Slack, played: its Web API as far as the desk calls it, and direct messages of customers."""

import json
import mimetypes
from hashlib import sha256

from pydantic import JsonValue

from transom.channel import OutboundFile
from transom.provider.proof import hmac_hex
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

MAX_TEXT = 40_000
APP = "A0PLAYED01"
TEAM = "T0PLAYED01"
BOT = "U0PLAYEDBOT"

CHANGES = ("chat.update", "chat.delete", "reactions.add", "reactions.remove")

_uploads: dict[str, OutboundFile] = {}
"""The files whose upload has begun, by their ids."""


def _refused(error: str) -> Answer:
    return Answer(body={"ok": False, "error": error})


def _unknown(call: Call) -> Answer | None:
    token = call.headers.get("authorization", "").removeprefix("Bearer ")
    if not token:
        return _refused("not_authed")
    return None if call.knows("bot_token", token) else _refused("invalid_auth")


def _post_message(call: Call) -> Answer:
    if refused := _unknown(call):
        return refused
    fields = call.json_body
    channel, thread, text = (str(fields.get(name) or "") for name in ("channel", "thread_ts", "text"))
    if not channel.startswith(("C", "D", "G", "U", "W")):
        return _refused("channel_not_found")
    if not text.strip():
        return _refused("no_text")
    if len(text) > MAX_TEXT:
        return _refused("msg_too_long")
    message: JsonValue = {"type": "message", "user": BOT, "app_id": APP, "text": text, "ts": _ts(call)}
    shown = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return Answer(
        body={"ok": True, "channel": _direct(channel), "ts": _ts(call), "message": message},
        sent=Sent(to=_door(channel, thread), text=shown),
    )


def _upload_url(call: Call) -> Answer:
    if refused := _unknown(call):
        return refused
    name, length = call.form.get("filename", ""), call.form.get("length", "")
    if not name or not length.isdecimal() or length == "0":
        return _refused("invalid_arguments")
    file = "F" + sha256(f"{name} {length} {call.at}".encode()).hexdigest()[:10].upper()
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    _uploads[file] = OutboundFile(name=name, mime=mime, content=b"")
    return Answer(body={"ok": True, "upload_url": f"upload/{file}", "file_id": file})


def _upload(call: Call) -> Answer:
    file = call.parameters["file"]
    if file not in _uploads:
        return Answer(status=404, content=b"no such upload")
    _uploads[file] = _uploads[file].model_copy(update={"content": call.body})
    return Answer(content=f"OK - {len(call.body)}".encode())


def _complete(call: Call) -> Answer:
    if refused := _unknown(call):
        return refused
    fields = call.json_body
    listed = fields.get("files")
    ids = [str(item.get("id")) for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    if not ids or any(file not in _uploads or not _uploads[file].content for file in ids):
        return _refused("file_not_found")
    channel, thread = str(fields.get("channel_id") or ""), str(fields.get("thread_ts") or "")
    if not channel.startswith(("C", "D", "G")):
        return _refused("channel_not_found")
    files = tuple(_uploads.pop(file) for file in ids)
    shown: list[JsonValue] = [{"id": file, "title": item.name} for file, item in zip(ids, files, strict=True)]
    return Answer(body={"ok": True, "files": shown}, sent=Sent(to=_door(channel, thread), files=files))


def _open(call: Call) -> Answer:
    if refused := _unknown(call):
        return refused
    user = call.form.get("users", "")
    if not user.startswith(("U", "W")):
        return _refused("user_not_found")
    return Answer(body={"ok": True, "channel": {"id": _direct(user)}})


def _direct(place: str) -> str:
    """Return the channel of direct messages with a customer, and any other as it is."""
    return f"D{place[1:]}" if place.startswith(("U", "W")) else place


def _door(channel: str, thread: str) -> str:
    """Return the address that the desk knows a place by."""
    place = f"U{channel[1:]}" if channel.startswith(("D", "W")) else channel
    return f"{place}:{thread}" if thread else place


def _ts(call: Call) -> str:
    return f"{int(call.at.timestamp())}.{call.at.microsecond:06d}"


def _change(call: Call) -> Answer:
    if refused := _unknown(call):
        return refused
    fields = call.json_body
    if not fields.get("channel") or not (fields.get("ts") or fields.get("timestamp")):
        return _refused("message_not_found")
    return Answer(body={"ok": True})


def _user_info(call: Call) -> Answer:
    if refused := _unknown(call):
        return refused
    user = call.form.get("user", "")
    if not user[1:].isdecimal():
        return _refused("user_not_found")
    name = call.name_of(int(user[1:]))
    shown: JsonValue = {"real_name": name, "display_name": "", "image_72": call.picture_of(int(user[1:]))}
    return Answer(body={"ok": True, "user": {"id": user, "locale": "en-US", "profile": shown}})


ENDPOINTS = (
    Endpoint("POST", "/users.info", _user_info),
    *(Endpoint("POST", f"/{method}", _change) for method in CHANGES),
    Endpoint("POST", "/chat.postMessage", _post_message),
    Endpoint("POST", "/files.getUploadURLExternal", _upload_url),
    Endpoint("POST", "/upload/{file}", _upload),
    Endpoint("POST", "/files.completeUploadExternal", _complete),
    Endpoint("POST", "/conversations.open", _open),
)


def written(scene: Scene) -> Outgoing:
    """Return the event of a direct message by the scene's customer."""
    seconds = int(scene.at.timestamp())
    ts = f"{seconds}.{scene.message_id % 1_000_000:06d}"
    event: dict[str, JsonValue] = {
        "type": "message",
        "channel": f"D{scene.number:08d}",
        "channel_type": "im",
        "user": f"U{scene.number:08d}",
        "text": scene.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
        "ts": ts,
        "event_ts": ts,
        "team": TEAM,
    }
    envelope: dict[str, JsonValue] = {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": APP,
        "event_id": f"Ev{scene.message_id:010d}",
        "event_time": seconds,
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}],
        "event": event,
    }
    body = json.dumps(envelope).encode()
    signature = hmac_hex(scene.secret["signing_secret"], f"v0:{seconds}:".encode() + body)
    headers = {
        "content-type": "application/json",
        "x-slack-request-timestamp": str(seconds),
        "x-slack-signature": f"v0={signature}",
    }
    return Outgoing(body=body, headers=headers)
