"""Header fields as they are meant: unfolded, decoded, and taken apart without the standard library's strictness."""

import re
from base64 import b64decode
from datetime import UTC, datetime
from email.message import Message
from email.policy import Compat32
from email.utils import getaddresses, parsedate_to_datetime
from itertools import groupby
from operator import itemgetter
from quopri import decodestring

from transom.mail.charsets import decoded, whole
from transom.mail.mail import Address

MAX_LENGTH = 20_000
"""Characters of a field that are read; the longest of real mails, a list of recipients, is below."""

_FOLD = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
_WORD = re.compile(r"=\?([^?\s]+)\?([bBqQ])\?([^?]*(?:\?(?!=)[^?]*)*)\?=")
_RUN = re.compile(rf"(?:{_WORD.pattern})+")
_BETWEEN = re.compile(r"(?<=\?=)\s+(?==\?[^?\s]+\?[bBqQ]\?)")
_BRACKETED = re.compile(r"<([^<>]+)>")
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


class _Raw(Compat32):
    """The policy under which fields stand as they were written: what the standard library makes of them is lossy."""

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002 - the policy's form
        """Return a field's text, its bytes beyond ASCII as surrogates."""
        return value


RAW = _Raw()


def text(message: Message, name: str) -> str:
    """Return a field's text, or nothing."""
    return decode(raw(message, name)).strip()


def raw(message: Message, name: str) -> str:
    """Return a field on one line, its encoded words as they stand."""
    return _unfolded(message.get(name, ""))


def raws(message: Message, name: str) -> list[str]:
    """Return all fields of a name, each on one line."""
    return [_unfolded(value) for value in message.get_all(name, [])]


def decode(value: str) -> str:
    """Return text with its encoded words decoded (RFC 2047), also where they stand where they must not."""
    return whole(_RUN.sub(_decoded, _BETWEEN.sub("", value)) if "=?" in value else value)


def _decoded(run: re.Match[str]) -> str:
    """Return words that stand together; those of one charset are joined first, as some programs cut characters."""
    words = [(match[1].lower(), _content(match[2].lower(), match[3])) for match in _WORD.finditer(run[0])]
    joined = ((charset, b"".join(part for _, part in same)) for charset, same in groupby(words, key=itemgetter(0)))
    return " ".join("".join(decoded(content, charset) for charset, content in joined).splitlines())


def _content(encoding: str, word: str) -> bytes:
    written = word.encode("utf-8", "surrogateescape")
    if encoding == "q":
        return decodestring(written, header=True)
    letters = _NOT_BASE64.sub(b"", written)
    return b64decode(letters[: len(letters) - (len(letters) % 4 == 1)] + b"=" * (-len(letters) % 4))


def _unfolded(value: object) -> str:
    line = _FOLD.sub(" ", str(value)[:MAX_LENGTH])
    return line if line.isascii() else decoded(line.encode("utf-8", "surrogateescape"))


def addresses(message: Message, *names: str) -> tuple[Address, ...]:
    """Return all whom the fields of these names name, in their order."""
    return tuple(address for name in names for value in raws(message, name) for address in _addresses(value))


def _addresses(value: str) -> list[Address]:
    found = _listed(value)
    if not found and "=?" in value:  # an address within an encoded word
        found = _listed(decode(value))
    return found or [Address(address=match[0].lower()) for match in _ADDRESS.finditer(value)]


def _listed(value: str) -> list[Address]:
    """Return addresses with names; what the standard library makes no sense of is read by its brackets."""
    try:
        pairs = [(decode(name), address) for name, address in getaddresses([value], strict=False)]
    except (RecursionError, IndexError):  # comments within comments, and what else the standard library trips over
        pairs = []
    if any(not _ADDRESS.fullmatch(address) for _, address in pairs if address) or value.count("<") > len(pairs):
        bracketed = list(_BRACKETED.finditer(value))
        starts = [0, *(match.end() for match in bracketed)]
        pairs = [
            (_name(value[start : match.start()]), match[1]) for start, match in zip(starts, bracketed, strict=False)
        ]
    return [_address(name, address) for name, address in pairs if "@" in address.strip("@ ")]


def _address(name: str, address: str) -> Address:
    address = decode(address).strip(" '\"").removeprefix("mailto:")
    return Address(address="".join(address.split()).lower(), name=" ".join(name.split()))


def _name(written: str) -> str:
    return decode(written).strip(" \t,;'\"")


def ids(message: Message, name: str) -> tuple[str, ...]:
    """Return the message ids in a field, without their angle brackets."""
    value = whole(raw(message, name))
    found = [match[1] for match in _BRACKETED.finditer(value)] or [word for word in value.split() if "@" in word]
    return tuple("".join(each.split()) for each in found)


def date(message: Message, name: str = "Date") -> datetime | None:
    """Return a field's time in UTC; None where there is none, or no real one."""
    try:
        found = parsedate_to_datetime(text(message, name))
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
