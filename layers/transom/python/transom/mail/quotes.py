"""The part of a text mail that its writer wrote: what stands above the quoted mail at the end."""

import re

_BEGINNING = re.compile(r"(On|Am|Le|El|Il|W dniu|Dnia)\b.{6,300}:")
_END = re.compile(
    r".{6,200}\b(wrote|schrieb|pisze|napisał\(a\)|пишет|написал|написала|написал\(а\))\s*:"  # noqa: RUF001 - Cyrillic
)
_LINES_OF_INTRODUCTION = 3


def visible(text: str) -> str:
    """Return the text without the quote that ends it; where nothing else is left, the whole of it."""
    lines = text.rstrip().splitlines()
    end = len(lines)
    while end and _is_quoted(lines[end - 1]):
        end -= 1
    if end == len(lines):
        return text.strip()
    return "\n".join(lines[: _before_introduction(lines, end)]).strip() or text.strip()


def _is_quoted(line: str) -> bool:
    return not line.strip() or line.startswith(">")


def _before_introduction(lines: list[str], end: int) -> int:
    """Return where "On Monday, Ana wrote:" begins, which mail programs wrap over up to three lines."""
    for start in range(end - 1, max(end - 1 - _LINES_OF_INTRODUCTION, -1), -1):
        if _BEGINNING.fullmatch(" ".join(lines[start:end]).strip()):
            return start
    return end - 1 if end and _END.fullmatch(lines[end - 1].strip()) else end
