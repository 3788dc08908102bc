"""Cuts a long text into messages that a provider takes."""

_BOUNDARIES = ("\n\n", "\n", " ")


def width(text: str) -> int:
    """Return the length as most messengers count it: in UTF-16 units, so an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def split(text: str, limit: int) -> list[str]:
    """Cut at the ends of paragraphs, else of lines, else of words, else anywhere between characters."""
    parts: list[str] = []
    rest = text.strip()
    while rest:
        cut = _cut(rest, _fitting(rest, limit))
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return parts


def _fitting(text: str, limit: int) -> int:
    used = 0
    for position, character in enumerate(text):
        used += width(character)
        if used > limit:
            return max(position, 1)
    return len(text)


def _cut(text: str, end: int) -> int:
    if end == len(text):
        return end
    for boundary in _BOUNDARIES:
        # a boundary in the first half would make a short message and leave many
        at = text.rfind(boundary, end // 2, end + len(boundary))
        if at > 0:
            return at
    return end
