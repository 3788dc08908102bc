"""What one inbound Telegram message costs on its way through routing, auto-reply, clocks and sending.

The table is DynamoDB Local, whose returned capacity is counted; all other services are moto. Nothing is batched: each
function takes one message at a time, as on a quiet desk, so a busy one pays less. No console is open: each that is
would cost one push for each event. What a desk costs when nothing comes in, its logs and its traces are left out.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from itertools import count

import boto3
import httpx
import pytest
from moto.core.config import default_user_config
from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef
from mypy_boto3_sqs.type_defs import MessageTypeDef
from pydantic import JsonValue

from tools.bench.account import Account, accounted
from tools.bench.prices import dollars
from transom.model import ConnectionSpec
from transom.testing import cloud as resources
from transom.testing.cloud import Queue
from transom.testing.desk import DeskUnderTest
from transom.testing.fakes import Outbox
from transom.testing.samples import one_team

SECRET = {"token": "1:bench", "webhook_secret": "bench"}
ROUNDS = 5
"""How many messages are carried: the CPU time of an invocation is the least of all."""


class LocalCloud(resources.Cloud):
    """The resources, with the table on DynamoDB Local: its changes are what a scan finds new."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[str] = set()

    def changes(self) -> list[JsonValue]:
        """Return the oldest entry that was not returned before, as the stream would carry it."""
        items = boto3.client("dynamodb").scan(TableName=resources.ENVIRONMENT["TRANSOM_TABLE"])["Items"]
        keys = {str(item["sk"]["S"]): item for item in items}
        fresh = sorted(key for key in keys.keys() - self._seen if key.startswith("E#"))[:1]
        self._seen.update(fresh)
        return [_record(keys[key]) for key in fresh]

    def receive(self, queue: Queue) -> list[MessageTypeDef]:
        """Return one of the queue's messages."""
        messages = super().receive(queue)
        self.show_again(queue, messages[1:])
        return messages[:1]


def message_costs() -> dict[str, JsonValue]:
    """Return what a new customer's message costs, and one that follows it: requests, units, CPU time and dollars."""
    default_user_config["core"]["passthrough"] = {"urls": [r"https?://127\.0\.0\.1.*"]}
    with pytest.MonkeyPatch.context() as patch, _desk(patch) as desk:
        number = count(1)
        _carry(desk, next(number), chat=0)  # what a warm function has in memory
        first = [_account(desk, next(number), chat) for chat in range(1, ROUNDS + 1)]
        following = [_account(desk, next(number), chat=1) for _ in range(ROUNDS)]
    return {"first": _told(first), "next": _told(following)}


@contextmanager
def _desk(patch: pytest.MonkeyPatch) -> Iterator[DeskUnderTest]:
    patch.setattr(resources, "Cloud", LocalCloud)
    with resources.cloud(patch) as cloud:
        desk = DeskUnderTest(cloud, one_team(), Outbox(_telegram), patch)
        desk.connect(ConnectionSpec(id="bench", channel="telegram", name="Bench"), SECRET)
        desk.is_online("ana")
        yield desk


def _carry(desk: DeskUnderTest, number: int, chat: int) -> None:
    desk.now += timedelta(minutes=1)
    who = {"id": chat, "is_bot": False, "first_name": "Ana", "language_code": "en"}
    message = {"message_id": number, "from": who, "chat": {"id": chat, "type": "private", "first_name": "Ana"}}
    update = {"update_id": number, "message": {**message, "date": int(desk.now.timestamp()), "text": "Where is it?"}}
    headers = {"x-telegram-bot-api-secret-token": SECRET["webhook_secret"]}
    desk.hook("telegram", "bench", httpx.Request("POST", "http://bench", json=update).content, headers)
    desk.settle()


def _telegram(request: httpx.Request) -> httpx.Response:
    number = hash(request.content) % 10**9
    return httpx.Response(200, json={"ok": True, "result": {"message_id": number, "chat": {"id": 1}, "date": 0}})


def _account(desk: DeskUnderTest, number: int, chat: int) -> Account:
    with accounted(desk) as account:
        _carry(desk, number, chat)
    return account


def _told(accounts: list[Account]) -> dict[str, JsonValue]:
    account = accounts[-1]
    own = [[seconds for _, seconds in each.cpu] for each in accounts]
    cpu_seconds = sum(map(min, zip(*own, strict=True)))
    sums = dollars(account, cpu_seconds)
    return {
        "invocations": dict(account.functions),
        "invoked_by": dict(account.sources),
        "requests": dict(sorted(account.requests.items())),
        "dynamodb": {"write_units": account.write_units, "read_units": account.meter.read_units},
        "cpu_ms": round(cpu_seconds * 1000, 1),
        "usd_per_million": {**sums, "total": round(sum(sums.values()), 2)},
    }


def _record(item: Mapping[str, AttributeValueTypeDef]) -> JsonValue:
    image: dict[str, JsonValue] = {name: {"S": value["S"]} for name, value in item.items() if "S" in value}
    key: JsonValue = {name: image[name] for name in ("pk", "sk")}
    row: JsonValue = {"Keys": key, "NewImage": image, "SequenceNumber": "1", "ApproximateCreationDateTime": 0}
    return {"eventID": "1", "eventName": "INSERT", "eventSource": "aws:dynamodb", "dynamodb": row}
