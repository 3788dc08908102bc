"""Plain text where it would be read as Markdown."""

import re

_ADDRESS = re.compile(r"(https?://\S+)")
_MARK = re.compile(r"([\\`*_~|<\[\]])")
_LINE = re.compile(r"^(\s*)(>|#|[+-](?=\s))", re.MULTILINE)
_NUMBER = re.compile(r"^(\s*\d+)([.)])(?=\s)", re.MULTILINE)


def escaped(text: str) -> str:
    """Return a text that reads as it was written where its marks would have a meaning; addresses stay as they are."""
    pieces = _ADDRESS.split(text)
    return "".join(piece if place % 2 else _escaped(piece) for place, piece in enumerate(pieces))


def _escaped(text: str) -> str:
    marked = _MARK.sub(r"\\\1", text)
    return _NUMBER.sub(r"\1\\\2", _LINE.sub(r"\1\\\2", marked))
