"""LINE, played: takes an account's pushes, and calls the webhook when a customer has written."""

import json
from http import HTTPStatus

from pydantic import Field, JsonValue, ValidationError

from transom.channel import OutboundFile
from transom.core.split import width
from transom.model import Frozen, MediaKind
from transom.provider.proof import hmac_base64
from transom_cli.providers.stage import Answer, Call, Endpoint, Outgoing, Scene, Sent

MAX_MESSAGES = 5
MAX_TEXT = 5000
MAX_TITLE = 100
FILES = {
    "image": ("image.jpg", "image/jpeg"),
    "video": ("video.mp4", "video/mp4"),
    "audio": ("sound.m4a", "audio/mp4"),
}


class Message(Frozen):
    """One of the messages of a push."""

    type: str
    text: str = ""
    quote_token: str = Field(default="", alias="quoteToken")
    title: str = Field(default="", max_length=MAX_TITLE)
    address: str = Field(default="", max_length=MAX_TITLE)
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    duration: int = 0
    original: str = Field(default="", alias="originalContentUrl")
    preview: str = Field(default="", alias="previewImageUrl")

    @property
    def fault(self) -> str:
        """Return what is wrong with it."""
        if self.type == "location":
            is_whole = self.title and self.address and self.latitude is not None and self.longitude is not None
            return "" if is_whole else "May not be empty"
        if self.quote_token.isdecimal():
            return "Invalid quoteToken"
        if self.type == "text":
            return "" if 0 < width(self.text) <= MAX_TEXT else "Length must be between 1 and 5000"
        if self.type == "audio":
            return "" if self.original and self.duration else "May not be empty"
        if self.type not in {"image", "video"}:
            return "May be one of text, image, video, audio, location"
        return "" if self.original and self.preview else "May not be empty"


class Push(Frozen):
    """What a chat is to get."""

    to: str
    messages: tuple[Message, ...] = Field(min_length=1, max_length=MAX_MESSAGES)


def push(call: Call) -> Answer:
    """Take the messages of a push."""
    if not call.knows("access_token", call.headers.get("authorization", "").removeprefix("Bearer ")):
        return Answer(status=HTTPStatus.UNAUTHORIZED, body={"message": "Authentication failed."})
    try:
        asked = Push.model_validate_json(call.body)
    except ValidationError:
        return _refusal("The request body has 1 error(s)")
    if fault := next((message.fault for message in asked.messages if message.fault), ""):
        return _refusal(fault)
    first = int(call.at.timestamp() * 1_000_000) * 10
    ids: list[JsonValue] = [{"id": str(first + index), "quoteToken": "q"} for index in range(len(asked.messages))]
    text = "\n\n".join(said for message in asked.messages if (said := message.text or message.title))
    sent = Sent(to=asked.to, text=text, files=tuple(_file(m) for m in asked.messages if m.original))
    return Answer(body={"sentMessages": ids}, headers={"x-line-request-id": f"played-{first}"}, sent=sent)


def profile(call: Call) -> Answer:
    """Tell who a customer is."""
    if not call.knows("access_token", call.headers.get("authorization", "").removeprefix("Bearer ")):
        return Answer(status=HTTPStatus.UNAUTHORIZED, body={"message": "Authentication failed."})
    user = call.parameters["user"].removeprefix("U")
    if not user.isdecimal():
        return Answer(status=HTTPStatus.NOT_FOUND, body={"message": "Not found"})
    number = int(user)
    return Answer(
        body={"userId": f"U{user}", "displayName": call.name_of(number), "pictureUrl": call.picture_of(number)}
    )


def show(call: Call) -> Answer:
    """Show the loading animation, or mark what a customer wrote as read."""
    if not call.knows("access_token", call.headers.get("authorization", "").removeprefix("Bearer ")):
        return Answer(status=HTTPStatus.UNAUTHORIZED, body={"message": "Authentication failed."})
    is_known = call.json_body.keys() & {"chatId", "markAsReadToken"}
    return Answer(status=HTTPStatus.ACCEPTED, body={}) if is_known else _refusal("The request body has 1 error(s)")


def _refusal(told: str) -> Answer:
    return Answer(status=HTTPStatus.BAD_REQUEST, body={"message": told, "details": []})


def _file(message: Message) -> OutboundFile:
    name, mime = FILES[message.type]
    return OutboundFile(name=name, mime=mime, content=b"", kind=MediaKind.of(mime), link=message.original)


def written(scene: Scene) -> Outgoing:
    """Return the webhook of a customer's text."""
    message = {"id": str(scene.message_id), "type": "text", "text": scene.text, "quoteToken": "q"}
    event = {
        "type": "message",
        "message": message | {"markAsReadToken": "r"},
        "webhookEventId": f"01PLAYED{scene.message_id:018d}"[:26],
        "deliveryContext": {"isRedelivery": False},
        "timestamp": int(scene.at.timestamp() * 1000),
        "source": {"type": "user", "userId": f"U{scene.number:032d}"},
        "replyToken": "r",
        "mode": "active",
    }
    body = json.dumps({"destination": f"U{0:032d}", "events": [event]}, ensure_ascii=False).encode()
    signature = hmac_base64(scene.secret["channel_secret"], body)
    return Outgoing(body=body, headers={"Content-Type": "application/json", "X-Line-Signature": signature})


ENDPOINTS = (
    Endpoint("POST", "/v2/bot/message/push", push),
    Endpoint("GET", "/v2/bot/profile/{user}", profile),
    Endpoint("POST", "/v2/bot/chat/{action:path}", show),
)
