"""HTML from outside: made harmless, and told as text."""

from html.parser import HTMLParser

import nh3

_SCHEMES = {"http", "https", "mailto", "tel", "cid"}
_BLOCKS = frozenset(
    "address article blockquote div dl dt dd h1 h2 h3 h4 h5 h6 hr li ol p pre table tr ul".split()  # noqa: SIM905 - a list of words
)


def sanitised(html: str) -> str:
    """Return the HTML without scripts, styles, forms and frames; its links cannot reach the page that shows them."""
    return nh3.clean(html, link_rel="noopener noreferrer nofollow", url_schemes=_SCHEMES)


def as_text(html: str) -> str:
    """Return what a reader of the HTML sees."""
    reader = _Reader()
    # the sanitiser's output is well-formed, which the parser's input need not be
    reader.feed(sanitised(html))
    reader.close()
    return reader.text


class _Reader(HTMLParser):
    """Gathers the words, and breaks lines where blocks begin and end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[list[str]] = [[]]

    @property
    def text(self) -> str:
        lines = [" ".join("".join(line).split()) for line in self._lines]
        kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
        return "\n".join(kept).strip()

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._lines.append([])
        elif tag in _BLOCKS:
            self._end_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line()
        if tag == "p":
            self._lines.append([])
        if tag in {"td", "th"}:
            self._lines[-1].append(" ")

    def handle_data(self, data: str) -> None:
        self._lines[-1].append(data)

    def _end_line(self) -> None:
        if "".join(self._lines[-1]).strip():
            self._lines.append([])
