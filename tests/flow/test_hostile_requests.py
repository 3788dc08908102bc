"""What strangers and bad days send to every channel: the right status, and nothing stored, or once."""

import base64
import json
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from pydantic import JsonValue

import channels
from tests.flow.customers import FORM, mail
from tests.flow.test_sources import record, sample
from tests.samples import NOW, hook_event, hook_request, sample_connection, samples
from transom.channel import Source
from transom.model import ConnectionSpec, EntryName
from transom.provider import proof
from transom.testing.desk import DeskUnderTest


def of(source: Source) -> list[str]:
    """Return the channels that hear in this way."""
    return [channel for channel in channels.ids() if channels.manifest(channel).source is source]


WEBHOOKS, TOPICS, POLLED = of(Source.WEBHOOK), of(Source.TOPIC), of(Source.POLL)
HUGE = 10_000_000


def connected(desk: DeskUnderTest, channel: str) -> dict[str, object]:
    """Connect a channel as its samples are signed, and return the event of its text."""
    desk.now = NOW
    known = sample_connection(channel)
    desk.connect(ConnectionSpec(id="sample", channel=channel, name=channel, settings=known.settings), known.secret)
    return {**hook_event(f"{channel}/text"), "pathParameters": {"connection": "sample"}}


def sends(desk: DeskUnderTest, channel: str, event: dict[str, object]) -> int:
    """Call the webhook and return its status."""
    answer = desk.invoke("channel_receive.handler.handler", event, channel=channel)
    return int(str(answer["statusCode"])) if isinstance(answer, dict) else 0


def with_body(event: dict[str, object], body: bytes) -> dict[str, object]:
    """Return the event with another body and the same headers."""
    return {**event, "body": base64.b64encode(body).decode(), "isBase64Encoded": True}


def body_of(event: dict[str, object]) -> bytes:
    """Return an event's body as bytes."""
    text = str(event["body"])
    return base64.b64decode(text) if event["isBase64Encoded"] else text.encode()


def messages(desk: DeskUnderTest) -> int:
    """Return how many messages the desk has."""
    if not desk.store.contacts.page().items:
        return 0
    return [entry.name for entry in desk.timeline()].count(EntryName.MESSAGE_RECEIVED)


@pytest.mark.parametrize("channel", WEBHOOKS)
def test_a_strangers_request_ends_at_the_door(desk: DeskUnderTest, channel: str) -> None:
    """Spoofed, cut off, or ten megabytes long: nothing is stored, and nothing is said but the status."""
    event = connected(desk, channel)
    forged = {**hook_event(f"{channel}/forged"), "pathParameters": {"connection": "sample"}}
    assert sends(desk, channel, forged) in {401, 403}
    assert sends(desk, channel, with_body(event, b"x" * HUGE)) == 413
    assert sends(desk, channel, with_body(event, body_of(event)[:-7])) in {200, 401, 403}
    assert messages(desk) == 0


@pytest.mark.parametrize("channel", WEBHOOKS)
def test_a_message_told_twice_is_one(desk: DeskUnderTest, channel: str) -> None:
    """At once, and again when nobody expects it."""
    event = connected(desk, channel)
    assert [sends(desk, channel, event) for _ in range(2)] == [200, 200]
    desk.now += timedelta(hours=30)
    assert sends(desk, channel, event) in {200, 401, 403}
    assert messages(desk) == 1


def changes(channel: str) -> Iterator[str]:
    """Yield a sample of each kind of change to a message, and the message itself at last."""
    seen = set[str]()
    known = sample_connection(channel)
    for case, request in samples(channel).items():
        if case.startswith(("forged", "unreadable")):
            continue
        kinds = {event.kind for event in channels.inbound(channel).parse(request, known)}
        if kinds & {"edit", "deletion", "reaction", "watermark"} - seen:
            seen |= kinds
            yield case
    yield "text"


@pytest.mark.parametrize("channel", WEBHOOKS)
def test_the_order_of_a_provider_s_news_does_not_matter(desk: DeskUnderTest, channel: str) -> None:
    """A change may come before its message; told again in any order, nothing is stored twice or let in again."""
    connected(desk, channel)
    cases = list(changes(channel))
    events = [{**hook_event(f"{channel}/{case}"), "pathParameters": {"connection": "sample"}} for case in cases]
    assert {sends(desk, channel, event) for event in events} <= {200, 202, 204}
    stored = received(desk)
    assert len(stored) == len(set(stored))
    assert {sends(desk, channel, event) for event in reversed(events)} <= {200, 202, 204}
    assert received(desk) == stored
    assert not desk.store.quarantine.page().items


def received(desk: DeskUnderTest) -> list[str]:
    """Return the provider's ids of all messages of customers."""
    entries = [entry for each in desk.conversations for entry in desk.timeline(each.id)]
    return sorted(str(each.provider_message_id) for each in entries if each.name is EntryName.MESSAGE_RECEIVED)


def test_a_message_that_was_taken_back_before_it_came_is_not_let_in(desk: DeskUnderTest) -> None:
    """Its writer wanted it gone; what they write next is taken as ever."""
    event = connected(desk, "whatsapp")
    text = json.loads(hook_request("whatsapp/text").body)
    told = text["entry"][0]["changes"][0]["value"]["messages"][0]
    gone = json.loads(json.dumps(text))
    gone["entry"][0]["changes"][0]["value"]["messages"] = [
        {**{name: told[name] for name in ("from", "timestamp")}, "id": "wamid.2", "type": "revoke"}
        | {"revoke": {"original_message_id": told["id"]}}
    ]
    later = json.loads(json.dumps(text))
    later["entry"][0]["changes"][0]["value"]["messages"][0] |= {"id": "wamid.3", "context": {"id": told["id"]}}
    for body in (gone, text, later):
        assert sends(desk, "whatsapp", signed(event, json.dumps(body).encode())) == 200
    assert received(desk) == ["wamid.3"]


def signed(event: dict[str, object], body: bytes) -> dict[str, object]:
    """Return the event with another body, as Meta signs it."""
    secret = sample_connection("whatsapp").secret["app_secret"]
    headers = event["headers"]
    assert isinstance(headers, dict)
    signature = f"sha256={proof.hmac_hex(secret, body)}"
    return {**with_body(event, body), "headers": {**headers, "x-hub-signature-256": signature}}


@pytest.mark.parametrize("channel", TOPICS)
def test_what_a_topic_garbles_waits_for_somebody_to_look(desk: DeskUnderTest, channel: str) -> None:
    """Cut off, of ten megabytes, or of nobody's: nothing is stored, nothing fails, and all can be looked at."""
    connect_sample(desk, channel)
    event = record(f"{channel}/text")
    [told] = event["Records"] if isinstance(event["Records"], list) else []
    assert isinstance(told, dict)
    body = str(told["body"])
    for garbled in (body[:-7], "", "x" * HUGE, "{}", "[]"):
        answer = desk.invoke("channel_receive.topic.handler", {"Records": [{**told, "body": garbled}]}, channel=channel)
        assert answer == {"batchItemFailures": []}
    assert messages(desk) == 0
    assert len(desk.store.quarantine.page().items) == 5


def connect_sample(desk: DeskUnderTest, channel: str, **settings: str) -> None:
    """Connect a channel that is not called."""
    desk.now = NOW
    known = sample_connection(channel)
    spec = ConnectionSpec(id="sample", channel=channel, name=channel, settings=known.settings | settings)
    desk.connect(spec, known.secret)


@pytest.mark.parametrize("channel", POLLED)
def test_a_page_that_is_garbled_is_asked_for_again(desk: DeskUnderTest, channel: str) -> None:
    """Cut off, too long, or a page of an outage: nothing is stored, and nothing is left out for it."""
    connect_sample(desk, channel, base_url=f"https://{channel}.test")
    page = json.dumps(sample(f"{channel}/text")).encode()
    for garbled in (page[:-7], b"<html>", b"x" * 60_000_000):
        polled(desk, channel, garbled)
        assert messages(desk) == 0
        assert desk.store.cursors.get("sample") == ""
    for _ in range(2):
        polled(desk, channel, page)
    assert messages(desk) == 1


def polled(desk: DeskUnderTest, channel: str, page: bytes) -> None:
    """Ask a provider that answers with this page."""

    def answer(request: httpx.Request) -> httpx.Response:
        token: JsonValue = {"access_token": "t", "expires_in": 3600}
        return httpx.Response(200, json=token) if request.method == "POST" else httpx.Response(200, content=page)

    desk.outbox.answer = answer
    desk.invoke("channel_receive.poll.handler", {"source": "aws.events"}, channel=channel)


def test_mail_is_kept_however_it_comes(desk: DeskUnderTest) -> None:
    """Twice, cut off, empty or of ten megabytes: each is a message or waits in quarantine, once; none is lost."""
    whole = mail("Where is my order?")
    huge = mail("Long.", mail_id="<2@example.org>") + (b"y" * 70 + b"\r\n") * (HUGE // 72)
    for raw in (whole, whole, whole[:-7], b"", b"\xff" * 1000, huge):
        desk.mail(raw)
    desk.settle()
    kept = len(received(desk)) + len(desk.store.quarantine.page().items)
    assert kept == 4


def test_a_form_refuses_what_is_none(desk: DeskUnderTest) -> None:
    """Cut off, of the wrong types, too long: the status says so; told twice under its key, it is one."""
    path = f"/v1/forms/{FORM}"
    whole: dict[str, JsonValue] = {"name": "Eva", "email": "eva@example.com", "message": "Hello."}
    others: list[JsonValue] = ["{", [], {}, {**whole, "email": 7}, {**whole, "message": ""}, {**whole, "more": 1}]
    for garbled in others:
        assert desk.call("POST", path, garbled).status == 422
    assert desk.call("POST", path, {**whole, "message": "x" * HUGE}).status == 413
    assert not desk.conversations
    for _ in range(2):
        assert desk.call("POST", path, whole, headers={"Idempotency-Key": "one"}).status == 202
    assert len(received(desk)) == 1
