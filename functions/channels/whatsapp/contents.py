"""An answer as the bodies of WhatsApp messages; whoever carries them, they are the same."""

import re
from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from channels.whatsapp.channel import MANIFEST
from channels.whatsapp.inbound import GROUP
from transom.channel import OutboundFile, OutboundMessage
from transom.core.split import split, width

MAX_TEXT = MANIFEST.max_text or 4096
MAX_CAPTION = 1024
MAX_IMAGE = 5_000_000
MAX_STREAM = 16_000_000
STREAMS = {
    "video/mp4": "video",
    "video/3gpp": "video",
    "audio/aac": "audio",
    "audio/amr": "audio",
    "audio/mp4": "audio",
    "audio/mpeg": "audio",
    "audio/ogg": "audio",
}
TEMPLATE = re.compile(r"(?P<name>[a-z0-9_]{1,512}):(?P<language>[A-Za-z_]{2,10})")

type Fields = dict[str, JsonValue]


def bodies(message: OutboundMessage, media: Sequence[str]) -> Iterator[Fields]:
    """Yield the messages that an answer takes; `media` are the ids of its files, in their order."""
    envelope, quoted = _envelope(message), _quote(message)
    for content in _contents(message, media):
        yield envelope | quoted | content
        quoted = {}


def template(message: OutboundMessage, setting: str) -> Fields | None:
    """Return the template that carries an answer after 24 hours; None where the setting or the answer fits none."""
    named, text = TEMPLATE.fullmatch(setting), " ".join(message.text.split())
    if named is None or not text or width(text) > MAX_CAPTION or message.files:
        return None
    body: JsonValue = {"type": "body", "parameters": [{"type": "text", "text": text}]}
    chosen: Fields = {"name": named["name"], "language": {"code": named["language"]}, "components": [body]}
    return _envelope(message) | {"type": "template", "template": chosen}


def _envelope(message: OutboundMessage) -> Fields:
    common: Fields = {"messaging_product": "whatsapp", "biz_opaque_callback_data": message.reference}
    return common | _recipient(message.door.address)


def _recipient(address: str) -> Fields:
    if address.startswith(GROUP):
        return {"recipient_type": "group", "to": address.removeprefix(GROUP)}
    field = "to" if address.isdecimal() else "recipient"
    return {"recipient_type": "individual", field: address}


def _quote(message: OutboundMessage) -> Fields:
    return {"context": {"message_id": message.references[-1]}} if message.references else {}


def _contents(message: OutboundMessage, media: Sequence[str]) -> Iterator[Fields]:
    text = message.text.strip()
    is_caption = bool(message.files) and _kind(message.files[0]) != "audio" and width(text) <= MAX_CAPTION
    if not is_caption:
        for piece in split(text, MAX_TEXT):
            yield {"type": "text", "text": {"body": piece}}
    for index, (file, known) in enumerate(zip(message.files, media, strict=True)):
        yield _file(file, known, text if is_caption and index == 0 else "")


def _file(file: OutboundFile, media: str, caption: str) -> Fields:
    kind = _kind(file)
    content: Fields = {"id": media}
    if caption:
        content["caption"] = caption
    return {"type": kind, kind: content | ({"filename": file.name} if kind == "document" else {})}


def _kind(file: OutboundFile) -> str:
    size = len(file.content)
    if file.mime in {"image/jpeg", "image/png"} and size <= MAX_IMAGE:
        return "image"
    return STREAMS.get(file.mime, "document") if size <= MAX_STREAM else "document"
