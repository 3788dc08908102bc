"""Paces: how fast a connection or a place may be sent to, and whether a provider is well."""

from datetime import UTC, datetime, timedelta

from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path

from transom.contention import insist
from transom.store.items import PaceItem
from transom.store.table import Put, Table, Update

KEPT = timedelta(days=1)
FAILURES = 5
"""After so many failures in a row a provider is left alone."""
MEMORY = timedelta(minutes=1)
REST = timedelta(seconds=30)


class Paces:
    """Connections, places and providers that were sent to of late, each by its name."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._failing = set[str]()
        """Providers of which a failure was read last: others need no second look after a success."""

    def take(self, subject: str, rate: float | None, now: datetime, patience: timedelta) -> timedelta:
        """Take the next place in the sending, and return how long to wait for it.

        A wait over `patience` takes no place. `rate` is in messages a second; None is without a limit.
        """
        return insist(lambda: self._take(subject, rate, now, patience))

    def rest(self, subject: str, until: datetime, now: datetime) -> None:
        """Let nothing be sent before a moment."""
        self._set(subject, {"rests_until": _seconds(until)}, now)

    def succeeded(self, provider: str, now: datetime) -> None:
        """Forget the failures of a provider that took a message, whose turn was waited for before."""
        if provider in self._failing:
            self._set(provider, {"failures": 0}, now)

    def failed(self, provider: str, now: datetime) -> None:
        """Count a failure of a provider; after too many, each within a minute of the last, it rests."""
        item = self._table.get(PaceItem, *PaceItem.key(provider))
        is_again = bool(item and item.failed_at and _seconds(now) - item.failed_at < MEMORY.total_seconds())
        failures = int(item.failures) + 1 if item and item.failures and is_again else 1
        values = {"failures": failures, "failed_at": _seconds(now)}
        if failures >= FAILURES:
            values |= {"failures": 0, "rests_until": _seconds(now + REST)}
        self._set(provider, values, now)

    def _set(self, subject: str, values: dict[str, float], now: datetime) -> None:
        actions = [Path(name).set(value) for name, value in (values | {"expires_at": _expiry(now)}).items()]
        self._table.write(Update(*PaceItem.key(subject), actions, condition=None))

    def _take(self, subject: str, rate: float | None, now: datetime, patience: timedelta) -> timedelta:
        item = self._table.get(PaceItem, *PaceItem.key(subject))
        self._failing = self._failing | {subject} if item and item.failures else self._failing - {subject}
        rest = _until(item.rests_until if item else None, now)
        if rest or not rate:
            return rest
        wait = _until(item.slot_at if item else None, now)
        if wait > patience:
            return wait
        slot = _seconds(now + wait + timedelta(seconds=1 / rate))
        if item is None:
            self._table.write(Put(PaceItem(*PaceItem.key(subject), slot_at=slot, expires_at=_expiry(now))))
        else:
            self._table.write(Update(*PaceItem.key(subject), [Path("slot_at").set(slot)], _unchanged(item.slot_at)))
        return wait


def _unchanged(slot_at: float | None) -> Condition:
    return Path("slot_at").does_not_exist() if slot_at is None else Path("slot_at") == slot_at


def _until(moment: float | None, now: datetime) -> timedelta:
    left = datetime.fromtimestamp(moment, UTC) - now if moment else timedelta(0)
    return max(left, timedelta(0))


def _seconds(at: datetime) -> float:
    return round(at.timestamp(), 3)


def _expiry(now: datetime) -> int:
    return int((now + KEPT).timestamp())
