"""What becomes of a message that its channel cannot carry whole: files, a place and cards leave as text."""

import re
from collections.abc import Callable, Iterator

from transom.channel import Manifest, OutboundFile, OutboundMessage, Takes
from transom.model import ContactCard, MediaKind, Place

_NEAR = {
    MediaKind.STICKER: (MediaKind.IMAGE,),
    MediaKind.VOICE: (MediaKind.AUDIO,),
    MediaKind.AUDIO: (MediaKind.VOICE,),
}
"""What a file may be sent as where it is not taken as what it is."""


def fitted(message: OutboundMessage, manifest: Manifest, link: Callable[[OutboundFile], str]) -> OutboundMessage:
    """Return a message as its channel carries it: each file as a kind that is taken, all else told in the text."""
    if manifest.is_spoken:
        return message
    kind = manifest.kind_of(message.door)
    takes, sends = ((), frozenset[str]()) if kind and kind.is_text_only else (manifest.takes, manifest.sends)
    kinds = list(_kinds(message.files, takes, manifest.max_together))
    place = message.place if "location" in sends else None
    cards = tuple(card for card in message.cards if "contact" in sends and card.name and card.phones)
    told = [
        message.text,
        *((location(message.place),) if message.place and not place else ()),
        *(contact(card) for card in message.cards if card not in cards),
    ]
    files = []
    for file, taken in zip(message.files, kinds, strict=True):
        if taken is None and "text" in manifest.sends:
            told.append(f"{file.name}: {link(file)}")
        else:  # without a text to name it in, the channel itself says why it cannot send it
            files.append(file.model_copy(update={"kind": taken or file.kind}))
    if manifest.falls_back:
        files = [file.model_copy(update={"address": link(file)}) for file in files]
    text = "\n\n".join(part for part in told if part.strip())
    return message.model_copy(update={"text": text, "files": tuple(files), "place": place, "cards": cards})


def location(place: Place) -> str:
    """Return a place in words, with a link to the map."""
    at = f"{place.latitude:.6f}", f"{place.longitude:.6f}"
    page = f"https://www.openstreetmap.org/?mlat={at[0]}&mlon={at[1]}#map=16/{at[0]}/{at[1]}"
    return "\n".join(filter(None, (place.name, place.address, page)))


def contact(card: ContactCard) -> str:
    """Return a card in words."""
    return "\n".join(filter(None, (card.name, card.organization, *card.phones, *card.emails, *card.urls)))


def vcard(card: ContactCard) -> str:
    """Return a card as a vCard (RFC 2426)."""
    lines = (
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_escaped(card.name)};;;;",
        f"FN:{_escaped(card.name)}",
        *((f"ORG:{_escaped(card.organization)}",) if card.organization else ()),
        *(f"TEL:{_escaped(phone)}" for phone in card.phones),
        *(f"EMAIL:{_escaped(email)}" for email in card.emails),
        *([f"ORG:{_escaped(card.organization)}"] if card.organization else []),
        *(f"URL:{_escaped(url)}" for url in card.urls),
        *(f"URL:{' '.join(url.split())}" for url in card.urls),
        "END:VCARD",
    )
    return "\r\n".join(lines) + "\r\n"


def _escaped(value: str) -> str:
    return re.sub(r"([\\,;])", r"\\\1", " ".join(value.split()))


def _kinds(
    files: tuple[OutboundFile, ...], takes: tuple[Takes, ...], together: int | None
) -> Iterator[MediaKind | None]:
    """Yield for each file what it is taken as, if it is."""
    total = 0
    for file in files:
        kind, size = _kind(file, takes), len(file.content)
        is_carried = kind is not None and (together is None or total + size <= together)
        total += size if is_carried else 0
        yield kind if is_carried else None


def _kind(file: OutboundFile, takes: tuple[Takes, ...]) -> MediaKind | None:
    tried = (file.kind, *_NEAR.get(file.kind, ()), MediaKind.FILE)
    fitting = (kind for kind in tried if any(each.fits(kind, file.mime, len(file.content)) for each in takes))
    return next(fitting, None)
