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
    """Let moto set aside, before a transaction, only the partitions that it touches, and not the whole table."""
    touched: set[str] = set()
    transact = DynamoDBBackend.transact_write_items

    def noting(backend: DynamoDBBackend, operations: list[_Operation]) -> None:
        touched.clear()
        for each in operations:
            (operation,) = each.values()
            touched.add(operation.get("Key", operation.get("Item", {}))["pk"]["S"])
        transact(backend, operations)

    def backup(table: Table, _memo: object) -> Table:
        kept = copy(table)
        kept.items = copy(table.items)
        for key in [key for key in table.items if _value(key) in touched]:
            kept.items[key] = deepcopy(table.items[key])
        return kept

    monkeypatch.setattr(DynamoDBBackend, "transact_write_items", noting)
    monkeypatch.setattr(Table, "__deepcopy__", backup, raising=False)


def _value(key: _Keyed) -> str:
    return key.value
