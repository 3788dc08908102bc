"""The parts of a mail: its text, its HTML, and the files that it brings."""

import mimetypes
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from typing import NamedTuple

from transom.mail import headers, tnef, uu
from transom.mail.charsets import decoded, whole
from transom.mail.flowed import unflowed
from transom.mail.html import as_text, escaped
from transom.mail.mail import File

MAX_DEPTH = 40
MAX_PARTS = 1000

_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_MAX_NAME = 120
_BODIES = frozenset({"text/plain", "text/html", "text"})
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})


class Section(NamedTuple):
    """A stretch of the message, in the forms that it has."""

    text: str | None = None
    html: str | None = None


class Contents(NamedTuple):
    """All that a mail holds."""

    sections: list[Section]
    files: list[File]

    @property
    def text(self) -> str:
        """Return the message as text; what is there as HTML alone is told as text."""
        told = (section.text if section.text is not None else as_text(section.html or "") for section in self.sections)
        return "\n\n".join(text.strip("\r\n") for text in told if text.strip())

    @property
    def html(self) -> str | None:
        """Return the message as HTML, if any of it is."""
        if all(section.html is None for section in self.sections):
            return None
        return "\n".join(
            section.html if section.html is not None else escaped(section.text or "") for section in self.sections
        )


def contents(message: Message) -> Contents:
    """Return what a mail holds; a mail within the mail is a file."""
    files: list[File] = []
    sections = _sections(message, files, 0)
    return Contents(sections, files)


def _sections(message: Message, files: list[File], depth: int) -> list[Section]:
    mime = _mime(message)
    children = _children(message) if mime.startswith("multipart/") and depth < MAX_DEPTH else None
    if children is None:
        return _leaf(message, mime, files)
    found = [_sections(child, files, depth + 1) for child in children[: MAX_PARTS - len(files)]]
    return _alternative(found) if mime == "multipart/alternative" else [each for part in found for each in part]


def _alternative(found: list[list[Section]]) -> list[Section]:
    """Return the forms of one message as one section; where they have several, those of the richest."""
    texts = [each.text for part in found for each in part if each.text and each.html is None]
    htmls = [each.html for part in found for each in part if each.html]
    if not htmls:
        return [Section(text=text) for text in texts[:1]]
    return [Section(text="\n\n".join(texts) or None, html="\n".join(htmls))]


def _leaf(message: Message, mime: str, files: list[File]) -> list[Section]:
    stated = _stated_name(message)
    payload = content(message)
    is_attached = bool(stated) or message.get_content_disposition() == "attachment"
    if mime not in _BODIES or is_attached:
        files += _files(message, mime, stated, payload, len(files) + 1)
        return []
    text = decoded(payload, _charset(message)).replace("\r\n", "\n")
    if mime == "text/html":
        return [Section(html=text)]
    text, enclosed = uu.opened(text)
    files += [
        File(name=_name(each.name, each.type, len(files) + 1), type=each.type, content=each.content)
        for each in enclosed
    ]
    return [Section(text=unflowed(text, message))]


def _files(message: Message, mime: str, stated: str, payload: bytes, number: int) -> list[File]:
    if mime in _TNEF or stated.lower() == "winmail.dat":
        opened = tnef.opened(payload)
        if opened:
            return opened
    content_id = headers.raw(message, "Content-ID").strip(" <>") or None
    return [File(name=_name(stated, mime, number), type=mime, content=payload, content_id=content_id)]


def _mime(message: Message) -> str:
    mime = message.get_content_type().encode("ascii", "ignore").decode().strip()
    return "multipart/mixed" if message.is_multipart() and not mime.startswith(("multipart/", "message/")) else mime


def _children(message: Message) -> list[Message]:
    return inner(message) if message.is_multipart() else list(_recovered(message, content(message)))


_BOUNDARY = re.compile(rb"^--(?P<boundary>[^\r\n]{1,70}?)[ \t]*\r?\n(?=[A-Za-z-]+:)", re.MULTILINE)


def _recovered(message: Message, payload: bytes) -> Iterator[Message]:
    """Take apart by the boundary that stands in the body what names another one, or none."""
    found = _BOUNDARY.search(payload)
    if found is None:
        text = Message()
        text["Content-Type"] = "text/plain"
        text.set_payload(payload)
        yield text
        return
    head = b'Content-Type: %s; boundary="%s"\n\n' % (_mime(message).encode(), found["boundary"])
    yield from inner(message_from_bytes(head + payload, policy=headers.RAW))


def _stated_name(message: Message) -> str:
    """Return the name of a file, from wherever it stands."""
    try:
        name = message.get_filename() or ""
    except (LookupError, ValueError, TypeError):
        name = ""
    name = name if name.isascii() else decoded(name.encode("utf-8", "surrogateescape"))
    return " ".join(headers.decode(name).split())


def _charset(message: Message) -> str | None:
    try:
        return message.get_content_charset()
    except (LookupError, ValueError, TypeError):
        return None


def _name(stated: str, mime: str, number: int) -> str:
    name = _UNSAFE.sub("_", whole(stated)).strip(" ._")
    extension = ".eml" if mime == "message/rfc822" else mimetypes.guess_extension(mime) or ""
    return name[-_MAX_NAME:] or f"part-{number}{extension}"


def inner(message: Message) -> list[Message]:
    """Return the parts of a part, or the mail in it."""
    payload = message.get_payload() if message.is_multipart() else ()
    return [part for part in payload if isinstance(part, Message)]


def content(message: Message) -> bytes:
    """Return a part's bytes as they were before they were encoded to be sent."""
    if message.is_multipart():
        return b"\r\n".join(map(_written, inner(message)))
    decoded_payload = message.get_payload(decode=True)
    return decoded_payload if isinstance(decoded_payload, bytes) else b""


def _written(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except (MessageError, LookupError, ValueError, AttributeError, TypeError, RecursionError):
        # a mail within the mail that cannot be written again is told by its headers; the raw mail has it whole
        return "".join(f"{name}: {value}\n" for name, value in message.raw_items()).encode("utf-8", "replace")
