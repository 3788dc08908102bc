"""Files that customers have sent to a provider, which the desk fetches from there."""

import secrets
from collections.abc import Iterator
from pathlib import Path, PurePath

from transom.channel import OutboundFile
from transom.errors import NotFoundError
from transom.model import Frozen, MediaKind
from transom_cli.outbox import lines


class MediaFile(Frozen):
    """A file as Telegram knows it."""

    file_id: str
    file_unique_id: str
    file_path: str
    file_size: int
    file_name: str
    mime_type: str


class Media:
    """The files that customers have sent; a restart finds them again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "media"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._index = self._folder / "index.jsonl"
        self._files = lines.read(self._index, MediaFile)

    def add(self, file: OutboundFile) -> MediaFile:
        """Keep a file and return the ids that a message carries."""
        number = secrets.token_hex(8)
        folder = "photos" if file.kind is MediaKind.IMAGE else "documents"
        media = MediaFile(
            file_id=f"BQACAgIAAxkBAAI{secrets.token_urlsafe(24)}",
            file_unique_id=number,
            file_path=f"{folder}/file_{number}{PurePath(file.name).suffix.lower()}",
            file_size=len(file.content),
            file_name=file.name,
            mime_type=file.mime,
        )
        (self._folder / number).write_bytes(file.content)
        lines.append(self._index, media)
        self._files.append(media)
        return media

    def by_id(self, file_id: str) -> MediaFile:
        """Return a file's description."""
        return self._only(media for media in self._files if media.file_id == file_id)

    def by_path(self, path: str) -> tuple[MediaFile, bytes]:
        """Return a file and its bytes."""
        media = self._only(media for media in self._files if media.file_path == path)
        return media, (self._folder / media.file_unique_id).read_bytes()

    @staticmethod
    def _only(found: Iterator[MediaFile]) -> MediaFile:
        media = next(found, None)
        if media is None:
            raise NotFoundError("There is no such file.")
        return media
