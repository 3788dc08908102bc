"""The parts of a mail that hold something: its bodies and its attachments."""

import mimetypes
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import Message

from transom.mail.charsets import decoded, whole
from transom.model import Frozen, MediaKind

_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_MAX_NAME = 120
_BODIES = frozenset({"text/plain", "text/html"})
_KINDS = {"image": MediaKind.IMAGE, "video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}


class Part(Frozen):
    """One part without parts of its own."""

    mime: str
    name: str
    content: bytes
    charset: str | None = None
    content_id: str | None = None
    is_body: bool = False
    """Whether it is shown as the message itself."""

    @property
    def kind(self) -> MediaKind:
        """Return what sort of file it is."""
        return _KINDS.get(self.mime.partition("/")[0], MediaKind.FILE)

    @property
    def text(self) -> str:
        """Return the text, by the charset that is stated or else by the likeliest."""
        return decoded(self.content, self.charset)


def leaves(mail: Message) -> list[Part]:
    """Return all parts in their order; a mail within the mail is one part."""
    return [_part(message, number) for number, message in enumerate(_walk(mail), 1)]


def _walk(message: Message) -> Iterator[Message]:
    if message.get_content_maintype() != "multipart":
        yield message
        return
    payload = message.get_payload()
    for part in payload if isinstance(payload, list) else ():
        if isinstance(part, Message):
            yield from _walk(part)


def _part(message: Message, number: int) -> Part:
    mime = message.get_content_type()
    stated = message.get_filename()
    is_attached = stated is not None or message.get_content_disposition() == "attachment"
    return Part(
        mime=mime,
        name=_name(stated, mime, number),
        content=_content(message),
        charset=message.get_content_charset(),
        content_id=str(message.get("Content-ID", "")).strip(" <>") or None,
        is_body=mime in _BODIES and not is_attached,
    )


def _name(stated: str | None, mime: str, number: int) -> str:
    name = _UNSAFE.sub("_", whole(stated or "")).strip(" ._")
    extension = ".eml" if mime == "message/rfc822" else mimetypes.guess_extension(mime) or ""
    return name[-_MAX_NAME:] or f"part-{number}{extension}"


def _content(message: Message) -> bytes:
    payload = message.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    inner = message.get_payload()
    parts = inner if isinstance(inner, list) else []
    return b"\r\n".join(_written(part) for part in parts if isinstance(part, Message))


def _written(message: Message) -> bytes:
    try:
        return message.as_bytes()
    except (MessageError, LookupError, ValueError, AttributeError, TypeError):
        # a mail within the mail that cannot be written again is told by its headers; the raw mail has it whole
        return "".join(f"{name}: {value}\n" for name, value in message.raw_items()).encode("utf-8", "replace")
