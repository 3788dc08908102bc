"""How long an answer takes of late: histograms of the waiting times, and what can be said from them."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from transom.ids import moment_of
from transom.model import Conversation, Entry, EntryName, Kind

if TYPE_CHECKING:  # the store needs the buckets alone
    from transom.core.terms import Terms

_MINUTES = (1, 2, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1440, 2880)
BOUNDS = tuple(timedelta(minutes=minutes) for minutes in _MINUTES)
"""The upper bounds of the buckets; what takes longer than the last is in one more, and is not told."""

BUCKETS = len(BOUNDS) + 1
ENOUGH = 20
"""Fewer answers say nothing."""

MEDIAN = 0.5
MOST = 0.9

type Histogram = tuple[int, ...]
type Grain = str
"""Which part of a team's history: an hour of a weekday, an hour of any day, a kind of conversation, or all of it."""


class Estimate(NamedTuple):
    """The open time that an answer takes: half of the customers wait less than `low`, nine of ten less than `high`."""

    low: timedelta
    high: timedelta


class Queue(NamedTuple):
    """How a team stands now: who waits before the customer, and who is there to answer."""

    ahead: int
    online: int


def grains(at: datetime, terms: "Terms", kind: Kind) -> tuple[Grain, ...]:
    """Return the parts of the history that a moment belongs to, the most special first: of one kind, and of all."""
    local = at.astimezone(terms.zone)
    return f"{kind}-{local:%a}-{local:%H}", f"{kind}-any-{local:%H}", kind.value, "all"


def has_left(conversation: Conversation, told: Entry) -> bool:
    """Tell whether an entry says that the first response is with the customer; what is only queued may be undone."""
    given_at = conversation.first_response_at
    if given_at is None or conversation.last_customer_message_at is None:
        return False
    if told.name is EntryName.MESSAGE_ECHOED:
        return told.is_answer and told.at == given_at
    return told.name is EntryName.MESSAGE_SENT and moment_of(told.about or told.id) <= given_at <= told.at


def waited(conversation: Conversation, terms: "Terms") -> timedelta | None:
    """Return the open time until the first response, if there was one."""
    answered_at = conversation.first_response_at
    return terms.calendar.between(conversation.created_at, answered_at) if answered_at else None


def bucket(wait: timedelta) -> int:
    """Return which bucket a waiting time is in."""
    return bisect_left(BOUNDS, wait)


def added(histograms: Iterable[Histogram]) -> Histogram:
    """Return several histograms as one."""
    return tuple(map(sum, zip(*histograms, strict=True))) or (0,) * BUCKETS


def estimate(history: Mapping[Grain, Histogram], wanted: Sequence[Grain], queue: Queue) -> Estimate | None:
    """Return the waiting time by the most special part of the history that has enough answers; None if none has.

    Each round of those who wait before the customer takes the team as long as half of its answers do.
    """
    if not queue.online:
        return None
    known = (history.get(grain, ()) for grain in wanted)
    counts = next((each for each in known if sum(each) >= ENOUGH), None)
    low, high = (_percentile(counts, share) for share in (MEDIAN, MOST)) if counts else (None, None)
    if low is None or high is None:
        return None
    rounds = -(-queue.ahead // queue.online)
    return Estimate(max(low, rounds * low), max(high, (rounds + 1) * low if rounds else high))


def _percentile(counts: Histogram, share: float) -> timedelta | None:
    """Return the bound that a share of the answers came within; None if it is beyond the last."""
    left = sum(counts) * share
    for bound, count in zip(BOUNDS, counts, strict=False):
        left -= count
        if left <= 0:
            return bound
    return None
