"""The ledger: who held a conversation how long, by the clock on the wall and in their own business time."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise

from transom.core import departments
from transom.core.calendars import Calendar
from transom.core.holding import Holder, HolderKind, Turn, turns
from transom.core.terms import Terms
from transom.model import Desk, Entry, Frozen, Instant


class Held(Frozen):
    """How long somebody held a conversation."""

    holder: Holder
    calendar: timedelta
    business: timedelta


class Owed(Frozen):
    """How long an answer to a request was owed."""

    request: str
    department: str
    calendar: timedelta
    business: timedelta


class Ledger(Frozen):
    """Who held a conversation between two moments; the holders follow each other, and never overlap."""

    start: Instant
    end: Instant
    holders: tuple[Held, ...] = ()
    requests: tuple[Owed, ...] = ()


def ledger(entries: Iterable[Entry], desk: Desk, start: datetime, end: datetime) -> Ledger:
    """Return who held a conversation from `start` to `end`; what two ledgers say adds up over any cut between them.

    While several departments owe an answer, it is the one asked first that holds it; each has its own line beside.
    """
    hours = _hours(desk)
    held: dict[tuple[HolderKind, str | None], Held] = {}
    owed: dict[str, Owed] = {}
    for turn, since, until in _stretches(turns(entries), start, end):
        if turn.holder:
            calendar = hours(turn.holder.id if turn.holder.kind is HolderKind.DEPARTMENT else None, turn.team)
            key = (turn.holder.kind, turn.holder.id)
            known = held.get(key, Held(holder=turn.holder, calendar=timedelta(), business=timedelta()))
            held[key] = known.model_copy(update=_longer(known, calendar, since, until))
        for request, department in turn.owed.items():
            nothing = Owed(request=request, department=department, calendar=timedelta(), business=timedelta())
            known_owed = owed.get(request, nothing)
            calendar = hours(department, turn.team)
            owed[request] = known_owed.model_copy(update=_longer(known_owed, calendar, since, until))
    return Ledger(start=start, end=end, holders=tuple(held.values()), requests=tuple(owed.values()))


def _longer(known: Held | Owed, calendar: Calendar, since: datetime, until: datetime) -> dict[str, timedelta]:
    return {
        "calendar": known.calendar + (until - since),
        "business": known.business + calendar.between(since, until),
    }


def _stretches(found: Iterable[Turn], start: datetime, end: datetime) -> Iterator[tuple[Turn, datetime, datetime]]:
    """Yield from when until when each turn lasted, as far as it lies between the two moments."""
    listed = list(found)
    for turn, until in _with_ends(listed, end):
        since, stop = max(turn.at, start), min(until, end)
        if since < stop:
            yield turn, since, stop


def _with_ends(listed: list[Turn], end: datetime) -> Iterator[tuple[Turn, datetime]]:
    yield from ((turn, following.at) for turn, following in pairwise(listed))
    yield from ((turn, end) for turn in listed[-1:])


def _hours(desk: Desk) -> Callable[[str | None, str | None], Calendar]:
    """Return what finds the business time of a department, or else of a team; each is read once."""

    @cache
    def find(department_id: str | None, team: str | None) -> Calendar:
        department = departments.find(desk, department_id) if department_id else None
        return departments.terms_of(department, desk).calendar if department else Terms.of(desk, team).calendar

    return find
