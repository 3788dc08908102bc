"""Files that a customer attaches."""

import mimetypes
from pathlib import Path

from transom.channel import OutboundFile
from transom.errors import NotFoundError
from transom.model import MediaKind


def read(path: Path) -> OutboundFile:
    """Return a file with its type, as a mail program or a phone would name it."""
    mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotFoundError(f"{path} cannot be read: {error.strerror}.") from error
    return OutboundFile(name=path.name, mime=mime, content=content, kind=MediaKind.of(mime))
