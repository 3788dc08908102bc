"""An answer as the bodies of WhatsApp messages; whoever carries them, they are the same."""

import re
from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from channels.whatsapp.channel import MANIFEST
from channels.whatsapp.inbound import GROUP
from transom.channel import Attention, OutboundChange, OutboundFile, OutboundMessage, Template
from transom.core.split import split, width
from transom.model import ContactCard, MediaKind, Place

MAX_TEXT = MANIFEST.max_text or 4096
MAX_CAPTION = 1024
NAMES = {MediaKind.FILE: "document", MediaKind.VOICE: "audio"}
"""What WhatsApp calls a kind otherwise than the desk."""
CAPTIONED = frozenset({MediaKind.IMAGE, MediaKind.VIDEO, MediaKind.FILE})
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


def reaction(change: OutboundChange, message_id: str) -> Fields:
    """Return what puts a sign to a customer's message; an empty one takes the earlier one back."""
    sign: JsonValue = {"message_id": message_id, "emoji": change.sign}
    common: Fields = {"messaging_product": "whatsapp", "type": "reaction", "reaction": sign}
    return common | _recipient(change.door.address)


def read_mark(attention: Attention, *, is_typing: bool) -> Fields | None:
    """Return what marks the newest message as read, and shows for 25 seconds that somebody types if so."""
    if not attention.message_ids:
        return None
    mark: Fields = {"messaging_product": "whatsapp", "status": "read", "message_id": attention.message_ids[-1]}
    return mark | ({"typing_indicator": {"type": "text"}} if is_typing else {})


def chosen(message: OutboundMessage, template: Template, media: Sequence[str]) -> Fields:
    """Return the template that the author chose; the file that its header wants is among `media`."""
    parts: list[JsonValue] = [
        _component("header", [_file(file, known, "")]) for file, known in zip(message.files, media, strict=True)
    ]
    parts += [_component("header", _parameters(template.header))] if template.header else []
    parts += [_component("body", _parameters(template.body))] if template.body else []
    parts += [
        _component("button", [_parameter(value)]) | {"sub_type": "url", "index": place}
        for place, value in template.buttons.items()
    ]
    named: Fields = {"name": template.name, "language": {"code": template.language}, "components": parts}
    return _envelope(message) | {"type": "template", "template": named}


def _component(kind: str, parameters: Sequence[JsonValue]) -> Fields:
    return {"type": kind, "parameters": [*parameters]}


def _parameters(values: dict[str, str]) -> list[JsonValue]:
    """Return variables in the order of their numbers, or by their names."""
    if all(name.isdecimal() for name in values):
        return [_parameter(values[name]) for name in sorted(values, key=int)]
    return [_parameter(value) | {"parameter_name": name} for name, value in values.items()]


def _parameter(value: str) -> Fields:
    return {"type": "text", "text": " ".join(value.split())}


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
    is_caption = bool(message.files) and message.files[0].kind in CAPTIONED and width(text) <= MAX_CAPTION
    if not is_caption:
        for piece in split(text, MAX_TEXT):
            yield {"type": "text", "text": {"body": piece}}
    for index, (file, known) in enumerate(zip(message.files, media, strict=True)):
        yield _file(file, known, text if is_caption and index == 0 else "")
    if message.place:
        yield {"type": "location", "location": _place(message.place)}
    if message.cards:
        yield {"type": "contacts", "contacts": [_contact(card) for card in message.cards]}


def _file(file: OutboundFile, media: str, caption: str) -> Fields:
    name = NAMES.get(file.kind, file.kind.value)
    content: Fields = {"id": media}
    if caption:
        content["caption"] = caption
    if file.kind is MediaKind.FILE:
        content["filename"] = file.name
    if file.kind is MediaKind.VOICE:
        content["voice"] = True
    return {"type": name, name: content}


def _place(place: Place) -> Fields:
    named = {"name": place.name, "address": place.address}
    at: Fields = {"latitude": place.latitude, "longitude": place.longitude}
    return at | {name: value for name, value in named.items() if value}


def _contact(card: ContactCard) -> JsonValue:
    # a name has to have a second part
    name: JsonValue = {"formatted_name": card.name, "first_name": card.name}
    phones: JsonValue = [{"phone": phone} for phone in card.phones]
    emails: JsonValue = [{"email": email} for email in card.emails]
    return {"name": name, "phones": phones, "emails": emails}
