"""The desk under test: everything that the deployed one does by itself happens when it is told to settle."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, TypedDict, cast

import pytest
from pydantic import JsonValue

from transom import clock, http
from transom.aws import clients, secrets
from transom.events import SOURCE, Event
from transom.ids import new_ulid
from transom.model import ConnectionSpec, Conversation, Desk, Entry, PresenceState
from transom.raw import PULLED, RELEASED
from transom.store import Store, store
from transom.testing.cloud import ENVIRONMENT, REGION, Cloud, Queue, environment
from transom.testing.fakes import Outbox, Sockets
from transom.testing.rest import ApiAnswer, rest_event

if TYPE_CHECKING:
    from mypy_boto3_sqs.type_defs import MessageTypeDef

BEGINNING = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
"""A Monday morning."""
TOKEN_KEY = "0123456789abcdef0123456789abcdef"
RELAY_BATCH = 100
PUSH = "before-send.apigatewaymanagementapi.PostToConnection"


class Context(NamedTuple):
    """What Lambda tells a handler of its invocation."""

    function_name: str
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = f"arn:aws:lambda:{REGION}:123456789012:function:test"
    aws_request_id: str = "00000000-0000-4000-8000-000000000000"

    def get_remaining_time_in_millis(self) -> int:
        """Return the time that the function has left."""
        return 30_000


class DeskUnderTest:
    """A desk whose time, providers and consoles are the test's."""

    def __init__(self, cloud: Cloud, spec: Desk, outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = BEGINNING
        self.cloud = cloud
        self.outbox = outbox
        self.sockets = Sockets()
        self._monkeypatch = monkeypatch
        self._held: list[JsonValue] = []
        monkeypatch.setattr(clock, "now", lambda: self.now)
        monkeypatch.setattr("httpx.HTTPTransport", outbox.transport)
        http.client.cache_clear()
        self._pushes = clients.client("apigatewaymanagementapi").meta.events
        self._pushes.register(PUSH, self.sockets.post)  # type: ignore[arg-type]  # its stubs know no handler that answers
        cloud.put_secret(ENVIRONMENT["TRANSOM_TOKEN_SECRET"], TOKEN_KEY)
        self._channels: dict[str, dict[str, JsonValue]] = {}
        self.apply(spec)

    @property
    def store(self) -> Store:
        """Return the desk's store, under the settings of now."""
        return store()

    def close(self) -> None:
        """Leave the clients as they were."""
        self._pushes.unregister(PUSH, self.sockets.post)  # type: ignore[arg-type]  # as above

    # ── arranging ────────────────────────────────────────────────────────────────────────────────────────────────────

    def apply(self, spec: Desk) -> None:
        """Apply a configuration."""
        self.store.desk.apply(spec)
        self.spec = spec
        for channel in {connection.channel for connection in spec.connections} - self._channels.keys():
            self.cloud.add_channel(channel)
            self.keep_secrets(channel, {})

    def connect(self, connection: ConnectionSpec, secret: Mapping[str, str]) -> None:
        """Add a connection with its secrets."""
        self.apply(self.spec.model_copy(update={"connections": (*self.spec.connections, connection)}))
        self.keep_secrets(connection.channel, {connection.id: {"current": dict(secret)}})

    def keep_secrets(self, channel: str, bundles: Mapping[str, JsonValue]) -> None:
        """Set the secrets of a channel's connections, as `{"<connection>": {"current": {...}, "previous": {...}}}`."""
        known = self._channels.setdefault(channel, {})
        known.update(bundles)
        self.cloud.put_secret(f"transom/test/{channel}", json.dumps(known))
        secrets.forget()

    def is_online(self, user_id: str) -> None:
        """Let an agent take new conversations."""
        self.store.desk.set_presence(user_id, PresenceState.ONLINE, self.now)

    def pass_time(self, span: timedelta) -> None:
        """Let time pass, and the clocks be checked."""
        self.now += span
        self.invoke("sla.check.handler", {"source": "aws.events", "detail-type": "Scheduled Event"})

    # ── from outside ─────────────────────────────────────────────────────────────────────────────────────────────────

    def hook(
        self,
        channel: str,
        connection: str,
        body: bytes,
        headers: Mapping[str, str] | None = None,
        query: str = "",
        *,
        method: str = "POST",
    ) -> dict[str, JsonValue]:
        """Send a webhook as the provider would; returns API Gateway's answer."""
        path = f"/hooks/{channel}/{connection}"
        event: dict[str, object] = {
            "version": "2.0",
            "routeKey": f"ANY /hooks/{channel}/{{connection}}",
            "rawPath": path,
            "rawQueryString": query,
            "headers": {"content-type": "application/json", **(headers or {})},
            "requestContext": {"http": {"method": method, "path": path}},
            "pathParameters": {"connection": connection},
            "body": body.decode(),
            "isBase64Encoded": False,
        }
        answer = self.invoke("channel_receive.handler.handler", event, channel=channel)
        return cast("dict[str, JsonValue]", answer)

    def topic(self, channel: str, body: bytes) -> None:
        """Tell a channel what another service of the account puts on its topic."""
        self.invoke("channel_receive.topic.handler", {"Records": [_told(body.decode())]}, channel=channel)

    def mail(self, raw: bytes, channel: str = "email") -> str:
        """Receive a mail as SES would: it is stored, and its function is told; returns where it is kept."""
        key = self.keep_mail(raw)
        self.announce_mail(key, channel)
        return key

    def keep_mail(self, raw: bytes) -> str:
        """Let a mail be stored, of which no function is told."""
        key = f"mail/{new_ulid(self.now)}"
        self.cloud.put_object(key, raw, self.now)
        return key

    def announce_mail(self, key: str, channel: str = "email") -> None:
        """Tell the function that takes mail of one that is stored."""
        self._announce("mail_receive.handler.handler", key, channel)

    def call(
        self,
        method: str,
        path: str,
        body: JsonValue = None,
        *,
        user: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> ApiAnswer:
        """Call the REST API; `user` is the id of the desk's user who is signed in."""
        signed_in = next((each for each in self.spec.users if each.id == user), None)
        event = rest_event(method, path, body, user=signed_in, headers=headers or {})
        answer = cast("dict[str, JsonValue]", self.invoke("api.app.handler", event))
        return ApiAnswer.model_validate(answer)

    # ── inside ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def settle(self) -> None:
        """Let everything happen that can happen now; what fails waits for the next time."""
        failed: dict[Queue, list[MessageTypeDef]] = {}
        waiting, self._held = self._held, []
        self._drain_spool()
        for key in [*self.cloud.keys(PULLED), *self.cloud.keys(RELEASED)]:
            self.announce_mail(key)
        while self._relay(waiting) | self._consume(failed):
            waiting = []
        for queue, messages in failed.items():
            self.cloud.show_again(queue, messages)

    def invoke(self, path: str, event: Mapping[str, object], *, channel: str = "") -> JsonValue:
        """Invoke a function by its handler's path, in the environment that the template gives it."""
        module, _, name = path.rpartition(".")
        variables = {"TRANSOM_CHANNEL": channel, "TRANSOM_SECRET": f"transom/test/{channel}"} if channel else {}
        with environment(self._monkeypatch, variables):
            handler = getattr(import_module(module), name)
            answer = handler(json.loads(json.dumps(event)), Context(module))
            return cast("JsonValue", json.loads(json.dumps(answer)))

    def _relay(self, waiting: list[JsonValue]) -> bool:
        """Carry what waited and what is new; after a failure the stream stands still until things settle again."""
        if self._held:
            return False
        changes = waiting + self.cloud.changes()
        for start in range(0, len(changes), RELAY_BATCH):
            batch = changes[start : start + RELAY_BATCH]
            answer = cast("_Answer", self.invoke("relay.handler.handler", {"Records": batch}))
            if failures := answer["batchItemFailures"]:
                self._held = _from(failures[0]["itemIdentifier"], changes)
                return False
        return bool(changes)

    def _consume(self, failed: dict[Queue, list["MessageTypeDef"]]) -> bool:
        is_busy = False
        for queue in self.cloud.queues:
            if messages := self.cloud.receive(queue):
                is_busy = True
                failed.setdefault(queue, []).extend(self._feed(queue, messages))
        return is_busy

    def _feed(self, queue: Queue, messages: "Sequence[MessageTypeDef]") -> "list[MessageTypeDef]":
        """Give a batch to the queue's function; returns what it could not do."""
        event = {"Records": [_record(queue, message) for message in messages]}
        answer = cast("_Answer", self.invoke(queue.handler, event, channel=queue.channel))
        failures = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
        self.cloud.done(queue, [message for message in messages if message["MessageId"] not in failures])
        return [message for message in messages if message["MessageId"] in failures]

    def _drain_spool(self) -> None:
        for channel in self._channels:
            for key in self.cloud.keys(f"spool/{channel}/"):
                self._announce("channel_receive.drain.handler", key, channel)

    def _announce(self, handler: str, key: str, channel: str) -> None:
        """Tell a function of a new object, as S3 does through EventBridge and a queue."""
        body = {"source": "aws.s3", "detail-type": "Object Created", "detail": {"object": {"key": key}}}
        self.invoke(handler, {"Records": [_told(json.dumps(body))]}, channel=channel)

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def conversations(self) -> list[Conversation]:
        """Return every conversation, the one begun first before the others."""
        teams = [team.id for team in self.spec.teams]
        found = self.store.conversations.page(teams=teams, limit=100).items
        return sorted(found, key=lambda conversation: (conversation.created_at, conversation.id))

    @property
    def conversation(self) -> Conversation:
        """Return the only conversation."""
        (only,) = self.conversations
        return only

    def timeline(self, conversation_id: str | None = None) -> list[Entry]:
        """Return a conversation's entries, oldest first, each message followed by what is about it."""
        moments = self.store.timeline.page(conversation_id or self.conversation.id, limit=100).items
        return [entry for moment in reversed(moments) for entry in (moment.entry, *moment.beneath)]

    def event_of(self, entry: Entry) -> str:
        """Return what EventBridge puts on a consumer's queue for an entry."""
        event = Event.of(entry)
        detail = event.model_dump(mode="json")
        return json.dumps({"source": SOURCE, "detail-type": event.name, "detail": detail})

    def queue(self, name: str) -> Queue:
        """Return a queue by a part of its name."""
        return next(queue for queue in self.cloud.queues if name in queue.url)


class _Failure(TypedDict):
    itemIdentifier: str


class _Answer(TypedDict):
    batchItemFailures: list[_Failure]


def _from(sequence: str, changes: Sequence[JsonValue]) -> list[JsonValue]:
    """Return the changes from a sequence number on."""
    numbers = [cast("dict[str, dict[str, str]]", change)["dynamodb"]["SequenceNumber"] for change in changes]
    return list(changes[numbers.index(sequence) :])


def _told(body: str) -> dict[str, object]:
    """Return a queue's record as Lambda gets it, where nothing but its body matters."""
    return {"messageId": "told", "body": body, "eventSource": "aws:sqs", "attributes": {"ApproximateReceiveCount": "1"}}


def _record(queue: Queue, message: "MessageTypeDef") -> dict[str, object]:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "messageAttributes": {},
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": queue.arn,
        "awsRegion": REGION,
    }
