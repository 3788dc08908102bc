"""How much may be written to one address: what stops two machines that answer each other."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from transom.model import Frozen, Instant

MEMORY = timedelta(hours=24)
MOST_REMEMBERED = 100
AUTOMATIC = 3
"""Automatic answers to one address within the memory."""
SAME = 3
"""How often one text may go to one address within a conversation."""
LADDER = (
    (10, timedelta(minutes=10)),
    (15, timedelta(minutes=30)),
    (25, timedelta(minutes=60)),
    (50, timedelta(minutes=180)),
    (100, timedelta(minutes=600)),
)
"""Messages to one address within a conversation, and the time in which there may be so many."""


class Spent(Frozen):
    """A message that was sent to an address."""

    message_id: str
    conversation_id: str
    at: Instant
    digest: str
    is_automatic: bool = False


def remembered(sent: Sequence[Spent], now: datetime) -> tuple[Spent, ...]:
    """Return what still counts, oldest first."""
    return tuple(each for each in sent if now - each.at < MEMORY)[-MOST_REMEMBERED:]


def refusal(sent: Sequence[Spent], wanted: Spent) -> str | None:
    """Return why a message must not go to an address, given what went there before, if so."""
    recent = remembered(sent, wanted.at)
    if wanted.is_automatic and sum(each.is_automatic for each in recent) >= AUTOMATIC:
        return f"this address had {AUTOMATIC} automatic answers within a day"
    here = [each for each in recent if each.conversation_id == wanted.conversation_id]
    if sum(each.digest == wanted.digest for each in here) >= SAME:
        return f"the same text was sent {SAME} times within a day"
    for count, span in LADDER:
        if sum(wanted.at - each.at < span for each in here) >= count:
            return f"{count} messages went to this address within {span.total_seconds() / 60:.0f} minutes"
    return None
