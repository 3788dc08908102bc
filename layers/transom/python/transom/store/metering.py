"""What the table's requests cost, summed from the capacity that DynamoDB says it consumed."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypedDict, cast

_READS = frozenset({"GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"})


class _Consumed(TypedDict):
    CapacityUnits: float


@dataclass(slots=True)
class Meter:
    """The requests made while it ran, by operation, and the units they consumed."""

    requests: Counter[str] = field(default_factory=Counter)
    units: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    @property
    def read_units(self) -> float:
        """Return the read request units."""
        return sum(units for operation, units in self.units.items() if operation in _READS)

    @property
    def write_units(self) -> float:
        """Return the write request units, those of the indexes included."""
        return sum(units for operation, units in self.units.items() if operation not in _READS)


_running: list[Meter] = []


@contextmanager
def metered() -> Iterator[Meter]:
    """Count what every store in this process asks of DynamoDB within the block."""
    meter = Meter()
    _running.append(meter)
    try:
        yield meter
    finally:
        _running.remove(meter)


def observe(operation: str, response: Mapping[str, object]) -> None:
    """Add one answered request to the meters that run."""
    consumed = cast("_Consumed | list[_Consumed]", response.get("ConsumedCapacity", []))
    tables = consumed if isinstance(consumed, list) else [consumed]
    for meter in _running:
        meter.requests[operation] += 1
        meter.units[operation] += sum(table["CapacityUnits"] for table in tables)
