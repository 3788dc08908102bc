"""The files in a `winmail.dat`, in which Outlook hides them from all other programs (MS-OXTNEF)."""

import mimetypes
import struct
from collections.abc import Iterator

from transom.mail.charsets import decoded
from transom.mail.mail import File

_SIGNATURE = 0x223E9F78
_ATTACHMENT, _TITLE, _DATA = 0x9002, 0x8010, 0x800F
_HEAD, _CHECKSUM = 9, 2


def opened(content: bytes) -> list[File]:
    """Return the files in it; none where it is no TNEF, or cut off before the first."""
    files: list[dict[int, bytes]] = []
    for attribute, value in _attributes(content):
        if attribute == _ATTACHMENT:
            files.append({})
        elif files:
            files[-1][attribute] = value
    return [_file(file, number) for number, file in enumerate(files, 1) if _DATA in file]


def _file(file: dict[int, bytes], number: int) -> File:
    name = decoded(file.get(_TITLE, b"").rstrip(b"\0")) or f"part-{number}"
    return File(name=name, type=mimetypes.guess_type(name)[0] or "application/octet-stream", content=file[_DATA])


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    try:
        (signature,) = struct.unpack_from("<I", content)
        at = 6
        while signature == _SIGNATURE:
            attribute, length = struct.unpack_from("<HxxI", content, at + 1)
            yield attribute, content[at + _HEAD : at + _HEAD + length]
            at += _HEAD + length + _CHECKSUM
    except struct.error:
        return
