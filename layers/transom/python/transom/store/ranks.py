"""Where records stand in their order: a rank is a decimal fraction, so that there is room between any two."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

_DIGITS = 3
_FULL = 10**_DIGITS


def kept(ids: Sequence[str], present: Mapping[str, str]) -> dict[str, str]:
    """Return a rank for each id in this order; those that stood in the same order before keep theirs."""
    staying = _staying([(each, present[each]) for each in ids if each in present])
    found: dict[str, str] = {}
    low = "0" * _DIGITS
    for place, each in enumerate(ids):
        high = next((staying[other] for other in ids[place + 1 :] if other in staying), None)
        rank = staying.get(each) or _between(low, high)
        if rank is None:
            return kept(ids, {})  # no room is left: all are numbered anew
        found[each] = low = rank
    return found


def _staying(known: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return most of those whose ranks rise."""
    best: list[list[tuple[str, str]]] = []
    for each in known:
        before = _longest([run for run in best if run[-1][1] < each[1]])
        best.append([*before, each])
    return dict(_longest(best))


def _longest(runs: list[list[tuple[str, str]]]) -> list[tuple[str, str]]:
    return max(runs, key=len) if runs else []


def _between(low: str, high: str | None) -> str | None:
    following = int(low[:_DIGITS]) + 1
    if high is None and following < _FULL:
        return f"{following:0{_DIGITS}}"
    bounds = Decimal(f"0.{low}"), Decimal(f"0.{high}") if high else Decimal(1)
    middle = sum(bounds) / 2
    return f"{middle:f}"[2:].ljust(_DIGITS, "0") if bounds[0] < middle < bounds[1] else None
