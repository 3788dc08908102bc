"""Pages of a listing and the cursors between them."""

import base64
import binascii
import re
from dataclasses import dataclass

from transom.errors import InvalidError

MAX_LIMIT = 100

_POSITION = re.compile(r"[!-~]{1,256}")


@dataclass(frozen=True, slots=True)
class Page[T]:
    """Some items of a listing, and the cursor to the following ones where there are any."""

    items: list[T]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Cursors:
    """Writes and reads the cursors of one listing; a cursor of another listing is refused."""

    listing: str

    def write(self, position: str) -> str:
        """Return an opaque cursor for a position in the listing."""
        return base64.urlsafe_b64encode(f"{self.listing}:{position}".encode()).decode().rstrip("=")

    def read(self, cursor: str | None) -> str | None:
        """Return the position that a cursor stands for."""
        if cursor is None:
            return None
        listing, _, position = _decoded(cursor).partition(":")
        if listing != self.listing or not _POSITION.fullmatch(position):
            raise _nonsense()
        return position


def checked_limit(limit: int) -> int:
    """Return the limit where a page may be so long."""
    if not 1 <= limit <= MAX_LIMIT:
        message = f"must be from 1 to {MAX_LIMIT}"
        raise InvalidError(f"The limit {message}.", fields={"limit": message})
    return limit


def _decoded(cursor: str) -> str:
    padded = cursor + "=" * (-len(cursor) % 4)
    try:
        return base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, UnicodeError) as error:
        raise _nonsense() from error


def _nonsense() -> InvalidError:
    return InvalidError(
        "The cursor is not one that this listing gave.",
        fields={"cursor": "take it from `next` of the page before, or leave it out"},
    )
