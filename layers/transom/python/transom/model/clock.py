"""Clocks: what a target allows, and how much of it is spent."""

from datetime import timedelta
from enum import StrEnum

from transom.model.base import Frozen, Instant

BREACH = 100
"""The mark of a clock, in percent of its limit, at which its target is missed."""


class Target(StrEnum):
    """The promises that a clock can measure."""

    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    UPDATE = "update"
    RESOLUTION = "resolution"


class Pause(Frozen):
    """A stretch of time that a clock does not count."""

    start: Instant
    end: Instant


class Clock(Frozen):
    """One running or stopped measure of a target, derived from events."""

    target: Target
    policy: str
    policy_version: str = ""
    """Tells which wording of the policy it was measured by last."""
    terms: tuple[str, ...] = ()
    """What the policy's special terms ask for by which it is measured, such as `tiers: gold`."""
    owner: str | None = None
    """Who owes it, such as a department; the conversation's team if nobody is named."""
    calendar: str
    limit: timedelta
    started_at: Instant
    due_at: Instant
    paused_at: Instant | None = None
    stopped_at: Instant | None = None
    pauses: tuple[Pause, ...] = ()
    """The pauses that are over; while one lasts, `paused_at` tells since when."""
    fired: tuple[int, ...] = ()
    """The marks already told, in percent of the limit; 100 is the breach."""

    @property
    def is_running(self) -> bool:
        """Tell whether time counts now."""
        return self.halted_at is None

    @property
    def halted_at(self) -> Instant | None:
        """Return since when time has not counted; a clock that is stopped in a pause halted when the pause began."""
        return self.paused_at or self.stopped_at

    @property
    def is_breached(self) -> bool:
        """Tell whether the target was missed."""
        return BREACH in self.fired
