"""Discord's markup as plain text."""

import re

_EMOJI = re.compile(r"<a?:(\w+):[0-9]+>")
_COMMAND = re.compile(r"</([^:<>]+):[0-9]+>")
_MENTION = re.compile(r"<(@|#)[!&]?([0-9]+)>")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\(<?(https?://[^\s()<>]+)>?\)")
_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
_LANGUAGE = re.compile(r"^\w+\n")
_STYLES = tuple(
    re.compile(rf"(?<!\w){mark}(?=\S)([^\n]{{0,500}}?\S){mark}(?!\w)")
    for mark in (r"\*\*\*", r"\*\*", r"\*", "__", "_", "~~", r"\|\|")
)


def plain(text: str) -> str:
    """Return what a reader of the markup sees; mentions stay ids, for nothing tells the names."""
    pieces = _CODE.split(text)
    shown = (_code(piece) if place % 2 else _unstyled(piece) for place, piece in enumerate(pieces))
    return "".join(shown).strip()


def _code(piece: str) -> str:
    return _LANGUAGE.sub("", piece.strip("`")).strip("\n")


def _unstyled(text: str) -> str:
    for style in _STYLES:
        text = style.sub(r"\1", text)
    text = _LINK.sub(r"\1 (\2)", _EMOJI.sub(r":\1:", text))
    return _MENTION.sub(r"\1\2", _COMMAND.sub(r"/\1", text))
