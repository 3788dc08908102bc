"""HTML from outside: made harmless, told as text, and told without what it quotes."""

import re
from html import escape, unescape

import nh3

MAX_READ = 500_000
"""Characters of HTML that are told as text."""
MAX_DEPTH = 250
"""Elements within elements; what is deeper takes a sanitiser minutes, and no mail program writes it."""

_SCHEMES = {"http", "https", "mailto", "tel", "cid"}
_BLOCKS = frozenset(
    {
        *("address", "article", "blockquote", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tr", "ul"),
    }
)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)")
_ANY_TAG = re.compile(r"<[^<>]*>?")
_WRITTEN_TAG = re.compile(r"""<(/?)([a-z][a-z0-9]*)((?: [^\s=">]+="[^"]*")*)>([^<]*)""")
"""A tag as the sanitiser writes it, and the words that follow."""
_ATTRIBUTE = re.compile(r"""(?P<name>[^\s=">]+)="(?P<value>[^"]*)\"""")
_BREAK = "\0"
"""Ends a line: a character that no HTML may hold."""
_UNCLOSED = frozenset(
    {"br", "hr", "img", "col", "wbr", "area", "p", "li", "td", "th", "tr", "dt", "dd", "meta", "link", "input"}
)
"""Elements that end without being ended."""
_VOID = frozenset({"br", "hr", "img", "col", "wbr", "area"})
_UNSEEN = {"script", "style", "title"}
_MARKS = {"*": {"class", "id", "style"}, "blockquote": {"type", "cite"}}
"""What tells a quote, and goes when the HTML is kept."""

_QUOTES = re.compile(
    r"gmail_quote(_container)?|yahoo_quoted|protonmail_quote|moz-cite-prefix|zmail_extra|tutanota_quote|"
    r"ms-outlook-mobile-reference-message|mail-editor-reference-message-container|mailru-blockquote|"
    r"nh_extra|wp-reply-quote|js-mail-quote|OLK_SRC_BODY_SECTION"
)
_SIGNATURES = re.compile(
    r"gmail_signature|moz-signature|protonmail_signature_block.*|ms-outlook-mobile-signature|Signature"
)
_AND_ALL_BELOW = re.compile(r"divRplyFwdMsg|appendonsend|x_divRplyFwdMsg|stopSpelling|replySplit")
_OUTLOOK_RULE = re.compile(r"border:none;border-top:solid #(e1e1e1|b5c4df) 1\.0pt", re.IGNORECASE)
_HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all", re.IGNORECASE)


def sanitised(html: str) -> str:
    """Return the HTML without scripts, styles, forms and frames; its links cannot reach the page that shows them."""
    return nh3.clean(
        _shallow(html), clean_content_tags=_UNSEEN, link_rel="noopener noreferrer nofollow", url_schemes=_SCHEMES
    )


def escaped(text: str) -> str:
    """Return text as HTML."""
    return f"<p>{escape(text).replace(chr(10), '<br>')}</p>"


def as_text(html: str) -> str:
    """Return what a reader of the HTML sees."""
    return _Reader(is_whole=True).read(_marked(html))


def unquoted(html: str) -> str:
    """Return what a reader of the HTML sees, without what mail programs mark as quoted or as a signature."""
    return _Reader(is_whole=False).read(_marked(html))


def _marked(html: str) -> str:
    """Return well-formed HTML with the marks of quotes."""
    return nh3.clean(_shallow(html[:MAX_READ]), clean_content_tags=_UNSEEN, attributes=_MARKS, link_rel=None)


def _shallow(html: str) -> str:
    """Return the HTML, or its words alone where it is too deep."""
    if html.count("<") <= MAX_DEPTH:
        return html
    depth = 0
    for tag in _TAG.finditer(html):
        if tag["name"].lower() not in _UNCLOSED:
            depth += -1 if tag["end"] else 1
        if depth > MAX_DEPTH:
            return _ANY_TAG.sub(" ", html)
    return html


class _Reader:
    """Gathers the words of what the sanitiser has made well-formed, and breaks lines where blocks begin and end."""

    def __init__(self, *, is_whole: bool) -> None:
        self._words: list[str] = []
        self._has_words = False
        """Whether any stand in the line that is being gathered."""
        self._is_whole = is_whole
        self._open: list[bool] = []
        """Of each open element whether its words are left out."""
        self._is_over = False

    def read(self, html: str) -> str:
        """Return the words, line by line."""
        self._add(html.partition("<")[0])
        for tag in _WRITTEN_TAG.finditer(html):
            end, name, attributes, words = tag.groups()
            if end:
                self._leave(name)
            else:
                self._enter(name, attributes)
            self._add(words)
        return self._told()

    def _told(self) -> str:
        lines = [" ".join(line.split()) for line in unescape("".join(self._words)).split(_BREAK)]
        kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
        return "\n".join(kept).strip()

    def _add(self, words: str) -> None:
        if words and not (self._is_over or (self._open and self._open[-1])):
            self._words.append(words)
            self._has_words = self._has_words or not words.isspace()

    def _enter(self, name: str, attributes: str) -> None:
        if name == "br":
            self._break()
        elif name in _BLOCKS:
            self._end_line()
        if name not in _VOID:
            is_left_out = bool(self._open and self._open[-1])
            self._open.append(is_left_out or (bool(attributes) and self._is_left_out(name, _attributes(attributes))))

    def _leave(self, name: str) -> None:
        if self._open and name not in _VOID:
            self._open.pop()
        if name in _BLOCKS:
            self._end_line()
        if name == "p":
            self._break()
        elif name in {"td", "th"}:
            self._words.append(" ")

    def _end_line(self) -> None:
        if self._has_words:
            self._break()

    def _break(self) -> None:
        self._words.append(_BREAK)
        self._has_words = False

    def _is_left_out(self, name: str, attributes: dict[str, str]) -> bool:
        style = attributes.get("style", "")
        if _HIDDEN.search(style):
            return True
        if self._is_whole:
            return False
        marks = [*attributes.get("class", "").split(), attributes.get("id", "")]
        if any(map(_AND_ALL_BELOW.fullmatch, marks)) or _OUTLOOK_RULE.search(style):
            self._is_over = True
        is_cited = name == "blockquote" and (attributes.get("type") == "cite" or "cite" in attributes)
        return is_cited or any(_QUOTES.fullmatch(mark) or _SIGNATURES.fullmatch(mark) for mark in marks)


def _attributes(written: str) -> dict[str, str]:
    return {found["name"]: unescape(found["value"]) for found in _ATTRIBUTE.finditer(written)}
