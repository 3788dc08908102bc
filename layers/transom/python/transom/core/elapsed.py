"""A moment as conditions ask for it: how long ago it was, all told or in a team's business time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from transom.core.terms import Terms
from transom.model import Conversation, Desk

_COUNTED = timedelta(days=3653)


@dataclass(frozen=True)
class Hours:
    """The hours of a conversation's team, looked up only where a condition asks for them."""

    conversation: Conversation
    desk: Desk
    now: datetime

    @cached_property
    def terms(self) -> Terms:
        """Return what the team owes in the conversation, and by which calendar."""
        return Terms.of(self.desk, self.conversation.team, self.conversation)

    def is_open(self) -> bool:
        """Tell whether the team is there now."""
        return self.terms.calendar.is_open(self.now)


@dataclass(frozen=True)
class Elapsed:
    """The time since a moment, or since the beginning of a day."""

    since: datetime | date
    hours: Hours

    @property
    def day(self) -> date:
        """Return the day of the moment, where the team is."""
        return self.since.astimezone(self.hours.terms.zone).date() if isinstance(self.since, datetime) else self.since

    def length(self, *, in_business: bool) -> timedelta:
        """Return how long ago it was; a moment to come was a negative time ago.

        What is more than ten years away is not counted day by day: there all time counts.
        """
        began, now = self._began, self.hours.now
        if not in_business or abs(now - began) > _COUNTED:
            return now - began
        calendar = self.hours.terms.calendar
        return calendar.between(began, now) if began <= now else -calendar.between(now, began)

    @property
    def _began(self) -> datetime:
        if isinstance(self.since, datetime):
            return self.since
        return datetime.combine(self.since, datetime.min.time(), self.hours.terms.zone)
