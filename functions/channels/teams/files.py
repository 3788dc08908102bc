"""What is attached to a message: files, pictures, quotations, and what cannot be read."""

import mimetypes
import re
from collections.abc import Iterator

from pydantic import ValidationError

from channels.teams.activities import Attached, FileInfo, Wire
from transom.mail.html import as_text
from transom.model import Attachment, MediaKind
from transom.provider.reading import unsupported

FILE_INFO = "application/vnd.microsoft.teams.file.download.info"
FORWARDED = "forwardedMessageReference"
QUOTED = "messageReference"
HTML = "text/html"
_REPLY = re.compile(r"<blockquote\b[^<>]{0,500}schema\.skype\.com/Reply[^<>]{0,500}>", re.IGNORECASE)
_ITEM = re.compile(r"""\bitemid=["'](\d{1,20})["']""", re.IGNORECASE)
_KINDS = {"image": MediaKind.IMAGE, "video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}
_UNKNOWN = "application/octet-stream"


class Quotation(Wire):
    """A message that is answered, or passed on."""

    message_id: str = ""
    message_preview: str = ""


def attachments(attached: tuple[Attached, ...]) -> Iterator[Attachment]:
    """Yield the files and pictures; the address of each is what it is fetched by."""
    for index, item in enumerate(attached):
        if item.content_type == FILE_INFO:
            yield _file(index, item)
        elif item.content_url and _is_media(item):
            yield _media(index, item, item.content_url)


def quoted(attached: tuple[Attached, ...]) -> Iterator[str]:
    """Yield the ids of the messages that are answered by quoting them."""
    for item in attached:
        if item.content_type == HTML and isinstance(item.content, str):
            yield from (found[1] for tag in _REPLY.findall(item.content) if (found := _ITEM.search(tag)))
        if item.content_type == QUOTED and (known := _quotation(item)).message_id:
            yield known.message_id


def told(attached: tuple[Attached, ...]) -> Iterator[str]:
    """Yield the words of messages that are passed on, and the kinds of what cannot be shown."""
    for item in attached:
        if item.content_type == FORWARDED:
            yield as_text(_quotation(item).message_preview).strip()
        elif not (item.content_type in {FILE_INFO, QUOTED, HTML} or (item.content_url and _is_media(item))):
            yield unsupported(item.content_type)


def _is_media(item: Attached) -> bool:
    return item.content_type.startswith(tuple(f"{kind}/" for kind in _KINDS))


def _file(index: int, item: Attached) -> Attachment:
    info = _info(item)
    name = item.name or f"file.{info.file_type or 'bin'}"
    mime = mimetypes.guess_type(name)[0] or _UNKNOWN
    return _attachment(index, name, mime, info.download_url or item.content_url or "")


def _media(index: int, item: Attached, url: str) -> Attachment:
    mime = item.content_type if not item.content_type.endswith("/*") else _UNKNOWN
    family = item.content_type.partition("/")[0]
    ending = "" if mime == _UNKNOWN else mimetypes.guess_extension(mime)
    name = item.name or f"{family}{ending or ''}"
    return _attachment(index, name, mime, url).model_copy(update={"kind": _KINDS[family]})


def _attachment(index: int, name: str, mime: str, url: str) -> Attachment:
    return Attachment(
        id=str(index),
        kind=_KINDS.get(mime.partition("/")[0], MediaKind.FILE),
        name=name.replace("/", "_").replace("\\", "_"),
        mime=mime,
        provider_media_id=url,
    )


def _info(item: Attached) -> FileInfo:
    try:
        return FileInfo.model_validate(item.content)
    except ValidationError:
        return FileInfo()


def _quotation(item: Attached) -> Quotation:
    """Read a quotation, which comes as an object or as JSON text."""
    try:
        if isinstance(item.content, str):
            return Quotation.model_validate_json(item.content)
        return Quotation.model_validate(item.content)
    except ValidationError:
        return Quotation()
