"""The desk's AWS resources on moto: table, bus, queues, bucket and secrets, wired as the template says."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import pytest
from moto import mock_aws
from moto.dynamodb.models import dynamodb_backends
from pydantic import JsonValue

from transom import settings
from transom.aws import clients, secrets
from transom.provider import renewal
from transom.store import create_table, store
from transom.testing.template import Consumer, consumers, fits, send_attempts, stream_filters

if TYPE_CHECKING:
    from mypy_boto3_sqs.literals import QueueAttributeNameType
    from mypy_boto3_sqs.type_defs import MessageTypeDef

ACCOUNT = "123456789012"
REGION = "us-east-1"
HIDDEN_SECONDS = 43_000
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_REGION": REGION,
    "AWS_DEFAULT_REGION": REGION,
    "POWERTOOLS_METRICS_NAMESPACE": "Transom",
    "TRANSOM_STAGE": "test",
    "TRANSOM_TABLE": "transom-test",
    "TRANSOM_BUS": "transom-test",
    "TRANSOM_BUCKET": "transom-test",
    "TRANSOM_SEND_QUEUES": f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/transom-test-send-",
    "TRANSOM_DEAD_LETTERS": f"https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/transom-test-relay-dlq",
    "TRANSOM_SOCKETS": f"https://sockets.execute-api.{REGION}.amazonaws.com/live",
    "TRANSOM_TOKEN_SECRET": "transom/test/token",
    "TRANSOM_FROM": "support@northwind.example",
    "TRANSOM_HOOKS": "https://hooks.example.com/hooks",
    "TRANSOM_DESK": "https://desk.example.com",
    "TRANSOM_CHANNELS": "email form telegram",
}


class Queue(NamedTuple):
    """A queue, its dead letters, and the function that it feeds; `channel` is set where the function is a channel's."""

    url: str
    dead_letters: str
    handler: str
    channel: str = ""

    @property
    def arn(self) -> str:
        """Return the queue's ARN."""
        return _arn(self.url)


class Cloud:
    """The resources; everything in here is what AWS does by itself."""

    def __init__(self) -> None:
        self._sqs = clients.client("sqs")
        self._events = clients.client("events")
        self._carried = 0
        self.queues: list[Queue] = []
        dead = self._sqs.create_queue(QueueName="transom-test-relay-dlq")["QueueUrl"]
        self.stream = Queue("", dead, "relay.handler.handler")
        name = ENVIRONMENT["TRANSOM_TABLE"]
        self._s3 = clients.client("s3")
        self._s3.create_bucket(Bucket=name)
        clients.client("ses").verify_domain_identity(Domain=ENVIRONMENT["TRANSOM_FROM"].rpartition("@")[2])
        self._events.create_event_bus(Name=name)
        create_table(name)
        for consumer in consumers():
            self.subscribe(consumer)

    def subscribe(self, consumer: Consumer) -> None:
        """Put a consumer behind the bus: a rule, a queue with dead letters, a function."""
        queue = self._queue(consumer.name, consumer.handler, max_receives=consumer.max_receives)
        bus = ENVIRONMENT["TRANSOM_BUS"]
        self._events.put_rule(Name=consumer.name, EventBusName=bus, EventPattern=json.dumps(consumer.pattern))
        self._events.put_targets(Rule=consumer.name, EventBusName=bus, Targets=[{"Id": "queue", "Arn": queue.arn}])

    def add_channel(self, channel: str) -> None:
        """Give a channel its send queue."""
        self._queue(
            f"transom-test-send-{channel}",
            "channel_send.handler.handler",
            max_receives=send_attempts(),
            channel=channel,
        )

    def put_secret(self, name: str, value: str) -> None:
        """Create a secret, or give it another value."""
        manager = clients.client("secretsmanager")
        try:
            manager.create_secret(Name=name, SecretString=value)
        except manager.exceptions.ResourceExistsException:
            manager.put_secret_value(SecretId=name, SecretString=value)

    def put_object(self, key: str, content: bytes, at: datetime) -> None:
        """Put an object into the data bucket, as at a moment of the test's time."""
        from moto.s3.models import s3_backends  # noqa: PLC0415 - slow, and only for what comes through the bucket

        self._s3.put_object(Bucket=ENVIRONMENT["TRANSOM_BUCKET"], Key=key, Body=content)
        s3_backends[ACCOUNT]["aws"].buckets[ENVIRONMENT["TRANSOM_BUCKET"]].keys[key].last_modified = at.replace(
            tzinfo=None
        )

    def keys(self, prefix: str) -> list[str]:
        """Return the keys of the data bucket under a prefix."""
        answer = self._s3.list_objects_v2(Bucket=ENVIRONMENT["TRANSOM_BUCKET"], Prefix=prefix)
        return [item["Key"] for item in answer.get("Contents", [])]

    def changes(self) -> list[JsonValue]:
        """Return what of the table's stream the relay is given since the last call, as Lambda hands it over."""
        # moto's stream API loses its place when a transaction is undone; the shard itself does not
        shard = dynamodb_backends[ACCOUNT][REGION].get_table(ENVIRONMENT["TRANSOM_TABLE"]).stream_shard
        records = [record.to_json() for record in shard.items[self._carried :]] if shard else []
        self._carried += len(records)
        told = [json.loads(json.dumps(record, default=_timestamp)) for record in records]
        return [record for record in told if any(fits(record, pattern) for pattern in stream_filters())]

    def receive(self, queue: Queue) -> "list[MessageTypeDef]":
        """Return a batch of the queue's messages, which nobody else sees until they are shown again."""
        answer = self._sqs.receive_message(
            QueueUrl=queue.url,
            MaxNumberOfMessages=10,
            VisibilityTimeout=HIDDEN_SECONDS,
            MessageSystemAttributeNames=["All"],
        )
        return answer.get("Messages", [])

    def done(self, queue: Queue, messages: "Iterable[MessageTypeDef]") -> None:
        """Take messages off their queue."""
        for message in messages:
            self._sqs.delete_message(QueueUrl=queue.url, ReceiptHandle=message["ReceiptHandle"])

    def show_again(self, queue: Queue, messages: "Iterable[MessageTypeDef]") -> None:
        """Let messages that failed be received once more."""
        for message in messages:
            self._sqs.change_message_visibility(
                QueueUrl=queue.url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0
            )

    def put(self, queue: Queue, body: str) -> None:
        """Put a message on a queue, as an operator might."""
        self._sqs.send_message(QueueUrl=queue.url, MessageBody=body)

    def dead_letters(self, queue: Queue) -> list[str]:
        """Return the bodies that a queue gave up, and leave them there."""
        answer = self._sqs.receive_message(QueueUrl=queue.dead_letters, MaxNumberOfMessages=10, VisibilityTimeout=0)
        return [message["Body"] for message in answer.get("Messages", [])]

    def mails(self) -> list[bytes]:
        """Return the mails that SES was given, oldest first."""
        from moto.ses.models import ses_backends  # noqa: PLC0415 - slow, and only for mail

        sent = ses_backends[ACCOUNT][REGION].sent_messages
        return [raw if isinstance(raw, bytes) else raw.encode() for raw in (message.raw_data for message in sent)]

    def _queue(self, name: str, handler: str, *, max_receives: int, channel: str = "") -> Queue:
        kind: dict[QueueAttributeNameType, str] = {"FifoQueue": "true"} if channel else {}
        end = ".fifo" if channel else ""
        dead = self._sqs.create_queue(QueueName=f"{name}-dlq{end}", Attributes=kind)["QueueUrl"]
        redrive = json.dumps({"deadLetterTargetArn": _arn(dead), "maxReceiveCount": max_receives})
        url = self._sqs.create_queue(QueueName=name + end, Attributes={**kind, "RedrivePolicy": redrive})["QueueUrl"]
        queue = Queue(url, dead, handler, channel)
        self.queues.append(queue)
        return queue


# clients that were made before moto was imported would reach AWS; the later ones serve test after test
clients.forget()


@contextmanager
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    """Give a test AWS of its own."""
    with mock_aws(), environment(monkeypatch, ENVIRONMENT):
        secrets.forget()
        renewal.renewed()
        store.cache_clear()
        yield Cloud()
    store.cache_clear()


@contextmanager
def environment(monkeypatch: pytest.MonkeyPatch, variables: Mapping[str, str]) -> Iterator[None]:
    """Set variables of a function's environment."""
    with monkeypatch.context() as scope:
        for name, value in variables.items():
            scope.setenv(name, value)
        settings.settings.cache_clear()
        yield
    settings.settings.cache_clear()


def _arn(url: str) -> str:
    return f"arn:aws:sqs:{REGION}:{ACCOUNT}:{url.rpartition('/')[2]}"


def _timestamp(value: object) -> float:
    if isinstance(value, datetime):
        return value.timestamp()
    raise TypeError(type(value).__name__)
