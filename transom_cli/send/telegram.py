"""A customer's Telegram message: the webhook that Telegram would call, signed as Telegram signs it."""

from datetime import datetime

import httpx
from pydantic import JsonValue

from transom.channel import OutboundFile
from transom.model import Frozen
from transom_cli.local import Local, secret_of
from transom_cli.outbox.media import MediaFile
from transom_cli.send.customer import Customer

_PHOTO_SIDE = 1280


class Numbers(Frozen):
    """The ids that Telegram gives to a message."""

    update_id: int
    message_id: int


class TelegramMessage(Frozen):
    """What a customer writes; with `edits`, the new wording of an earlier message."""

    customer: Customer
    text: str = ""
    photo: OutboundFile | None = None
    document: OutboundFile | None = None
    edits: int | None = None
    language: str | None = None
    numbers: Numbers | None = None
    """The ids of a message that may be sent again; without them Telegram gives new ones."""


def send(message: TelegramMessage, *, connection: str, local: Local, http: httpx.Client, now: datetime) -> int:
    """Write to a bot and return the message's id."""
    secret = secret_of("telegram", connection)["webhook_secret"]
    numbers = message.numbers or Numbers.model_validate_json(http.post(f"{local.outbox}/telegram/updates").content)
    content = _content(message, local, http)
    http.post(
        f"{local.hooks}/telegram/{connection}",
        json=update(message, numbers, content, now),
        headers={"X-Telegram-Bot-Api-Secret-Token": secret},
    )
    return message.edits or numbers.message_id


def update(message: TelegramMessage, numbers: Numbers, content: dict[str, JsonValue], now: datetime) -> JsonValue:
    """Return the update that tells a bot of a message or an edit."""
    customer = message.customer
    person: dict[str, JsonValue] = {"id": customer.number, "is_bot": False, "first_name": customer.name}
    if message.language:
        person["language_code"] = message.language
    body: dict[str, JsonValue] = {
        "message_id": message.edits or numbers.message_id,
        "from": person,
        "chat": {"id": customer.number, "first_name": customer.name, "type": "private"},
        "date": int(now.timestamp()),
        **content,
    }
    if message.edits is None:
        return {"update_id": numbers.update_id, "message": body}
    return {"update_id": numbers.update_id, "edited_message": body | {"edit_date": int(now.timestamp())}}


def _content(message: TelegramMessage, local: Local, http: httpx.Client) -> dict[str, JsonValue]:
    if message.photo:
        return {"photo": [_photo(_upload(message.photo, local, http))], **_caption(message.text)}
    if message.document:
        return {"document": _document(_upload(message.document, local, http)), **_caption(message.text)}
    return {"text": message.text}


def _caption(text: str) -> dict[str, JsonValue]:
    return {"caption": text} if text else {}


def _upload(file: OutboundFile, local: Local, http: httpx.Client) -> MediaFile:
    """Leave a file where Telegram would keep it, for the desk to fetch."""
    answer = http.post(f"{local.outbox}/telegram/uploads", files={"file": (file.name, file.content, file.mime)})
    return MediaFile.model_validate_json(answer.content)


def _photo(media: MediaFile) -> JsonValue:
    ids = media.model_dump(include={"file_id", "file_unique_id", "file_size"})
    return {**ids, "width": _PHOTO_SIDE, "height": _PHOTO_SIDE}


def _document(media: MediaFile) -> JsonValue:
    return media.model_dump(exclude={"file_path"})
