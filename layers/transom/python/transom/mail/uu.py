"""Files that stand uuencoded within a text, as programs of the nineties wrote them."""

import binascii
import mimetypes
import re

from transom.mail.mail import File

_FILE = re.compile(
    r"^begin(?:-base64)? [0-7]{3,4} (?P<name>[^\n]{1,200})\n(?P<lines>(?:[ -`]{1,90}\n)*?)(?:`\n| \n|\n)?end[ \t]*$",
    re.MULTILINE,
)


def opened(text: str) -> tuple[str, list[File]]:
    """Return a text without the files in it, and the files."""
    if "\nend" not in text:
        return text, []
    files: list[File] = []

    def take(match: re.Match[str]) -> str:
        content = b"".join(map(_line, match["lines"].splitlines()))
        if not content:
            return match[0]
        name = match["name"].strip()
        files.append(File(name=name, type=mimetypes.guess_type(name)[0] or "application/octet-stream", content=content))
        return ""

    return _FILE.sub(take, text), files


def _line(line: str) -> bytes:
    try:
        return binascii.a2b_uu(line.encode())
    except (binascii.Error, ValueError):
        length = ((ord(line[0]) - 32 & 63) * 4 + 5) // 3  # a trailing blank that was cut off, or a check sum
        try:
            return binascii.a2b_uu(line[:length].ljust(length).encode())
        except (binascii.Error, ValueError):
            return b""
