"""Telegram's Bot API as far as the desk uses it: what it checks, and what it answers."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial

from pydantic import Field, JsonValue

from transom.channel import OutboundFile
from transom.core.split import width
from transom.errors import InvalidError, NotFoundError, TooLargeError
from transom.model import Frozen
from transom_cli.outbox.ledger import Ledger
from transom_cli.outbox.media import Media

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_PHOTO = 10_000_000
MAX_DOCUMENT = 50_000_000
MAX_DOWNLOAD = 20_000_000
MIN_ALBUM, MAX_ALBUM = 2, 10
IN_ALBUMS = {"photo", "video"}
MAX_VCARD = 2048
FARTHEST = 180
"""Degrees."""
FILES = ("document", "video", "audio", "voice", "sticker")
_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
_CHAT = re.compile(r"-?\d{1,15}|@[A-Za-z]\w{3,}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_PARSE_MODES = {"HTML", "Markdown", "MarkdownV2"}


class Call(Frozen):
    """One call of a bot's method."""

    method: str
    bot_id: str
    fields: dict[str, JsonValue]
    files: dict[str, OutboundFile] = Field(default={}, repr=False)
    request: dict[str, JsonValue]
    at: datetime

    def text(self, name: str) -> str:
        """Return a field as text; empty when it is missing."""
        value = self.fields.get(name)
        return "" if value is None else str(value)


class Sequence:
    """Numbers that grow with the clock, so that they never come twice, whatever was deleted meanwhile."""

    def __init__(self) -> None:
        self._last = 0

    def next(self, at: datetime) -> int:
        """Return the next number."""
        self._last = max(self._last + 1, int((at - _EPOCH).total_seconds() * 10))
        return self._last


class BotApi:
    """The methods of the Bot API that the desk calls."""

    def __init__(self, ledger: Ledger, media: Media) -> None:
        self._ledger = ledger
        self._media = media
        self._webhooks: dict[str, str] = {}
        self.sequence = Sequence()
        self._methods: Mapping[str, Callable[[Call], JsonValue]] = {
            "getMe": self._get_me,
            "getFile": self._get_file,
            "getUserProfilePhotos": self._get_photos,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "getWebhookInfo": self._get_webhook_info,
            "sendChatAction": self._act,
            "sendMessage": self._send_message,
            **dict.fromkeys(("editMessageText", "deleteMessage", "setMessageReaction"), self._change),
            "sendPhoto": self._send_photo,
            "sendMediaGroup": self._send_album,
            "sendLocation": self._send_place,
            "sendVenue": self._send_place,
            "sendContact": self._send_contact,
            **{f"send{kind.capitalize()}": partial(self._send_file, kind) for kind in FILES},
        }

    def call(self, call: Call) -> JsonValue:
        """Return the method's result; raises what Telegram would refuse."""
        method = self._methods.get(call.method)
        if method is None:
            raise NotFoundError("Not Found: method not found")
        return method(call)

    def _get_me(self, call: Call) -> JsonValue:
        return _bot(call)

    def _get_file(self, call: Call) -> JsonValue:
        try:
            media = self._media.by_id(call.text("file_id"))
        except NotFoundError:
            raise InvalidError("Bad Request: wrong file_id or the file is temporarily unavailable") from None
        if media.file_size > MAX_DOWNLOAD:
            raise InvalidError("Bad Request: file is too big")
        return media.model_dump(include={"file_id", "file_unique_id", "file_path", "file_size"})

    def _get_photos(self, call: Call) -> JsonValue:
        if not call.text("user_id").isdecimal():
            raise InvalidError("Bad Request: invalid user_id specified")
        return {"total_count": 0, "photos": []}

    def _set_webhook(self, call: Call) -> JsonValue:
        if call.text("secret_token") and not _SECRET.fullmatch(call.text("secret_token")):
            raise InvalidError("Bad Request: secret token contains unallowed characters")
        self._webhooks[call.bot_id] = call.text("url")
        return True

    def _delete_webhook(self, call: Call) -> JsonValue:
        self._webhooks.pop(call.bot_id, None)
        return True

    def _get_webhook_info(self, call: Call) -> JsonValue:
        return {"url": self._webhooks.get(call.bot_id, ""), "has_custom_certificate": False, "pending_update_count": 0}

    def _act(self, call: Call) -> JsonValue:
        _check_target(call)
        if call.text("action") != "typing":
            raise InvalidError("Bad Request: wrong parameter action in request")
        return True

    def _change(self, call: Call) -> JsonValue:
        _check_target(call)
        if not call.text("message_id").isdecimal():
            raise InvalidError("Bad Request: message to change not found")
        if call.method == "editMessageText" and not call.text("text").strip():
            raise InvalidError("Bad Request: message text is empty")
        return True

    def _send_message(self, call: Call) -> JsonValue:
        text = call.text("text")
        if not text.strip():
            raise InvalidError("Bad Request: message text is empty")
        if width(text) > MAX_TEXT:
            raise InvalidError("Bad Request: message is too long")
        return self._record(call, text, {"text": text})

    def _send_photo(self, call: Call) -> JsonValue:
        file = _file(call, "photo", MAX_PHOTO)
        return self._record(call, call.text("caption"), {"photo": [self._described(file)]}, file)

    def _send_file(self, kind: str, call: Call) -> JsonValue:
        file = _file(call, kind, MAX_DOCUMENT)
        return self._record(call, call.text("caption"), {kind: self._described(file)}, file)

    def _send_album(self, call: Call) -> JsonValue:
        media = call.fields.get("media")
        items = [item for item in media if isinstance(item, dict)] if isinstance(media, list) else []
        if not MIN_ALBUM <= len(items) <= MAX_ALBUM or any(item.get("type") not in IN_ALBUMS for item in items):
            raise InvalidError("Bad Request: wrong number or type of media")
        files = [call.files.get(str(item.get("media", "")).removeprefix("attach://")) for item in items]
        known = tuple(file for file in files if file)
        if len(known) != len(items):
            raise InvalidError("Bad Request: there is no such file in the request")
        first = self._record(call, str(items[0].get("caption", "")), {}, *known)
        numbers = [first["message_id"], *(self.sequence.next(call.at) for _ in known[1:])]
        return [first | {"message_id": number} for number in numbers]

    def _send_place(self, call: Call) -> JsonValue:
        latitude, longitude = (_degrees(call, name) for name in ("latitude", "longitude"))
        named = [call.text(name) for name in ("title", "address")]
        if call.method == "sendVenue" and not all(named):
            raise InvalidError("Bad Request: title and address must be non-empty")
        text = " ".join(filter(None, [*named, f"{latitude}, {longitude}"]))
        return self._record(call, text, {"location": {"latitude": latitude, "longitude": longitude}})

    def _send_contact(self, call: Call) -> JsonValue:
        phone, name = call.text("phone_number"), call.text("first_name")
        if not phone or not name or len(call.text("vcard").encode()) > MAX_VCARD:
            raise InvalidError("Bad Request: phone_number and first_name must be non-empty")
        return self._record(call, f"{name} {phone}", {"contact": {"phone_number": phone, "first_name": name}})

    def _record(
        self, call: Call, text: str, content: dict[str, JsonValue], *files: OutboundFile
    ) -> dict[str, JsonValue]:
        _check_target(call)
        number = self.sequence.next(call.at)
        chat = call.text("chat_id")
        request = {**call.request, "message_id": number}
        self._ledger.add(channel="telegram", to=chat, text=text, at=call.at, files=files, request=request)
        caption = {"caption": text} if files and text else {}
        date = int(call.at.timestamp())
        return {"message_id": number, "from": _bot(call), "chat": _chat(chat), "date": date, **content, **caption}

    def _described(self, file: OutboundFile) -> JsonValue:
        return self._media.add(file).model_dump(exclude={"file_path"})


def _check_target(call: Call) -> None:
    chat = call.text("chat_id")
    if not chat:
        raise InvalidError("Bad Request: chat_id is empty")
    if not _CHAT.fullmatch(chat):
        raise InvalidError("Bad Request: chat not found")
    if call.text("parse_mode") and call.text("parse_mode") not in _PARSE_MODES:
        raise InvalidError("Bad Request: unsupported parse_mode")
    reply = call.fields.get("reply_parameters")
    if reply is not None and not (isinstance(reply, dict) and isinstance(reply.get("message_id"), int)):
        raise InvalidError("Bad Request: can't parse reply parameters JSON object")


def _degrees(call: Call, name: str) -> float:
    try:
        value = float(call.text(name))
    except ValueError:
        value = FARTHEST + 1
    if abs(value) > FARTHEST:
        raise InvalidError(f"Bad Request: bad {name}")
    return value


def _file(call: Call, name: str, limit: int) -> OutboundFile:
    file = call.files.get(name)
    if file is None:
        raise InvalidError(f"Bad Request: there is no {name} in the request")
    if not file.content:
        raise InvalidError("Bad Request: file must be non-empty")
    if len(file.content) > limit:
        raise TooLargeError("Request Entity Too Large")
    if width(call.text("caption")) > MAX_CAPTION:
        raise InvalidError("Bad Request: message caption is too long")
    return file


def _bot(call: Call) -> dict[str, JsonValue]:
    return {"id": int(call.bot_id), "is_bot": True, "first_name": "Demo desk", "username": "demo_desk_bot"}


def _chat(chat: str) -> dict[str, JsonValue]:
    return {"username": chat[1:], "type": "channel"} if chat.startswith("@") else {"id": int(chat), "type": "private"}
