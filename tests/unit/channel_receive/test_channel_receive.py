"""The door for webhooks."""

import json
from collections.abc import Mapping

import boto3
import pytest

from tests.samples import hook_event, hook_request
from transom import raw
from transom.errors import UnavailableError, UnknownKeyError
from transom.model import ConnectionSpec
from transom.provider.proof import hmac_base64
from transom.store import create_table
from transom.testing.cloud import ENVIRONMENT
from transom.testing.desk import DeskUnderTest

TELEGRAM = ConnectionSpec(id="demo-telegram", channel="telegram", name="Shop bot")
LINE = ConnectionSpec(id="demo-line", channel="line", name="Shop on LINE")
SECRET = {"token": "123456:ABC", "webhook_secret": "sample-webhook-secret"}
HEADERS = {"x-telegram-bot-api-secret-token": "sample-webhook-secret"}
TEXT = hook_request("telegram/text").body


@pytest.fixture(autouse=True)
def connected(desk: DeskUnderTest) -> None:
    """Connect a bot."""
    desk.connect(TELEGRAM, SECRET)


def status(desk: DeskUnderTest, body: bytes = TEXT, **changes: object) -> object:
    """Return the status that a webhook is answered with, after checking that a refusal says nothing."""
    connection = str(changes.get("connection", "demo-telegram"))
    headers = changes.get("headers", HEADERS)
    assert isinstance(headers, Mapping)
    answer = desk.hook("telegram", connection, body, headers)
    assert answer["body"] == ""
    return answer["statusCode"]


def break_table() -> None:
    """Make every request to the table fail."""
    boto3.client("dynamodb").delete_table(TableName=ENVIRONMENT["TRANSOM_TABLE"])


def fail(*_: object, **__: object) -> None:
    """Stand for a service that does not answer."""
    raise UnavailableError("it does not answer")


def test_a_sample_event_is_stored(desk: DeskUnderTest) -> None:
    """As API Gateway sends it."""
    answer = desk.invoke("channel_receive.handler.handler", hook_event("telegram/text"), channel="telegram")
    assert answer == {"statusCode": 200, "headers": {}, "body": ""}
    [entry] = desk.timeline()
    assert entry.text == "Where is my order 10428? 📦"


def test_the_same_message_again_is_acknowledged_and_stored_once(desk: DeskUnderTest) -> None:
    """Providers send again what they believe lost."""
    assert [status(desk), status(desk)] == [200, 200]
    assert len(desk.timeline()) == 1


def test_a_wrong_secret_is_401(desk: DeskUnderTest) -> None:
    """And nothing is kept."""
    assert status(desk, headers={"x-telegram-bot-api-secret-token": "guessed"}) == 401
    assert status(desk, headers={}) == 401
    assert desk.conversations == []


def test_a_key_that_is_not_known_is_asked_for(desk: DeskUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the next poll: the request itself is refused."""

    def unknown(*_: object) -> None:
        raise UnknownKeyError("the key is not known")

    desk.store.cursors.set("demo-telegram", "yesterday")
    monkeypatch.setattr("channels.telegram.inbound.verify", unknown)
    assert status(desk) == 401
    assert desk.store.cursors.get("demo-telegram") == ""


def test_an_unknown_connection_is_404(desk: DeskUnderTest) -> None:
    """So is one of another channel, and one that is switched off."""
    other = ConnectionSpec(id="demo-email", channel="email", name="Mail")
    off = ConnectionSpec(id="old-bot", channel="telegram", name="Old bot", is_enabled=False)
    desk.connect(other, {})
    desk.connect(off, SECRET)
    for connection in ("nobody", "demo-email", "old-bot"):
        assert status(desk, connection=connection) == 404


def test_a_body_over_the_limit_is_413(desk: DeskUnderTest) -> None:
    """Before anything else is looked at."""
    assert status(desk, b"x" * 1_000_001, headers={}) == 413


def test_what_is_not_understood_is_kept_in_quarantine_and_acknowledged(desk: DeskUnderTest) -> None:
    """With its reason, and with the whole request in the bucket."""
    body = hook_request("telegram/unreadable_html").body
    assert status(desk, body) == 200
    [record] = desk.store.quarantine.page().items
    assert (record.channel, record.connection) == ("telegram", "demo-telegram")
    assert "update of the Bot API" in record.reason
    assert desk.cloud.keys("quarantine/") == [record.key]


def test_without_the_table_it_is_spooled_and_acknowledged_and_later_drained(desk: DeskUnderTest) -> None:
    """The secrets are enough to verify; what was spooled is stored when the table is back, once."""
    break_table()
    assert status(desk) == 200
    assert status(desk, headers={"x-telegram-bot-api-secret-token": "guessed"}) == 401
    assert status(desk, connection="nobody") == 404
    [key] = desk.cloud.keys("spool/telegram/demo-telegram/")
    assert drained(desk, key) == [key]
    create_table(ENVIRONMENT["TRANSOM_TABLE"])
    desk.apply(desk.spec)
    assert drained(desk, key) == []
    assert [entry.text for entry in desk.timeline()] == ["Where is my order 10428? 📦"]
    assert desk.cloud.keys("spool/") == []
    assert drained(desk, key) == []
    assert len(desk.timeline()) == 1


def test_a_table_that_fails_while_it_is_written_is_no_loss_either(
    desk: DeskUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection could still be read."""
    monkeypatch.setattr("transom.intake.receive", fail)
    assert status(desk) == 200
    assert len(desk.cloud.keys("spool/telegram/demo-telegram/")) == 1


def test_without_table_and_bucket_the_provider_is_told_to_come_again(
    desk: DeskUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A 200 would be a lie."""
    monkeypatch.setattr("transom.aws.blobs.put", fail)
    break_table()
    assert status(desk) == 503


def test_a_spooled_request_of_a_connection_that_is_gone_is_quarantined(desk: DeskUnderTest) -> None:
    """Nobody waits for it for ever, and nothing is lost."""
    break_table()
    status(desk)
    create_table(ENVIRONMENT["TRANSOM_TABLE"])
    [key] = desk.cloud.keys("spool/")
    assert drained(desk, key) == []
    assert desk.cloud.keys("spool/") == []
    [record] = desk.store.quarantine.page().items
    assert record.connection == "demo-telegram"


def drained(desk: DeskUnderTest, key: str) -> list[str]:
    """Tell the drain of an object; returns what it could not take."""
    body = json.dumps({"detail-type": "Object Created", "detail": {"object": {"key": key}}})
    event = {"Records": [{"messageId": key, "body": body, "eventSource": "aws:sqs", "attributes": {}}]}
    answer = desk.invoke("channel_receive.drain.handler", event, channel="telegram")
    assert isinstance(answer, dict)
    failures = answer["batchItemFailures"]
    assert isinstance(failures, list)
    return [str(failure["itemIdentifier"]) for failure in failures if isinstance(failure, dict)]


def test_what_is_understood_of_a_batch_is_stored_and_the_request_kept_once(desk: DeskUnderTest) -> None:
    """Both messages around a bad item arrive, and a retry out of quarantine doubles neither."""
    desk.connect(LINE, {"channel_secret": "s"})
    events = [_line("1"), {"type": "message"}, {"type": 5}, _line("2")]
    body = json.dumps({"destination": "U", "events": events}).encode()
    answer = desk.hook("line", "demo-line", body, {"x-line-signature": hmac_base64("s", body)})
    assert answer["statusCode"] == 200
    assert [entry.text for entry in desk.timeline()] == ["text 1", "text 2"]
    [record] = desk.store.quarantine.page().items
    assert "timestamp: missing" in record.reason
    raw.replay(record)
    desk.settle()
    assert [entry.text for entry in desk.timeline() if entry.name == "message.received"] == ["text 1", "text 2"]


def _line(number: str) -> dict[str, object]:
    message = {"id": number, "type": "text", "text": f"text {number}"}
    source = {"type": "user", "userId": "U1"}
    return {"type": "message", "timestamp": 1794820349501, "source": source, "message": message}
