"""What Teams writes as HTML, as plain text."""

import re
from html import unescape

from transom.mail.html import as_text

_MENTION = re.compile(r"<at(?:\s[^<>]{0,200})?>([^<>]{0,300})</at>", re.IGNORECASE)
_EMOJI = re.compile(r"""<img\b[^<>]{0,500}?\balt="([^"<>]{1,20})"[^<>]{0,500}>""", re.IGNORECASE)
_DECORATION = re.compile(r"^([0-9a-f]{4,6})_")
_MAX_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)
SIGNS = {
    "like": "👍",
    "heart": "❤️",
    "laugh": "😆",
    "surprised": "😮",
    "sad": "😢",
    "angry": "😡",
}
"""The reactions that Teams names by words."""


def plain(text: str, text_format: str | None, own_name: str | None) -> str:
    """Return what a reader sees, without the mention by which the bot was called."""
    text = _MENTION.sub(lambda found: "" if unescape(found[1]) == own_name else found[1], text)
    shown = as_text(_EMOJI.sub(r"\1", text)) if text_format in {"xhtml", "html"} else unescape(text)
    lines = [" ".join(line.split()) for line in shown.replace("\r\n", "\n").splitlines()]
    return "\n".join(lines).strip()


def sign(reaction: str) -> str:
    """Return a reaction as the sign itself, which newer ones begin with, or by its name."""
    if named := SIGNS.get(reaction):
        return named
    found = _DECORATION.match(reaction)
    point = int(found[1], 16) if found else 0
    return chr(point) if found and point <= _MAX_POINT and point not in _SURROGATES else f":{reaction}:"
