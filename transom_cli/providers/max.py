"""MAX, played: takes a bot's messages and files, and calls the webhook when a customer has written."""

import json
from http import HTTPStatus
from itertools import count
from typing import Literal

from pydantic import Field, JsonValue, ValidationError

from transom.channel import OutboundFile
from transom.core.split import width
from transom.model import Frozen
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

MAX_TEXT = 4000
AT_ONCE = ("video", "audio")
"""The types of files whose token is told before they are uploaded."""

shelf: dict[str, OutboundFile] = {}
"""The files that were uploaded, by the tokens that messages carry them by."""
_numbers = count(1)


class Token(Frozen):
    """What a file, or a size of an image, is known by."""

    token: str


class Payload(Frozen):
    """What an attachment is known by, or whom a card is of."""

    name: str = ""
    vcf_phone: str = ""
    token: str = ""
    photos: dict[str, Token] = {}

    @property
    def tokens(self) -> list[str]:
        """Return all that it is known by."""
        return [token for token in (self.token, *(photo.token for photo in self.photos.values())) if token]


class Item(Frozen):
    """An attachment of a message."""

    type: Literal["image", "video", "audio", "file", "location", "contact"]
    payload: Payload = Field(default_factory=Payload)
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)

    @property
    def is_whole(self) -> bool:
        """Tell whether it holds what its type wants."""
        if self.type == "location":
            return self.latitude is not None and self.longitude is not None
        return (
            bool(self.payload.name and self.payload.vcf_phone) if self.type == "contact" else bool(self.payload.tokens)
        )


class Message(Frozen):
    """A message that a bot sends."""

    text: str = ""
    attachments: tuple[Item, ...] = ()

    @property
    def tokens(self) -> list[str]:
        """Return what its attachments are known by."""
        return [token for item in self.attachments for token in item.payload.tokens]


def send(call: Call) -> Answer:
    """Take a message."""
    chat = call.query.get("chat_id", "")
    if not _is_known(call):
        return _refusal(HTTPStatus.UNAUTHORIZED, "verify.token", "Invalid access_token")
    try:
        message = Message.model_validate_json(call.body)
    except ValidationError:
        return _refusal(HTTPStatus.BAD_REQUEST, "proto.payload", "The body is no message")
    if not chat.lstrip("-").isdigit():
        return _refusal(HTTPStatus.NOT_FOUND, "chat.not.found", "Chat not found")
    if not (message.text or message.attachments) or width(message.text) > MAX_TEXT:
        return _refusal(HTTPStatus.BAD_REQUEST, "proto.payload", "text: size must be between 0 and 4000")
    if any(token not in shelf for token in message.tokens) or not all(item.is_whole for item in message.attachments):
        return _refusal(HTTPStatus.BAD_REQUEST, "proto.payload", "attachment: no such token")
    sent = Sent(to=chat, text=message.text, files=tuple(shelf[token] for token in message.tokens))
    return Answer(body=_sent(call, chat, message.text), sent=sent)


def _sent(call: Call, chat: str, text: str) -> JsonValue:
    number = int(call.at.timestamp() * 1_000_000)
    return {
        "message": {
            "recipient": {"chat_id": int(chat), "chat_type": "dialog"},
            "timestamp": number // 1000,
            "body": {"mid": f"mid.{number:032x}", "seq": number, "text": text, "attachments": []},
        }
    }


def uploads(call: Call) -> Answer:
    """Say where a file is to be uploaded."""
    if not _is_known(call):
        return _refusal(HTTPStatus.UNAUTHORIZED, "verify.token", "Invalid access_token")
    kind = call.query.get("type")
    if kind not in {"image", "file", *AT_ONCE}:
        return _refusal(HTTPStatus.BAD_REQUEST, "proto.payload", "type: must be image, video, audio or file")
    address = f"http://{call.headers.get('host', '')}/max/upload/"
    if kind not in AT_ONCE:
        return Answer(body={"url": address + kind})
    token = f"played-{next(_numbers)}"
    return Answer(body={"url": address + token, "token": token})


def upload(call: Call) -> Answer:
    """Take a file."""
    if "data" not in call.files:
        return _refusal(HTTPStatus.BAD_REQUEST, "upload.error", "no data")
    kind = call.parameters["kind"]
    is_known = kind not in {"image", "file"}
    token = kind if is_known else f"played-{next(_numbers)}"
    shelf[token] = call.files["data"]
    if is_known:
        return Answer(content=b"<retval>1</retval>")
    return Answer(body={"photos": {"1": {"token": token}}} if kind == "image" else {"token": token})


def change(call: Call) -> Answer:
    """Edit or delete a message."""
    if not _is_known(call):
        return _refusal(HTTPStatus.UNAUTHORIZED, "verify.token", "Invalid access_token")
    return Answer(body={"success": bool(call.query.get("message_id"))})


def act(call: Call) -> Answer:
    """Show in a chat what a bot does."""
    if not _is_known(call):
        return _refusal(HTTPStatus.UNAUTHORIZED, "verify.token", "Invalid access_token")
    return Answer(body={"success": call.json_body.get("action") in {"typing_on", "mark_seen"}})


def _is_known(call: Call) -> bool:
    return call.knows("access_token", call.headers.get("authorization", ""))


def _refusal(status: HTTPStatus, code: str, told: str) -> Answer:
    return Answer(status=status, body={"code": code, "message": told})


def written(scene: Scene) -> Outgoing:
    """Return the update of a customer's text."""
    at = int(scene.at.timestamp() * 1000)
    person = {"user_id": scene.number, "first_name": scene.author, "is_bot": False, "last_activity_time": at}
    message = {
        "sender": person,
        "recipient": {"chat_id": scene.number, "chat_type": "dialog", "user_id": 1},
        "timestamp": at,
        "body": {
            "mid": f"mid.{scene.message_id:032x}",
            "seq": scene.message_id,
            "text": scene.text,
            "attachments": [],
        },
    }
    told = {"update_type": "message_created", "timestamp": at, "message": message, "user_locale": "en"}
    secret = scene.secret["webhook_secret"]
    headers = {"Content-Type": "application/json", "X-Max-Bot-Api-Secret": secret}
    return Outgoing(body=json.dumps(told, ensure_ascii=False).encode(), headers=headers)


ENDPOINTS = (
    Endpoint("POST", "/messages", send),
    Endpoint("POST", "/chats/{chat}/actions", act),
    Endpoint("PUT", "/messages", change),
    Endpoint("DELETE", "/messages", change),
    Endpoint("POST", "/uploads", uploads),
    Endpoint("POST", "/upload/{kind}", upload),
)
