"""Bytes as text, where what a mail says of its charset may be missing or wrong."""

_LIKELY = ("utf-8", "windows-1252")


def decoded(content: bytes, charset: str | None = None) -> str:
    """Return the text by the stated charset if that works, else by the likeliest."""
    for name in (charset or _LIKELY[0], *_LIKELY):
        try:
            return whole(content.decode(name))
        except (LookupError, ValueError):
            continue
    return content.decode(_LIKELY[0], "replace")


def whole(text: str) -> str:
    """Return the text without halves of characters, which can be neither stored nor sent."""
    return text.encode("utf-8", "replace").decode()
