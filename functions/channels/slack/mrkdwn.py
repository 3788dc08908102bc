"""Slack's markup as plain text, and plain text as Slack's markup."""

import re
from collections.abc import Iterable

from channels.slack.payloads import Block

NAMED = {
    "+1": "👍",
    "thumbsup": "👍",
    "-1": "👎",
    "thumbsdown": "👎",
    "heart": "❤️",
    "white_check_mark": "✅",
    "heavy_check_mark": "✔️",
    "eyes": "👀",
    "tada": "🎉",
    "pray": "🙏",
    "ok_hand": "👌",
    "raised_hands": "🙌",
    "clap": "👏",
    "wave": "👋",
    "fire": "🔥",
    "100": "💯",
    "joy": "😂",
    "smile": "😄",
    "slightly_smiling_face": "🙂",
    "thinking_face": "🤔",
    "cry": "😢",
    "rage": "😡",
    "x": "❌",
    "question": "❓",
}
"""The commonest signs by Slack's names for them."""

_CODE = re.compile(r"(```.*?```|`[^`\n]+`)", re.DOTALL)
_ENTITY = re.compile(r"<([^<>\n]+)>")
_STYLE = re.compile(r"(?<![\w*~])([*_~])(?=\S)([^\n]{0,500}?\S)\1(?![\w*~])")
_POINTS = re.compile(r"[0-9a-f]{2,6}(-[0-9a-f]{2,6})*")
_MAX_POINT = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


def plain(text: str, blocks: Iterable[Block] = ()) -> str:
    """Return what a reader of the markup sees."""
    pieces = _CODE.split(text)
    shown = "".join(piece.strip("`") if place % 2 else _unstyled(piece) for place, piece in enumerate(pieces))
    for name, signs in (NAMED | dict(_drawn(blocks))).items():
        shown = shown.replace(f":{name}:", signs)
    return shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def escaped(text: str) -> str:
    """Return text so that Slack shows it as it is."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def sign(name: str) -> str:
    """Return a reaction as the sign itself, or by its name where that is the workspace's own."""
    base = name.partition("::")[0]
    return NAMED.get(base, f":{base}:")


def _unstyled(text: str) -> str:
    return _STYLE.sub(r"\2", _ENTITY.sub(lambda found: _entity(found[1]), text))


def _entity(inner: str) -> str:
    """Return a mention, a date or a link as words."""
    target, _, label = inner.partition("|")
    if target.startswith(("@", "#", "!subteam^", "!date^")):
        return _mention(target, label)
    if target.startswith("!"):
        return f"@{target[1:]}"
    address = target.removeprefix("mailto:").removeprefix("tel:")
    return f"{label} ({address})" if label and label not in address else address


def _mention(target: str, label: str) -> str:
    if target.startswith("!date^"):
        return label
    mark = "#" if target.startswith("#") else "@"
    name = label or target.removeprefix("!subteam^").lstrip("@#")
    return name if name.startswith(mark) else f"{mark}{name}"


def _drawn(blocks: Iterable[Block]) -> Iterable[tuple[str, str]]:
    """Yield the emoji in a message's blocks: their text names them, and the blocks tell what they are."""
    for block in blocks:
        if block.type == "emoji" and block.name and block.unicode and (signs := emoji(block.unicode)):
            yield block.name, signs
        yield from _drawn(block.elements)


def emoji(unicode: str) -> str:
    """Return the emoji that points of Unicode stand for, as 1f44d-1f3fd."""
    points = [int(point, 16) for point in unicode.split("-")] if _POINTS.fullmatch(unicode) else []
    is_text = all(point <= _MAX_POINT and point not in _SURROGATES for point in points)
    return "".join(map(chr, points)) if is_text else ""
