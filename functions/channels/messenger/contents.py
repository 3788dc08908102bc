"""What is attached to a message on Messenger or Instagram, in the desk's words."""

import re
from collections.abc import Iterator

from pydantic import Field

from transom.model import Attachment, MediaKind, Place
from transom.model.base import Frozen
from transom.provider.reading import unsupported

MEDIA = {
    "image": (MediaKind.IMAGE, "image.jpg", "image/jpeg"),
    "video": (MediaKind.VIDEO, "video.mp4", "video/mp4"),
    "audio": (MediaKind.VOICE, "voice.mp4", "audio/mp4"),
    "file": (MediaKind.FILE, "file", "application/octet-stream"),
    "sticker": (MediaKind.STICKER, "sticker.png", "image/png"),
    "reel": (MediaKind.VIDEO, "reel.mp4", "video/mp4"),
    "ig_reel": (MediaKind.VIDEO, "reel.mp4", "video/mp4"),
    "story_mention": (MediaKind.FILE, "story", "application/octet-stream"),
    "ig_story": (MediaKind.FILE, "story", "application/octet-stream"),
}
"""What each type of media is, with a name and a type, since Meta states none."""
LIKE = "❤️"
ON_OUR_SIDE = re.compile(r"https://[A-Za-z0-9.-]+\.(?:fbcdn\.net|fbsbx\.com|cdninstagram\.com)/")
"""What lies with Meta's own media, and not on a page for people."""
NAME = re.compile(r"/(?P<name>[^/?#%\\]{1,100}\.[A-Za-z0-9]{2,5})(?:[?#]|$)")


class Coordinates(Frozen):
    """A place on the map."""

    latitude: float = Field(alias="lat", ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(alias="long", ge=-180, le=180, allow_inf_nan=False)


class Element(Frozen):
    """A part of a template."""

    title: str | None = None
    subtitle: str | None = None


class Product(Frozen):
    """What a customer shares out of a shop."""

    elements: tuple[Element, ...] = ()


class Payload(Frozen):
    """What is attached; the type says which fields hold it."""

    url: str | None = None
    title: str | None = None
    text: str | None = None
    elements: tuple[Element, ...] = ()
    product: Product = Field(default_factory=Product)
    sticker_id: int | str | None = None
    coordinates: Coordinates | None = None


class Attached(Frozen):
    """One of the things attached to a message."""

    type: str
    title: str | None = None
    url: str | None = None
    payload: Payload | None = None

    @property
    def what(self) -> str:
        """Return the type, of which that of a sticker was `image` before it had one of its own."""
        return "sticker" if self.type == "image" and self._payload.sticker_id else self.type

    @property
    def address(self) -> str:
        """Return where it lies."""
        return self._payload.url or self.url or ""

    @property
    def is_file(self) -> bool:
        """Tell whether it can be fetched."""
        is_known = self.what in MEDIA or self.what in {"share", "ig_post", "media_share"}
        return is_known and bool(ON_OUR_SIDE.match(self.address))

    @property
    def place(self) -> Place | None:
        """Return the place that was shared."""
        known = self._payload.coordinates
        if self.type != "location" or known is None:
            return None
        return Place(latitude=known.latitude, longitude=known.longitude, name=self.title or self._payload.title or "")

    @property
    def words(self) -> str:
        """Return what says in words what cannot be shown otherwise."""
        if self.type == "like_heart":
            return LIKE
        if self.is_file or self.place:
            return ""
        shown = (*self._payload.elements, *self._payload.product.elements)
        elements = (part for each in shown for part in (each.title, each.subtitle))
        parts = (self.title, self._payload.title, self._payload.text, *elements, self.address)
        told = dict.fromkeys(part for part in parts if part)
        return "\n".join(told) or unsupported(self.type)

    @property
    def _payload(self) -> Payload:
        return self.payload or Payload()

    def attachment(self, number: int) -> Attachment:
        """Return it as it is fetched later."""
        kind, name, mime = MEDIA.get(self.what, (MediaKind.FILE, "post", "application/octet-stream"))
        stated = NAME.search(self.address) if self.what == "file" else None
        return Attachment(
            id=str(number),
            kind=kind,
            name=stated["name"] if stated else name,
            mime=mime,
            provider_media_id=self.address,
        )


def files_of(attached: tuple[Attached, ...]) -> Iterator[Attachment]:
    """Yield the files; a sticker may come a second time as an image, for apps that know no stickers."""
    has_stickers = any(item.type == "sticker" for item in attached)
    for number, item in enumerate(attached):
        is_double = has_stickers and item.type == "image" and item.what == "sticker"
        if item.is_file and not is_double:
            yield item.attachment(number)


def words_of(text: str | None, attached: tuple[Attached, ...]) -> str:
    """Return the text, and what else is said in words and is not in it already."""
    known = text or ""
    added = (line for item in attached for line in item.words.splitlines())
    return "\n".join(part for part in (known, *dict.fromkeys(added)) if part and (part is known or part not in known))


def place_of(attached: tuple[Attached, ...]) -> Place | None:
    """Return the first place that was shared."""
    return next((item.place for item in attached if item.place), None)
