"""What became of the mails that came in, and their count: none may be missing."""

from enum import StrEnum

from transom.model.base import Frozen, Instant


class MailFate(StrEnum):
    """What a mail that came in became: each becomes one of these."""

    MESSAGE = "message"
    MACHINE = "machine"
    QUARANTINED = "quarantined"
    DUPLICATE = "duplicate"

    @property
    def weight(self) -> int:
        """Return which fate a mail has that came to several inboxes: the one with the least weight."""
        return _WEIGHTS.index(self)


_WEIGHTS = (MailFate.QUARANTINED, MailFate.MESSAGE, MailFate.MACHINE, MailFate.DUPLICATE)


class TakenMail(Frozen):
    """A mail that was taken in; `key` is where it is kept as it came, since `stored_at`."""

    key: str
    stored_at: Instant
    fate: MailFate
    quarantined: tuple[str, ...] = ()
    """What of it waits in quarantine, one for each inbox that could not take it."""


class MailCount(Frozen):
    """The mails that came in within an hour, and what became of them."""

    hour: Instant
    counted_at: Instant
    received: int
    messages: int = 0
    machine: int = 0
    quarantined: int = 0
    duplicates: int = 0
    missing: int = 0
    """How many nobody can account for."""
    examples: tuple[str, ...] = ()
    """Where some of those are kept."""
