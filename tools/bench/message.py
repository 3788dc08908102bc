"""What one inbound Telegram message costs on its way through routing, auto-reply, clocks and sending.

The table is DynamoDB Local, whose returned capacity is counted; all other services are moto. Nothing is batched: each
function takes one message at a time, as on a quiet desk, so a busy one pays less.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import boto3
import httpx
import pytest
from moto.core.botocore_stubber import BotocoreStubber
from moto.core.config import default_user_config
from pydantic import JsonValue

from tools.bench.prices import LAMBDA_GB_SECOND, PER_MILLION
from transom.model import ConnectionSpec
from transom.store.metering import Meter, metered
from transom.testing import cloud as resources
from transom.testing.desk import DeskUnderTest
from transom.testing.fakes import Outbox
from transom.testing.samples import one_team

MEMORY_GB = 0.5
SECRET = {"token": "1:bench", "webhook_secret": "bench"}


@dataclass(slots=True)
class Account:
    """What was asked of AWS, and the CPU time of our own code."""

    requests: Counter[str] = field(default_factory=Counter)
    invocations: int = 0
    cpu_seconds: float = 0.0
    emulated_seconds: float = 0.0


class LocalCloud(resources.Cloud):
    """The resources, with the table on DynamoDB Local: its changes are what a scan finds new."""

    def changes(self) -> list[JsonValue]:
        """Return the entries and presences written since the last call, as the stream would carry them."""
        self._seen: set[str] = getattr(self, "_seen", set())
        client = boto3.client("dynamodb")
        items = client.scan(TableName=resources.ENVIRONMENT["TRANSOM_TABLE"])["Items"]
        fresh = [item for item in items if item["sk"]["S"].startswith("E#") and item["sk"]["S"] not in self._seen]
        self._seen |= {item["sk"]["S"] for item in fresh}
        return [_record(item) for item in sorted(fresh, key=lambda item: item["sk"]["S"])]


def message_costs() -> dict[str, JsonValue]:
    """Return what a new customer's message costs, and one that follows it: requests, units, CPU time and dollars."""
    default_user_config["core"]["passthrough"] = {"urls": [r"https?://127\.0\.0\.1.*"]}
    with pytest.MonkeyPatch.context() as patch, _cloud(patch) as cloud:
        desk = DeskUnderTest(cloud, one_team(), Outbox(_telegram), patch)
        desk.connect(ConnectionSpec(id="bench", channel="telegram", name="Bench"), SECRET)
        desk.is_online("ana")
        _carry(desk, 1, 1)  # what a warm function has in memory
        return {"first": _cost(desk, lambda: _carry(desk, 2, 2)), "next": _cost(desk, lambda: _carry(desk, 3, 2))}


@contextmanager
def _cloud(patch: pytest.MonkeyPatch) -> Iterator[resources.Cloud]:
    patch.setattr(resources, "Cloud", LocalCloud)
    with resources.cloud(patch) as cloud:
        yield cloud


def _carry(desk: DeskUnderTest, number: int, chat: int) -> None:
    who = {"id": chat, "is_bot": False, "first_name": "Ana", "language_code": "en"}
    message = {"message_id": number, "from": who, "chat": {"id": chat, "type": "private", "first_name": "Ana"}}
    update = {"update_id": number, "message": {**message, "date": int(desk.now.timestamp()), "text": "Where is it?"}}
    headers = {"x-telegram-bot-api-secret-token": SECRET["webhook_secret"]}
    desk.hook("telegram", "bench", httpx.Request("POST", "http://bench", json=update).content, headers)
    desk.settle()


def _telegram(request: httpx.Request) -> httpx.Response:
    number = hash(request.content) % 10**9
    return httpx.Response(200, json={"ok": True, "result": {"message_id": number, "chat": {"id": 1}, "date": 0}})


def _cost(desk: DeskUnderTest, carry: Callable[[], None]) -> dict[str, JsonValue]:
    with metered() as meter, _accounted(desk) as account:
        carry()
    own = account.cpu_seconds - account.emulated_seconds
    dollars = _dollars(account, meter, own)
    return {
        "requests": {**dict(sorted(account.requests.items())), "lambda": account.invocations},
        "dynamodb": {"write_units": meter.write_units, "read_units": meter.read_units, **meter.requests},
        "cpu_ms": round(own * 1000, 1),
        "usd_per_million": {**dollars, "total": round(sum(dollars.values()), 2)},
    }


@contextmanager
def _accounted(desk: DeskUnderTest) -> Iterator[Account]:
    """Count requests and CPU time of every function that the desk invokes; moto's own time is taken out."""
    account = Account()
    invoke, stub = desk.invoke, BotocoreStubber.__call__

    def counted(*args: object, **kwargs: object) -> JsonValue:
        account.invocations += 1
        began = time.process_time()
        answer = invoke(*args, **kwargs)  # type: ignore[arg-type]
        account.cpu_seconds += time.process_time() - began
        return answer

    def timed(self: BotocoreStubber, event_name: str, request: object, **kwargs: object) -> object:
        began = time.process_time()
        account.requests[event_name.split(".")[1]] += 1
        answer = stub(self, event_name, request, **kwargs)  # type: ignore[arg-type]
        account.emulated_seconds += time.process_time() - began
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk, "invoke", counted)
        patch.setattr(BotocoreStubber, "__call__", timed)
        yield account


def _dollars(account: Account, meter: Meter, own_seconds: float) -> dict[str, float]:
    """Return dollars for a million messages by service; a queue is sent to, received from and deleted from."""
    consumed = account.invocations - account.requests["events"] - 1
    sums = {
        "http_api": PER_MILLION["http_api.request"],
        "lambda": account.invocations * PER_MILLION["lambda.request"]
        + own_seconds * MEMORY_GB * LAMBDA_GB_SECOND * 1e6,
        "dynamodb": meter.write_units * PER_MILLION["dynamodb.write_unit"]
        + meter.read_units * PER_MILLION["dynamodb.read_unit"],
        "events": account.requests["events"] * PER_MILLION["events.put"],
        "sqs": 3 * consumed * PER_MILLION["sqs.standard"],
    }
    return {name: round(value, 2) for name, value in sums.items()}


def _record(item: dict[str, dict[str, str]]) -> JsonValue:
    key = {"pk": item["pk"], "sk": item["sk"]}
    return {
        "eventID": item["sk"]["S"],
        "eventName": "INSERT",
        "eventSource": "aws:dynamodb",
        "dynamodb": {"Keys": key, "NewImage": item, "SequenceNumber": item["sk"]["S"]},  # type: ignore[dict-item]
    }
