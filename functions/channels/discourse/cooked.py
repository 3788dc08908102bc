"""A post's HTML, as its readers see it: words, and the files among them."""

from html.parser import HTMLParser
from mimetypes import guess_type
from typing import NamedTuple
from urllib.parse import unquote

import nh3

from transom.model import Attachment, MediaKind

BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "tr"})
SHOWN = {"class", "href", "src", "alt", "data-onebox-src"}
ONEBOX = "data-onebox-src"
"""Where the address of a page stands that is shown within the post."""


class Shown(NamedTuple):
    """What a reader sees."""

    text: str
    attachments: tuple[Attachment, ...]


def shown(html: str, base_url: str) -> Shown:
    """Return a post's words without what it quotes, and its pictures and files."""
    reader = _Reader(base_url)
    tags = {"a", "img", "aside", "div", "span", *BLOCKS}
    # the sanitiser's output is well-formed, which the parser's input need not be
    reader.feed(nh3.clean(html, attributes=dict.fromkeys(tags, SHOWN), link_rel=None))
    reader.close()
    return Shown(reader.text, tuple(reader.attachments))


def whole(address: str, base_url: str) -> str:
    """Return the address of a thing that the forum may tell without its own host."""
    if address.startswith("//"):
        return f"https:{address}"
    return f"{base_url}{address}" if address.startswith("/") else address


class _Reader(HTMLParser):
    """Gathers words and files, and passes over quotes."""

    def __init__(self, base_url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.attachments: list[Attachment] = []
        self._base_url = base_url
        self._words: list[str] = []
        self._asides = 0
        self._is_meta = False
        self._is_file = False

    @property
    def text(self) -> str:
        lines = [" ".join(line.split()) for line in "".join(self._words).split("\n")]
        kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
        return "\n".join(kept).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        self._asides += tag == "aside"
        if self._asides:
            self._words.append(given.get(ONEBOX, ""))
        elif tag == "img":
            self._image(classes, given)
        elif tag == "a" and "attachment" in classes:
            self._attach(given.get("href", ""), MediaKind.FILE)
            self._is_file = True
        elif tag == "div" and "meta" in classes:
            self._is_meta = True
        elif tag in BLOCKS or tag == "br":
            self._words.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._asides -= tag == "aside"
        self._is_meta = self._is_meta and tag != "div"
        self._is_file = self._is_file and tag != "a"
        if tag in BLOCKS and not self._asides:
            self._words.append("\n")

    def handle_data(self, data: str) -> None:
        if self._is_file and self.attachments and data.strip():
            self.attachments[-1] = self.attachments[-1].model_copy(update={"name": _base_name(data)})
        elif not (self._asides or self._is_meta):
            self._words.append(data.replace("\n", " "))

    def _image(self, classes: list[str], given: dict[str, str]) -> None:
        if "emoji" in classes:
            self._words.append(given.get("alt", ""))
        elif "avatar" not in classes:
            self._attach(given.get("src", ""), MediaKind.IMAGE)

    def _attach(self, address: str, kind: MediaKind) -> None:
        if not address:
            return
        name = _base_name(unquote(address.partition("?")[0]))
        self.attachments.append(
            Attachment(
                id=str(len(self.attachments)),
                kind=kind,
                name=name,
                mime=_mime(name, kind),
                provider_media_id=whole(address, self._base_url),
            )
        )


def _mime(name: str, kind: MediaKind) -> str:
    return guess_type(name)[0] or ("image/jpeg" if kind is MediaKind.IMAGE else "application/octet-stream")


def _base_name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2].strip() or "file"
