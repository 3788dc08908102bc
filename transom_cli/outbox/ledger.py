"""What the desk has sent: one line of JSON for each message, the attachments in files beside it."""

import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import JsonValue

from transom.channel import OutboundFile
from transom.errors import NotFoundError
from transom.ids import new_ulid
from transom.model import Frozen, Instant
from transom_cli.outbox import lines


class RecordedFile(Frozen):
    """An attachment of a recorded message."""

    name: str
    mime: str
    size: int


class Recorded(Frozen):
    """A message that the desk has sent; `request` is how it came, its token masked."""

    id: str
    channel: str
    to: str
    subject: str | None = None
    text: str
    attachments: tuple[RecordedFile, ...] = ()
    at: Instant
    request: dict[str, JsonValue] = {}


class Ledger:
    """The recorded messages, oldest first; a restart finds them again."""

    def __init__(self, folder: Path) -> None:
        self._lines = folder / "messages.jsonl"
        self._files = folder / "attachments"
        self._files.mkdir(parents=True, exist_ok=True)
        self._messages = lines.read(self._lines, Recorded)

    def add(
        self,
        *,
        channel: str,
        to: str,
        text: str,
        at: datetime,
        subject: str | None = None,
        files: Sequence[OutboundFile] = (),
        request: Mapping[str, JsonValue],
    ) -> Recorded:
        """Record a message that a provider would have taken."""
        message = Recorded(
            id=new_ulid(at),
            channel=channel,
            to=to,
            subject=subject,
            text=text,
            attachments=tuple(RecordedFile(name=f.name, mime=f.mime, size=len(f.content)) for f in files),
            at=at,
            request=dict(request),
        )
        for number, file in enumerate(files):
            self._path(message.id, number).write_bytes(file.content)
        lines.append(self._lines, message)
        self._messages.append(message)
        return message

    def find(self, *, channel: str | None = None, to: str | None = None, after: str | None = None) -> list[Recorded]:
        """Return the messages of a channel, to an address, later than a message."""
        return [
            message
            for message in self._messages
            if channel in {None, message.channel}
            and (to is None or to in message.to.split(", "))
            and (after is None or message.id > after)
        ]

    def attachment(self, message_id: str, number: int) -> tuple[RecordedFile, bytes]:
        """Return an attachment and its bytes."""
        for message in self._messages:
            if message.id == message_id and 0 <= number < len(message.attachments):
                return message.attachments[number], self._path(message_id, number).read_bytes()
        raise NotFoundError("There is no such attachment.")

    def clear(self) -> None:
        """Forget all messages."""
        self._messages.clear()
        self._lines.unlink(missing_ok=True)
        shutil.rmtree(self._files)
        self._files.mkdir()

    def _path(self, message_id: str, number: int) -> Path:
        return self._files / f"{message_id}.{number}"
