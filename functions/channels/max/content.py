"""What a message says: its text, files, place and cards."""

import re
from collections.abc import Iterator

from channels.max.updates import Item, Message
from transom.model import Attachment, ContactCard, MediaKind, Place
from transom.provider.reading import unsupported

VIDEO = "video:"
"""Before a video's token, by which the addresses of its file are asked for."""
MEDIA = {
    "image": (MediaKind.IMAGE, "image.jpg", "image/jpeg"),
    "video": (MediaKind.VIDEO, "video.mp4", "video/mp4"),
    "audio": (MediaKind.VOICE, "voice", "application/octet-stream"),
    "file": (MediaKind.FILE, "file", "application/octet-stream"),
    "sticker": (MediaKind.STICKER, "sticker", "application/octet-stream"),
}
"""What each type of media is, and its name and type where MAX states none."""
KNOWN = frozenset({*MEDIA, "share", "contact", "location"})
FIELD = re.compile(r"^(?:\w+\.)?(FN|TEL|EMAIL)[^:\r\n]*:([^\r\n]*)", re.MULTILINE | re.IGNORECASE)


def text_of(message: Message) -> str:
    """Return all that is said in words, and of what cannot be shown the kind."""
    lines = [body.text for body in message.bodies if body.text]
    lines += [line for item in message.items if item.type == "share" and (line := _shared(item))]
    lines += [item.transcription for item in message.items if item.transcription]
    return "\n".join([*lines, *(unsupported(item.type) for item in message.items if item.type not in KNOWN)])


def _shared(item: Item) -> str:
    return " ".join(part for part in (item.title, item.payload.url) if part)


def files_of(message: Message) -> tuple[Attachment, ...]:
    """Return the files that came with the message."""
    files = (file for item in message.items if (file := _file(item)))
    return tuple(file.model_copy(update={"id": str(index)}) for index, file in enumerate(files))


def _file(item: Item) -> Attachment | None:
    if item.type not in MEDIA:
        return None
    kind, name, mime = MEDIA[item.type]
    is_video = item.type == "video" and item.payload.token
    stated = (item.filename or "").replace("\\", "/").rpartition("/")[2]
    return Attachment(
        id="0",
        kind=kind,
        name=stated or name,
        mime=mime,
        size=item.size,
        provider_media_id=f"{VIDEO}{item.payload.token}" if is_video else item.payload.url,
    )


def place_of(message: Message) -> Place | None:
    """Return the place that is attached."""
    for item in message.items:
        if item.type == "location" and item.latitude is not None and item.longitude is not None:
            return Place(latitude=item.latitude, longitude=item.longitude)
    return None


def cards_of(message: Message) -> tuple[ContactCard, ...]:
    """Return the cards that are attached."""
    return tuple(_cards(message))


def _cards(message: Message) -> Iterator[ContactCard]:
    for item in message.items:
        if item.type == "contact":
            fields = [(name.upper(), value.strip()) for name, value in FIELD.findall(item.payload.vcf_info or "")]
            known = item.payload.max_info.shown_name if item.payload.max_info else ""
            yield ContactCard(
                name=next((value for name, value in fields if name == "FN"), known),
                phones=tuple(value for name, value in fields if name == "TEL"),
                emails=tuple(value for name, value in fields if name == "EMAIL"),
            )
