"""What one message asks of AWS while it is carried: invocations, requests, capacity units and CPU time."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import cast

import pytest
from botocore.httpsession import URLLib3Session
from moto.core.botocore_stubber import BotocoreStubber
from pydantic import JsonValue
from pynamodb.connection.base import Connection

from transom.store import metering
from transom.store.metering import Meter, metered
from transom.store.table import Table, Write
from transom.testing.desk import DeskUnderTest


@dataclass(slots=True)
class Account:
    """What one message asked for, and by what each function was invoked."""

    meter: Meter
    cpu: list[tuple[str, float]] = field(default_factory=list)
    """Each invocation's function and CPU seconds, those of moto in the place of AWS left out."""
    sources: Counter[str] = field(default_factory=Counter)
    requests: Counter[str] = field(default_factory=Counter)
    prepared_units: float = 0.0
    """What transactions cost beyond the same writes one by one."""
    emulated_seconds: float = 0.0
    is_running: bool = False
    is_transaction: bool = False

    @property
    def functions(self) -> Counter[str]:
        """Return how often each function was invoked."""
        return Counter(function for function, _ in self.cpu)

    @property
    def write_units(self) -> float:
        """Return the write units of everything."""
        return self.meter.write_units + self.prepared_units


@contextmanager
def timed(desk: DeskUnderTest) -> Iterator[Account]:
    """Count the invocations within the block, and the CPU time of each."""
    with metered() as meter, pytest.MonkeyPatch.context() as patch:
        account = Account(meter)
        patch.setattr(desk, "invoke", _counting(account, desk.invoke))
        patch.setattr(BotocoreStubber, "__call__", _timing(account, BotocoreStubber.__call__))
        patch.setattr(URLLib3Session, "send", _left_out(account, URLLib3Session.send))
        yield account


@contextmanager
def accounted(desk: DeskUnderTest) -> Iterator[Account]:
    """Count all that the desk's functions do within the block."""
    with timed(desk) as account, pytest.MonkeyPatch.context() as patch:
        sent = len(desk.outbox.requests)
        patch.setattr(Connection, "get_consumed_capacity_map", lambda *_: {"ReturnConsumedCapacity": "INDEXES"})
        patch.setattr(Table, "write", _one_by_one(account, Table.write))
        patch.setattr(metering, "observe", _observing(account, metering.observe))
        yield account
        account.requests["provider"] = len(desk.outbox.requests) - sent


def _counting(account: Account, invoke: Callable[..., JsonValue]) -> Callable[..., JsonValue]:
    def counted(path: str, event: Mapping[str, object], *, channel: str = "") -> JsonValue:
        emulated, began = account.emulated_seconds, time.process_time()
        account.is_running = True
        answer = invoke(path, event, channel=channel)
        account.is_running = False
        own = time.process_time() - began - (account.emulated_seconds - emulated)
        account.cpu.append((path.rpartition(".")[0], own))
        account.sources[_source(event)] += 1
        return answer

    return counted


def _timing(account: Account, stub: Callable[..., object]) -> Callable[..., object]:
    def timed(self: BotocoreStubber, event_name: str, request: object, **kwargs: object) -> object:
        began = time.process_time()
        answer = stub(self, event_name, request, **kwargs)
        account.emulated_seconds += time.process_time() - began
        if account.is_running and not account.is_transaction:
            account.requests[event_name.partition(".")[2]] += 1
        return answer

    return timed


def _left_out(account: Account, send: Callable[..., object]) -> Callable[..., object]:
    """Leave out the time on the way to DynamoDB Local, which stands where moto is else."""

    def sent(session: URLLib3Session, request: object) -> object:
        began = time.process_time()
        answer = send(session, request)
        account.emulated_seconds += time.process_time() - began
        return answer

    return sent


def _source(event: Mapping[str, object]) -> str:
    """Return what an invocation comes by: the web, the table's stream, or a queue."""
    if "Records" not in event:
        return "http_api"
    record, *_ = cast("list[dict[str, str]]", event["Records"])
    queue = record.get("eventSourceARN")
    if queue is None:
        return "stream"
    return "sqs.fifo" if queue.endswith(".fifo") else "sqs.standard"


def _one_by_one(account: Account, write: Callable[..., None]) -> Callable[..., None]:
    """Make the writes of a transaction singly, as DynamoDB Local counts those of one with indexes up to four times."""

    def split(self: Table, *writes: Write) -> None:
        began, account.is_transaction = time.process_time(), len(writes) > 1
        for each in writes:
            write(self, each)
        if account.is_transaction:
            account.requests["dynamodb.TransactWriteItems"] += 1
            account.emulated_seconds += (time.process_time() - began) * (1 - 1 / len(writes))
        account.is_transaction = False

    return split


def _observing(account: Account, observe: Callable[..., None]) -> Callable[..., None]:
    """In a transaction AWS counts what the table itself takes twice, and what its indexes take once."""

    def observed(operation: str, response: Mapping[str, Mapping[str, Mapping[str, float]]]) -> None:
        observe(operation, response)
        if account.is_transaction:
            account.prepared_units += response["ConsumedCapacity"]["Table"]["CapacityUnits"]

    return observed
