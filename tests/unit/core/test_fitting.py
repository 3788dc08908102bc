"""What a message becomes on a channel that does not carry all of it."""

from datetime import UTC, datetime

import pytest

from transom.channel import FILES, DoorKind, Idempotency, Manifest, OutboundFile, OutboundMessage, Source, Takes
from transom.core.fitting import contact, fitted, location
from transom.model import ContactCard, Door, MediaKind, Place

PLAIN = Manifest(id="plain", label="Plain", source=Source.WEBHOOK, idempotency=Idempotency.NONE)
PHOTOS = Takes(kinds=frozenset({MediaKind.IMAGE}), mimes=frozenset({"image/png", "image/jpeg"}), max_size=10)
VOICES = Takes(kinds=frozenset({MediaKind.VOICE}), mimes=frozenset({"audio/*"}), max_size=10)
OTHERS = Takes(kinds=frozenset({MediaKind.FILE}), max_size=20)
RICH = PLAIN.model_copy(update={"takes": (PHOTOS, VOICES, OTHERS), "sends": frozenset({"text", "location", "contact"})})
SHOP = Place(latitude=52.2297, longitude=21.0122, name="Shop", address="Long Street 1")
ANA = ContactCard(name="Ana", phones=("+48500100200",), emails=("ana@example.com",))


def file(kind: MediaKind, mime: str, size: int = 5, name: str = "a.png") -> OutboundFile:
    """Return a file."""
    return OutboundFile(name=name, mime=mime, content=b"x" * size, kind=kind, key=f"media/{name}")


def message(*files: OutboundFile, text: str = "Here.", address: str = "55", **more: object) -> OutboundMessage:
    """Return an answer with files."""
    known = {"door": Door(channel="plain", connection="c", address=address), "text": text, "files": files, **more}
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return OutboundMessage.model_validate({"id": "m", "conversation_id": "AAAA0000", "queued_at": at, **known})


def link(file: OutboundFile) -> str:
    """Return where a file lies."""
    return f"https://desk.example.com/{file.key}"


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        (file(MediaKind.IMAGE, "image/png"), MediaKind.IMAGE),
        (file(MediaKind.IMAGE, "image/png", size=15), MediaKind.FILE),
        (file(MediaKind.IMAGE, "image/tiff"), MediaKind.FILE),
        (file(MediaKind.STICKER, "image/png"), MediaKind.IMAGE),
        (file(MediaKind.AUDIO, "audio/mpeg"), MediaKind.VOICE),
        (file(MediaKind.VIDEO, "video/mp4"), MediaKind.FILE),
    ],
)
def test_a_file_leaves_as_the_nearest_kind_that_is_taken(sent: OutboundFile, kind: MediaKind) -> None:
    """As what it is, else as what is near to it, else as a plain file."""
    [carried] = fitted(message(sent), RICH, link).files
    assert carried.kind is kind


def test_a_file_that_is_not_taken_leaves_as_a_link() -> None:
    """The text and the other files leave nevertheless."""
    large, photo = file(MediaKind.FILE, "application/pdf", 21, "b.pdf"), file(MediaKind.IMAGE, "image/png")
    left = fitted(message(large, photo), RICH, link)
    assert left.text == "Here.\n\nb.pdf: https://desk.example.com/media/b.pdf"
    assert left.files == (photo,)


def test_a_link_alone_is_a_text() -> None:
    """Nothing stands before it."""
    left = fitted(message(file(MediaKind.IMAGE, "image/png"), text=" "), PLAIN, link)
    assert (left.text, left.files) == ("a.png: https://desk.example.com/media/a.png", ())


def test_files_together_are_no_larger_than_a_provider_takes() -> None:
    """What does not fit beside the others leaves as a link."""
    three = [file(MediaKind.FILE, "text/plain", 8, f"{number}.txt") for number in range(3)]
    left = fitted(message(*three), RICH.model_copy(update={"max_together": 17}), link)
    assert [each.name for each in left.files] == ["0.txt", "1.txt"]
    assert left.text.endswith("2.txt: https://desk.example.com/media/2.txt")


def test_a_place_and_cards_are_text_where_they_are_not_taken() -> None:
    """With all that they tell."""
    left = fitted(message(place=SHOP, cards=(ANA,)), PLAIN, link)
    assert left.text == f"Here.\n\n{location(SHOP)}\n\n{contact(ANA)}"
    assert (left.place, left.cards) == (None, ())
    assert location(SHOP) == (
        "Shop\nLong Street 1\nhttps://www.openstreetmap.org/?mlat=52.229700&mlon=21.012200#map=16/52.229700/21.012200"
    )
    assert contact(ANA) == "Ana\n+48500100200\nana@example.com"


def test_a_place_and_cards_stay_what_they_are_where_they_are_taken() -> None:
    """A card without a number is text: no messenger has another."""
    nobody = ContactCard(emails=("desk@example.com",))
    left = fitted(message(place=SHOP, cards=(ANA, nobody)), RICH, link)
    assert (left.text, left.place, left.cards) == ("Here.\n\ndesk@example.com", SHOP, (ANA,))


def test_a_public_address_takes_text_only() -> None:
    """A channel may have doors at which no file is taken."""
    manifest = RICH.model_copy(update={"door_kinds": (DoorKind(prefix="comment:", label="in public"),)})
    left = fitted(message(file(MediaKind.IMAGE, "image/png"), address="comment:7", place=SHOP), manifest, link)
    assert (left.files, left.place) == ((), None)


def test_what_is_spoken_is_left_alone() -> None:
    """A link read aloud helps nobody: the channel says what it takes."""
    told = message(file(MediaKind.IMAGE, "image/png"))
    assert fitted(told, PLAIN.model_copy(update={"is_spoken": True}), link) == told


def test_a_provider_of_all_types_takes_all_kinds_but_stickers() -> None:
    """A sticker is a picture there."""
    manifest = PLAIN.model_copy(update={"takes": (Takes(kinds=FILES, max_size=10),)})
    assert manifest.can_send == {"text", "image", "video", "audio", "voice", "file"}
    [carried] = fitted(message(file(MediaKind.STICKER, "image/webp")), manifest, link).files
    assert carried.kind is MediaKind.IMAGE


def test_a_file_that_no_text_can_name_is_left_to_the_channel() -> None:
    """Which refuses it with a reason, rather than that it is lost."""
    mute = RICH.model_copy(update={"sends": frozenset[str](), "takes": (PHOTOS,)})
    sent = file(MediaKind.FILE, "application/pdf", name="a.pdf")
    made = fitted(message(sent), mute, link)
    assert (made.files, made.text) == ((sent,), "Here.")


def test_a_file_that_may_fall_back_has_an_address_for_its_customer() -> None:
    """Beside the kind that it is sent as."""
    falling = RICH.model_copy(update={"falls_back": True})
    [made] = fitted(message(file(MediaKind.FILE, "application/pdf", name="a.pdf")), falling, link).files
    assert (made.kind, made.address) == (MediaKind.FILE, "https://desk.example.com/media/a.pdf")
