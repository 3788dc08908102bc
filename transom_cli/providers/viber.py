"""Viber, played: takes a bot's messages, and calls back when a customer has written."""

import json

from pydantic import Field, JsonValue, ValidationError

from transom.channel import OutboundFile
from transom.core.split import width
from transom.model import Frozen
from transom.provider.proof import hmac_hex
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

MAX_TEXT = 7000
MAX_SENDER = 28
INVALID_TOKEN, BAD_DATA, MISSING_DATA = 2, 3, 4


class Author(Frozen):
    """Who a message is said to be from."""

    name: str


class Location(Frozen):
    """A place."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class Contact(Frozen):
    """Somebody's number."""

    name: str = Field(min_length=1, max_length=28)
    phone_number: str = Field(min_length=1, max_length=18)


class Message(Frozen):
    """A message that a bot sends."""

    receiver: str
    type: str
    sender: Author
    text: str = ""
    media: str = ""
    size: int | None = None
    file_name: str = ""
    location: Location | None = None
    contact: Contact | None = None

    @property
    def fault(self) -> str:
        """Return what is wrong with it."""
        if self.type not in {"text", "picture", "video", "file", "location", "contact"}:
            return "type is not supported"
        if self.type in {"location", "contact"}:
            return "" if self.location or self.contact else f"{self.type} is missing"
        if self.type == "text" and not 0 < width(self.text) <= MAX_TEXT:
            return "text must have 1 to 7000 characters"
        if self.type != "text" and not self.media.startswith(("https://", "http://")):
            return "media is no address"
        if self.type in {"video", "file"} and not self.size:
            return "size is missing"
        return "sender.name is too long" if not 0 < len(self.sender.name) <= MAX_SENDER else ""

    @property
    def words(self) -> str:
        """Return what the customer reads."""
        if self.location:
            return f"{self.location.lat}, {self.location.lon}"
        return f"{self.contact.name} {self.contact.phone_number}" if self.contact else self.text

    @property
    def files(self) -> tuple[OutboundFile, ...]:
        """Return the file by its address."""
        if not self.media:
            return ()
        name = self.file_name or f"{self.type}.{'mp4' if self.type == 'video' else 'jpg'}"
        return (OutboundFile(name=name, mime="application/octet-stream", content=b"", link=self.media),)


def send_message(call: Call) -> Answer:
    """Take a message."""
    if not call.knows("auth_token", call.headers.get("x-viber-auth-token", "")):
        return _refusal(INVALID_TOKEN, "invalidAuthToken")
    try:
        message = Message.model_validate_json(call.body)
    except ValidationError as error:
        return _refusal(MISSING_DATA, f"missingData: {error.errors()[0]['loc']}")
    if message.fault:
        return _refusal(BAD_DATA, f"badData: {message.fault}")
    token = int(call.at.timestamp() * 1_000_000)
    body: JsonValue = {"status": 0, "status_message": "ok", "message_token": token, "chat_hostname": "SN-CHAT-05_"}
    return Answer(body=body, sent=Sent(to=message.receiver, text=message.words, files=message.files))


def _refusal(status: int, told: str) -> Answer:
    return Answer(body={"status": status, "status_message": told, "chat_hostname": "SN-CHAT-05_"})


def written(scene: Scene) -> Outgoing:
    """Return the callback of a customer's text."""
    told = {
        "event": "message",
        "timestamp": int(scene.at.timestamp() * 1000),
        "chat_hostname": "SN-CHAT-05_",
        "message_token": 5_741_311_000_000_000_000 + scene.message_id,
        "sender": {"id": f"{scene.number}aXkB0bcFQ1vP==", "name": scene.author, "language": "en", "api_version": 10},
        "message": {"type": "text", "text": scene.text},
        "silent": False,
    }
    body = json.dumps(told, ensure_ascii=False).encode()
    signature = hmac_hex(scene.secret["auth_token"], body)
    return Outgoing(body=body, headers={"Content-Type": "application/json", "X-Viber-Content-Signature": signature})


SETTINGS = {"sender_name": "Northwind"}
ENDPOINTS = (Endpoint("POST", "/pa/send_message", send_message),)
