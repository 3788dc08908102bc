"""VK, played: takes a community's messages and comments, and calls back when a customer has written."""

import json
from itertools import count

from pydantic import JsonValue

from transom.channel import OutboundFile
from transom.core.split import width
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

MAX_TEXT = 4096
MAX_FILES = 10
GROUP = 227812345
VOICE = "voice"
"""What the name of an uploaded voice message begins with."""
NO_AUTHORISATION, WRONG_PARAMETER, TOO_LONG = 5, 100, 914

shelf: dict[str, OutboundFile] = {}
"""The files that were uploaded, by the names that messages carry them by."""
_numbers = count(1)


def method(call: Call) -> Answer:
    """Answer a method of the API, to those who know a token."""
    known = METHODS.get(call.parameters["method"])
    if known is None:
        return _refusal(3, "Unknown method passed")
    if not call.knows("access_token", call.form.get("access_token", "")):
        return _refusal(NO_AUTHORISATION, "User authorization failed: invalid access_token.")
    if "v" not in call.form:
        return _refusal(8, "Invalid request: v (version) is required")
    return known(call)


def _send(call: Call) -> Answer:
    peer, text, names = (call.form.get(name, "") for name in ("peer_ids", "message", "attachment"))
    if not peer.lstrip("-").isdigit() or not call.form.get("random_id", "").isdigit():
        return _refusal(WRONG_PARAMETER, "One of the parameters specified was missing or invalid")
    has_place = "lat" in call.form and "long" in call.form
    if not (text or names or has_place) or names.count(",") >= MAX_FILES:
        return _refusal(WRONG_PARAMETER, "message is empty or invalid")
    if width(text) > MAX_TEXT:
        return _refusal(TOO_LONG, "Message is too long")
    number = int(call.at.timestamp() * 1000)
    files = tuple(shelf[name] for name in names.split(",") if name in shelf)
    sent: JsonValue = {"peer_id": int(peer), "message_id": number, "conversation_message_id": number}
    return Answer(body={"response": [sent]}, sent=Sent(to=peer, text=text, files=files))


def _comment(call: Call) -> Answer:
    owner, post, text = (call.form.get(name, "") for name in ("owner_id", "post_id", "message"))
    if not owner or not post or not text:
        return _refusal(WRONG_PARAMETER, "One of the parameters specified was missing or invalid")
    number = int(call.at.timestamp() * 1000)
    to = f"wall{owner}_{post}_{call.form.get('reply_to_comment', '')}"
    return Answer(body={"response": {"comment_id": number, "parents_stack": []}}, sent=Sent(to=to, text=text))


def _upload_server(call: Call) -> Answer:
    kind = call.parameters["method"].partition(".")[0]
    kind = "voice" if call.form.get("type") == "audio_message" else kind
    return Answer(body={"response": {"upload_url": f"http://{call.headers.get('host', '')}/vk/upload/{kind}"}})


def upload(call: Call) -> Answer:
    """Take a file."""
    field = "photo" if call.parameters["kind"] == "photos" else "file"
    if field not in call.files:
        return Answer(body={"error": "ERR_UPLOAD_BAD_FILE"})
    number = str(next(_numbers))
    shelf[f"{'photo' if field == 'photo' else 'doc'}-{GROUP}_{number}"] = call.files[field]
    known = f"{VOICE}{number}" if call.parameters["kind"] == "voice" else number
    return Answer(body={"server": 1, "photo": number, "hash": "h"} if field == "photo" else {"file": known})


def _save_photo(call: Call) -> Answer:
    return Answer(body={"response": [{"id": int(call.form.get("photo", "0")), "owner_id": -GROUP}]})


def _save_doc(call: Call) -> Answer:
    known = call.form.get("file", "0")
    kind = "audio_message" if known.startswith(VOICE) else "doc"
    saved: JsonValue = {"id": int(known.removeprefix(VOICE)), "owner_id": -GROUP}
    return Answer(body={"response": {"type": kind, kind: saved}})


def _refusal(code: int, told: str) -> Answer:
    return Answer(body={"error": {"error_code": code, "error_msg": told, "request_params": []}})


def written(scene: Scene) -> Outgoing:
    """Return the call of the Callback API for a customer's text."""
    message = {
        "date": int(scene.at.timestamp()),
        "from_id": scene.number,
        "id": scene.message_id,
        "out": 0,
        "attachments": [],
        "conversation_message_id": scene.message_id,
        "fwd_messages": [],
        "text": scene.text,
        "peer_id": scene.number,
        "random_id": 0,
    }
    told = {
        "group_id": GROUP,
        "type": "message_new",
        "event_id": f"{scene.message_id:040x}",
        "v": "5.199",
        "object": {"client_info": {"keyboard": True, "lang_id": 3}, "message": message},
        "secret": scene.secret["callback_secret"],
    }
    return Outgoing(body=json.dumps(told, ensure_ascii=False).encode(), headers={"Content-Type": "application/json"})


def _users(call: Call) -> Answer:
    user = call.form.get("user_ids", "")
    if not user.isdecimal():
        return Answer(body={"response": []})
    first, _, last = call.name_of(int(user)).partition(" ")
    told: JsonValue = {"id": int(user), "first_name": first, "last_name": last, "photo_100": call.picture_of(int(user))}
    return Answer(body={"response": [told]})


def _show(call: Call) -> Answer:
    if not call.form.get("peer_id", "").lstrip("-").isdigit():
        return _refusal(WRONG_PARAMETER, "One of the parameters specified was missing or invalid")
    return Answer(body={"response": 1})


METHODS = {
    "messages.edit": _show,
    "messages.delete": _show,
    "messages.sendReaction": _show,
    "messages.deleteReaction": _show,
    "messages.setActivity": _show,
    "messages.markAsRead": _show,
    "users.get": _users,
    "messages.send": _send,
    "wall.createComment": _comment,
    "photos.getMessagesUploadServer": _upload_server,
    "photos.saveMessagesPhoto": _save_photo,
    "docs.getMessagesUploadServer": _upload_server,
    "docs.save": _save_doc,
}

ENDPOINTS = (Endpoint("POST", "/method/{method}", method), Endpoint("POST", "/upload/{kind}", upload))
