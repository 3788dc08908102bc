"""What a mailbox is to whoever empties it: steps, of which a mark comes only after all that it covers."""

from collections.abc import Generator
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from pydantic import Field

from transom.channel import Connection
from transom.model import Frozen

if TYPE_CHECKING:
    import httpx

MAX_MAIL = 40_000_000
"""Bytes of a mail that is taken, as much as SES takes."""


class Pulled(Frozen):
    """A new mail as it is."""

    content: bytes = Field(repr=False)


class Oversized(Frozen):
    """A new mail that is too large to be taken; `name` says where it lies."""

    name: str


class Mark(Frozen):
    """Everything so far is known: the next time goes on from this cursor."""

    cursor: str


type Step = Pulled | Oversized | Mark
type Steps = Generator[Step]


class Source(Protocol):
    """A way into mailboxes."""

    def __call__(self, connection: Connection, cursor: str, http: "httpx.Client", now: datetime) -> Steps:
        """Give what is new since the cursor, oldest first as far as the mailbox can.

        With an empty cursor, or one of another mailbox, it begins now: what is there already stays where it is. Raises
        `ForbiddenError` and the like for what an administrator must mend, `UnavailableError` for what may pass.
        """
