"""What was written between a customer and the desk, as they read it in an app of their own."""

from transom.model.base import Frozen, Instant
from transom.model.contact import Door
from transom.model.entry import ContactCard, MediaKind, Place


class Wanted(Frozen):
    """Whose messages a request asks for, and which."""

    door: Door
    cursor: str = ""
    """Where the page before ended; empty for the newest."""


class PastFile(Frozen):
    """A file, and where it can be read for some minutes."""

    name: str
    mime: str
    kind: MediaKind
    size: int | None = None
    url: str


class PastMessage(Frozen):
    """A message as it stands now."""

    id: str
    """The channel's own, where it has one."""
    at: Instant
    is_ours: bool
    """Whether the desk wrote it."""
    author: str = ""
    text: str = ""
    files: tuple[PastFile, ...] = ()
    place: Place | None = None
    cards: tuple[ContactCard, ...] = ()
    edited_at: Instant | None = None


class Past(Frozen):
    """A page of messages, the newest first, and where the next one begins."""

    messages: tuple[PastMessage, ...] = ()
    cursor: str = ""
    """Empty where there are no older ones."""
