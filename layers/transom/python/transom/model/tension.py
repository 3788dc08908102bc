"""How tense a conversation is, why, and how far the desk is with it."""

from enum import StrEnum
from typing import Self

from transom.model.base import Frozen, Instant


class Sign(StrEnum):
    """What speaks for a conflict."""

    LEGAL = "legal"
    PUBLIC = "public"
    REFUND = "refund"
    LEAVING = "leaving"
    INSULT = "insult"
    URGENCY = "urgency"
    ASKED_BEFORE = "asked_before"
    MOOD = "mood"
    SHOUTING = "shouting"
    UNANSWERED = "unanswered"
    RETURNED = "returned"
    CLOCK = "clock"
    OWN = "own"
    """A phrase that the desk itself lists."""


class Sentiment(StrEnum):
    """In which mood somebody writes."""

    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"


class Reason(Frozen):
    """One thing that makes a conversation tense, and how much."""

    sign: Sign
    points: int
    words: tuple[str, ...] = ()
    """What was found."""


class Play(Frozen):
    """The step of a playbook that a conversation is in."""

    playbook: str
    step: int = 0
    until: Instant | None = None
    """When the next step follows, unless somebody answers; None once the last one was taken."""


class Tension(Frozen):
    """How tense a conversation is, from 0 to 100."""

    reasons: tuple[Reason, ...] = ()
    waiting: int = 0
    """How many messages of the customer's have not been answered."""
    sentiment: Sentiment = Sentiment.NEUTRAL
    """In which mood the customer wrote last."""
    at: Instant
    play: Play | None = None

    @property
    def score(self) -> int:
        """Return the sum of all reasons, at most 100."""
        return min(100, sum(reason.points for reason in self.reasons))

    def eased(self) -> Self:
        """Return what is left once somebody has answered: half of what was said, and no playbook."""
        said = (reason for reason in self.reasons if reason.sign not in {Sign.UNANSWERED, Sign.CLOCK})
        halved = (reason.model_copy(update={"points": reason.points // 2}) for reason in said)
        left = tuple(reason for reason in halved if reason.points)
        return self.model_copy(update={"reasons": left, "waiting": 0, "play": None})
