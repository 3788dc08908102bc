"""What a message or a comment says: its text without VK's markup, and its files."""

import re
from collections.abc import Iterator, Sequence

from channels.vk.objects import Content, Item, Message, Picture, Thing
from transom.model import Attachment, MediaKind, Place
from transom.provider.reading import unsupported

MENTION = re.compile(r"\[(?:id|club|public|event)\d+\|([^\[\]]*)\]|\[https?://[^|\]\s]+\|([^\[\]]*)\]")
PAGES = ("video", "wall", "market", "story")
"""Attachments that can only be looked at on a page of VK."""


def plain(text: str) -> str:
    """Return a text with its mentions and links as they are shown."""
    return MENTION.sub(lambda found: found[1] or found[2] or "", text)


def text_of(content: Content) -> str:
    """Return all that is said in words, and of what cannot be shown the kind."""
    lines = [plain(content.text)]
    if isinstance(content, Message):
        lines += [f"> {plain(passed.text)}" for passed in content.fwd_messages if passed.text]
    lines += [line for item in _items(content) if (line := _line(item))]
    lines += [unsupported(item.type) for item in _items(content) if not _line(item) and not _file(item)]
    return "\n".join(line for line in lines if line)


def files_of(content: Content) -> tuple[Attachment, ...]:
    """Return the files of a message, and of those that it passes on."""
    found = [file for item in _items(content) if (file := _file(item))]
    return tuple(file.model_copy(update={"id": str(index)}) for index, file in enumerate(found))


def place_of(content: Content) -> Place | None:
    """Return the place that is attached."""
    if content.geo is None:
        return None
    at, there = content.geo.coordinates, content.geo.place
    return Place(latitude=at.latitude, longitude=at.longitude, name=there.title if there else "")


def _items(content: Content) -> Iterator[Item]:
    yield from content.attachments
    if isinstance(content, Message):
        for passed in content.fwd_messages:
            yield from passed.attachments


def _line(item: Item) -> str:
    """Return what stands for an attachment that is no file."""
    match item:
        case Item(type="link", link=Thing() as link):
            return " ".join(part for part in (link.title, link.url) if part)
        case Item(type="audio_message", audio_message=voice) if voice:
            return voice.transcript
        case Item(type="audio", audio=track) if track:
            return f"{track.artist} – {track.title}".strip(" –")  # noqa: RUF001 - as VK writes it
    page: Thing | None = getattr(item, item.type) if item.type in PAGES else None
    if page is None or page.id is None:
        return ""
    kind = "product" if item.type == "market" else item.type
    return " ".join(
        part for part in (page.title or page.text, f"https://vk.com/{kind}{page.owner_id}_{page.id}") if part
    )


def _file(item: Item) -> Attachment | None:
    if item.type == "audio_message" and item.audio_message:
        return _attachment(item.audio_message.link_mp3, MediaKind.VOICE, "voice.mp3", "audio/mpeg")
    if item.type == "doc" and item.doc:
        name = item.doc.title.replace("\\", "/").rpartition("/")[2] or "file"
        file = _attachment(item.doc.url, MediaKind.FILE, name, "application/octet-stream")
        return file and file.model_copy(update={"size": item.doc.size})
    return _shown(item)


def _shown(item: Item) -> Attachment | None:
    """Return what can be looked at."""
    if item.type == "photo" and item.photo:
        return _picture(item.photo.sizes, MediaKind.IMAGE, "photo.jpg", "image/jpeg")
    if item.type == "sticker" and item.sticker:
        return _picture(item.sticker.pictures, MediaKind.STICKER, "sticker.png", "image/png")
    if item.type == "gift" and item.gift:
        return _attachment(item.gift.thumb_256, MediaKind.IMAGE, "gift.jpg", "image/jpeg")
    if item.type == "graffiti" and item.graffiti:
        return _picture((item.graffiti,), MediaKind.IMAGE, "graffiti.png", "image/png")
    return None


def _picture(sizes: Sequence[Picture], kind: MediaKind, name: str, mime: str) -> Attachment | None:
    largest = max(sizes, key=lambda size: size.width * size.height, default=Picture())
    return _attachment(largest.url, kind, name, mime)


def _attachment(url: str, kind: MediaKind, name: str, mime: str) -> Attachment | None:
    return Attachment(id="0", kind=kind, name=name, mime=mime, provider_media_id=url) if url else None
