"""What is too big for the table: long texts, HTML and the bytes of attachments, kept in the bucket by message."""

from collections.abc import Iterable, Mapping

from transom.aws import blobs
from transom.model import Attachment, Entry
from transom.model.base import Frozen

MAX_TEXT = 100_000
"""Bytes of a text that the table holds itself."""
BEGINNING = 4_000
"""Characters of a longer text that stay with the entry."""
UPLOADS = "uploads/"


class Body(Frozen):
    """A message's content as its entry refers to it."""

    text: str
    text_key: str | None = None
    html_key: str | None = None
    attachments: tuple[Attachment, ...] = ()


def store(
    message_id: str,
    text: str,
    *,
    html: str | None = None,
    attachments: Iterable[Attachment] = (),
    contents: Mapping[str, bytes] | None = None,
) -> Body:
    """Put a message's big parts into the bucket; doing it again writes the same keys."""
    is_long = len(text.encode()) > MAX_TEXT
    return Body(
        text=text[:BEGINNING] if is_long else text,
        text_key=_put(f"bodies/{message_id}.txt", text, "text/plain; charset=utf-8") if is_long else None,
        html_key=_put(f"bodies/{message_id}.html", html, "text/html; charset=utf-8") if html else None,
        attachments=tuple(_settled(message_id, item, (contents or {}).get(item.id)) for item in attachments),
    )


def erase(entry: Entry) -> None:
    """Remove from the bucket what an entry refers to."""
    keys = [entry.text_key, entry.html_key, *(attachment.key for attachment in entry.attachments)]
    for key in filter(None, keys):
        blobs.remove(key)


def _put(key: str, text: str, mime: str) -> str:
    blobs.put(key, text.encode(), mime)
    return key


def _settled(message_id: str, attachment: Attachment, content: bytes | None) -> Attachment:
    key = f"media/{message_id}/{attachment.id}"
    if content is not None:
        blobs.put(key, content, attachment.mime)
        return attachment.model_copy(update={"key": key, "size": len(content)})
    if attachment.key and attachment.key.startswith(UPLOADS):
        # uploads that no message took expire by themselves; what a message took is kept with it
        blobs.copy(attachment.key, key)
        return attachment.model_copy(update={"key": key})
    return attachment
