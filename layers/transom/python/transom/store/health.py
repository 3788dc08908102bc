"""Health: when a connection was last heard of, and how much of it was not taken."""

from collections.abc import Iterable

from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from transom.model import Frozen, Instant
from transom.store.items import HealthItem, moment
from transom.store.table import Table, Update


class Health(Frozen):
    """How a connection does."""

    connection: str
    last_event_at: Instant | None = None
    refused: int = 0
    """Requests that did not prove who sent them."""
    quarantined: int = 0
    """Requests that were authentic and not understood."""


class HealthRecords:
    """The connections' health in the table."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def of(self, connections: Iterable[str]) -> dict[str, Health]:
        """Return the health of those connections that were ever heard of."""
        keys = [HealthItem.key(each) for each in connections]
        items = self._table.get_many(HealthItem, keys, is_consistent=False)
        found = (_health(item) for item in items)
        return {each.connection: each for each in found}

    def tell(self, health: Health) -> None:
        """Add what happened of late."""
        actions: list[Action] = [
            Path(name).add(count) for name, count in (("refused", health.refused), ("quarantined", health.quarantined))
        ]
        if health.last_event_at:
            actions.append(Path("last_event_at").set(moment(health.last_event_at)))
        self._table.write(Update(*HealthItem.key(health.connection), actions, condition=None))


def _health(item: HealthItem) -> Health:
    values = {name: value for name, value in item.attribute_values.items() if value is not None}
    return Health.model_validate({**values, "connection": item.pk.removeprefix("HEALTH#")})
