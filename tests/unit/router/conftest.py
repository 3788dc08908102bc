"""The store's table, for what routes on it."""

from copy import copy, deepcopy
from typing import Protocol

import pytest
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.table import Table

from tests.unit.store.conftest import dynamodb, session, store

__all__ = ["dynamodb", "session", "store"]

type _Operation = dict[str, dict[str, dict[str, dict[str, str]]]]


class _Keyed(Protocol):
    value: str


@pytest.fixture
def quick_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let moto set aside, before a transaction, only the items that it touches, and not the whole table."""
    touched: set[tuple[str, str]] = set()
    transact = DynamoDBBackend.transact_write_items

    def noting(backend: DynamoDBBackend, operations: list[_Operation]) -> None:
        touched.clear()
        for each in operations:
            (operation,) = each.values()
            key = operation.get("Key", operation.get("Item", {}))
            touched.add((key["pk"]["S"], key["sk"]["S"]))
        transact(backend, operations)

    def backup(table: Table, _memo: object) -> Table:
        kept = copy(table)
        kept.items = copy(table.items)
        partitions = {_value(key): key for key in table.items}
        for partition, sort in touched:
            if key := partitions.get(partition):
                rows = {_value(each): each for each in table.items[key]}
                kept.items[key] = copy(kept.items[key])
                if row := rows.get(sort):
                    kept.items[key][row] = deepcopy(table.items[key][row])
        return kept

    monkeypatch.setattr(DynamoDBBackend, "transact_write_items", noting)
    monkeypatch.setattr(Table, "__deepcopy__", backup, raising=False)


def _value(key: _Keyed) -> str:
    return key.value
