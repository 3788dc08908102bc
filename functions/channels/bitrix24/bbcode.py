"""BBCode as Bitrix24's chats write it, and the plain text that it shows."""

import re

_AUTHOR = re.compile(r"\s*\[b\]([^\[\]\n]{1,200}):\[/b\]\s*(?:\[br\s*/?\])?\s*", re.IGNORECASE)
"""Who wrote: Bitrix24 puts it before the text."""
_BREAK = re.compile(r"\s?\[br\s*/?\]\s?", re.IGNORECASE)
_ITEM = re.compile(r"\[\*\]")
_LINK = re.compile(r"\[url=([^\]\[]{1,2000})\]([^\[]{0,2000})\[/url\]", re.IGNORECASE)
_TAG = re.compile(
    r"\[/?(?:b|i|u|s|p|url|img|code|quote|list|left|right|center|font|size|color|user|chat|icon|call|send|put|pch|disk"
    r"|attach|timestamp|rating|context)(?:\s*=[^\]\[]{0,2000})?\]",
    re.IGNORECASE,
)


def author(text: str) -> tuple[str, str]:
    """Return who wrote, as the text begins with it, and the text after that."""
    found = _AUTHOR.match(text)
    return (found[1].strip(), text[found.end() :]) if found else ("", text)


def plain(text: str) -> str:
    """Return the text without its tags; a link's address stays, and so do brackets that are no tags."""
    broken = _ITEM.sub("- ", _BREAK.sub("\n", text))
    return _TAG.sub("", _LINK.sub(_shown, broken)).strip()


def _shown(link: re.Match[str]) -> str:
    address, name = link[1].strip(), link[2].strip()
    return f"{name} ({address})" if name and name != address else address
