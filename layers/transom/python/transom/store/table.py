"""The one table: reads and conditional writes through pynamodb, with our errors."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from botocore.model import OperationModel
from pynamodb.connection import Connection
from pynamodb.connection.base import MetaTable
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from transom.store import metering, schema
from transom.store.failures import Lost, changed, translated
from transom.store.items import Item

type Raw = dict[str, dict[str, str]]
"""An item as DynamoDB gives it."""

CONNECT_SECONDS = 1
READ_SECONDS = 5

_BATCH = 100


def absent() -> Condition:
    """Hold when the item is not there."""
    return Path(schema.PARTITION_KEY).does_not_exist()


def present() -> Condition:
    """Hold when the item is there."""
    return Path(schema.PARTITION_KEY).exists()


@dataclass(frozen=True, slots=True)
class Put:
    """Write a whole item, which must not be there before."""

    item: Item
    condition: Condition | None = field(default_factory=absent)
    lost: Lost = changed


@dataclass(frozen=True, slots=True)
class Update:
    """Change some attributes of an item, which must be there."""

    partition: str
    sort: str
    actions: Sequence[Action]
    condition: Condition | None = field(default_factory=present)
    lost: Lost = changed


@dataclass(frozen=True, slots=True)
class Delete:
    """Remove an item."""

    partition: str
    sort: str
    condition: Condition | None = None
    lost: Lost = changed


type Write = Put | Update | Delete


@dataclass(frozen=True, slots=True)
class Query:
    """A question to one partition of the table or of an index."""

    partition: str
    index: schema.Index | None = None
    range: Condition | None = None
    filter: Condition | None = None
    is_descending: bool = False
    is_consistent: bool = False
    limit: int | None = None
    """How many items are read in one request, those that the filter drops included."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The items of one request; `last` is the key that the next request starts after, or None at the end."""

    items: list[Raw]
    last: Raw | None = None


class Table:
    """A DynamoDB table; it raises errors of ours only."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._connection = Connection(
            region=os.environ.get("AWS_REGION"),
            connect_timeout_seconds=CONNECT_SECONDS,
            read_timeout_seconds=READ_SECONDS,
            max_retry_attempts=2,
            max_pool_connections=10,
        )
        self._connection.add_meta_table(MetaTable(dict(schema.definition(name))))
        self._connection.client.meta.events.register("after-call.dynamodb", _meter)

    def create(self) -> None:
        """Create the table, as the template would."""
        with translated():
            self._connection.dispatch("CreateTable", dict(schema.definition(self.name)))
            self._connection.update_time_to_live(self.name, schema.TIME_TO_LIVE)

    def get[I: Item](self, kind: type[I], partition: str, sort: str) -> I | None:
        """Return an item as it is now."""
        with translated():
            found = self._connection.get_item(self.name, partition, sort, consistent_read=True)
        return kind.from_raw_data(found["Item"]) if "Item" in found else None

    def get_many[I: Item](self, kind: type[I], keys: Iterable[tuple[str, str]], *, is_consistent: bool) -> list[I]:
        """Return those of the items that exist, in no order."""
        wanted = [{schema.PARTITION_KEY: partition, schema.SORT_KEY: sort} for partition, sort in dict.fromkeys(keys)]
        found: list[I] = []
        while wanted:
            batch, wanted = wanted[:_BATCH], wanted[_BATCH:]
            with translated():
                answer = self._connection.batch_get_item(self.name, batch, consistent_read=is_consistent)  # type: ignore[arg-type]  # keys are mappings, whatever its annotation says
            found += [kind.from_raw_data(raw) for raw in answer["Responses"].get(self.name, [])]
            wanted += answer.get("UnprocessedKeys", {}).get(self.name, {}).get("Keys", [])
        return found

    def ask(self, query: Query, start: Raw | None = None) -> Answer:
        """Ask once."""
        with translated():
            found = self._connection.query(
                self.name,
                query.partition,
                range_key_condition=query.range,
                filter_condition=query.filter,
                consistent_read=query.is_consistent,
                exclusive_start_key=start,
                index_name=query.index.name if query.index else None,
                limit=query.limit,
                scan_index_forward=not query.is_descending,
            )
        return Answer(found["Items"], found.get("LastEvaluatedKey"))

    def all(self, query: Query) -> Iterator[Raw]:
        """Ask until the partition has no more, as far as the caller reads."""
        answer = self.ask(query)
        yield from answer.items
        while answer.last:
            answer = self.ask(query, answer.last)
            yield from answer.items

    def write(self, *writes: Write) -> None:
        """Write everything or nothing: several writes are one transaction."""
        if len(writes) == 1:
            self.change(writes[0])
            return
        items = [{type(write).__name__: self._arguments(write)} for write in writes]
        with translated(*(write.lost for write in writes)):
            self._connection.dispatch("TransactWriteItems", {"TransactItems": items})

    def change(self, write: Write, *, returning: str = "NONE") -> Raw:
        """Make one write and return the item's attributes, before (`ALL_OLD`) or after (`ALL_NEW`)."""
        arguments = self._arguments(write) | {"ReturnValues": returning}
        with translated(write.lost):
            answer = self._connection.dispatch(f"{type(write).__name__}Item", arguments)
        attributes: Raw = answer.get("Attributes", {})
        return attributes

    def _arguments(self, write: Write) -> dict[str, object]:
        build = self._connection.get_operation_kwargs
        match write:
            case Put(item=item):
                attributes = item.serialize()
                partition, sort = attributes.pop(schema.PARTITION_KEY), attributes.pop(schema.SORT_KEY)
                return build(
                    self.name, partition["S"], sort["S"], key="Item", attributes=attributes, condition=write.condition
                )
            case Update():
                return build(self.name, write.partition, write.sort, actions=write.actions, condition=write.condition)
            case Delete():
                return build(self.name, write.partition, write.sort, condition=write.condition)


def create_table(name: str) -> None:
    """Create a table of this name with the keys and indexes that the store works with."""
    Table(name).create()


def _meter(model: OperationModel, parsed: Mapping[str, object], **_: object) -> None:
    metering.observe(model.name, parsed)
