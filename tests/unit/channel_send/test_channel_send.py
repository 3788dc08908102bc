"""Answers on their way out, and media on their way in."""

from collections.abc import Callable
from datetime import timedelta
from typing import cast

import httpx
import pytest
from pydantic import JsonValue

import channels
from tests.samples import hook_request
from transom import replies
from transom.aws import blobs, queues
from transom.aws.queues import Job, JobKind
from transom.channel import Idempotency
from transom.core.delivery import AttachmentState, present
from transom.model import Actor, ActorKind, Attachment, ConnectionSpec, Entry, EntryName, MediaKind
from transom.provider.media import spooled
from transom.store.links import Linked
from transom.testing.desk import DeskUnderTest, _record

TELEGRAM = ConnectionSpec(id="demo-telegram", channel="telegram", name="Shop bot")
SECRET = {"token": "123456:ABC", "webhook_secret": "sample-webhook-secret"}
BEN = Actor(kind=ActorKind.AGENT, id="ben", name="Ben")
ACCEPTED = {"ok": True, "result": {"message_id": 99, "chat": {"id": 5500112233}}}

type Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture(autouse=True)
def connected(desk: DeskUnderTest) -> None:
    """Connect a bot that takes all that it is given."""
    desk.connect(TELEGRAM, SECRET)
    desk.outbox.answer = lambda _: httpx.Response(200, json=ACCEPTED)


def received(desk: DeskUnderTest, case: str = "text") -> Entry:
    """Return a customer's message after it came in."""
    request = hook_request(f"telegram/{case}")
    desk.hook("telegram", "demo-telegram", request.body, request.headers)
    return desk.timeline()[-1]


def queued(desk: DeskUnderTest, text: str = "On its way.") -> Entry:
    """Return an agent's answer, waiting to be sent."""
    desk.now += timedelta(seconds=1)
    return replies.queue(desk.store, desk.conversation, replies.Draft(text=text), actor=BEN, now=desk.now)


def work(desk: DeskUnderTest, entry: Entry, kind: JobKind = JobKind.SEND) -> bool:
    """Give the function one job; returns whether it is done with it."""
    queue = desk.queue("send-telegram")
    queues.put("telegram", Job(conversation_id=entry.conversation_id, message_id=entry.id, kind=kind))
    [message] = desk.cloud.receive(queue)
    message["Attributes"]["ApproximateReceiveCount"] = "90"
    answer = desk.invoke("channel_send.handler.handler", {"Records": [_record(queue, message)]}, channel="telegram")
    return cast("dict[str, JsonValue]", answer)["batchItemFailures"] == []


def outcomes(desk: DeskUnderTest, entry: Entry) -> list[tuple[EntryName, object]]:
    """Return what is written beneath a message."""
    beneath = desk.store.timeline.get(entry.conversation_id, entry.id).beneath
    return [(item.name, item.data.get("reason")) for item in beneath]


def test_an_answer_is_sent_once_and_known_by_the_provider_s_id(desk: DeskUnderTest) -> None:
    """A second delivery of the job sends nothing; a reply to the answer finds the conversation."""
    received(desk)
    answer = queued(desk)
    assert work(desk, answer)
    assert outcomes(desk, answer) == [(EntryName.MESSAGE_SENT, None)]
    assert desk.outbox.bodies == [{"chat_id": "5500112233", "text": "On its way."}]
    desk.invoke(
        "channel_send.handler.handler",
        {"Records": [_delivered_again(desk, answer)]},
        channel="telegram",
    )
    assert len(desk.outbox.requests) == 1
    known = desk.store.references.find("telegram", "demo-telegram", ["5500112233:99"])
    assert known["5500112233:99"].message_id == answer.id


def test_what_the_provider_puts_off_comes_again_and_is_then_sent(desk: DeskUnderTest) -> None:
    """The job fails, so that those behind it wait; its lease is given back."""
    received(desk)
    answer = queued(desk)
    desk.outbox.answer = lambda _: httpx.Response(429, json={"parameters": {"retry_after": 7}})
    assert not work(desk, answer)
    assert outcomes(desk, answer) == []
    desk.outbox.answer = lambda _: httpx.Response(200, json=ACCEPTED)
    desk.now += timedelta(seconds=7)
    assert again(desk, answer)
    assert outcomes(desk, answer) == [(EntryName.MESSAGE_SENT, None)]


def test_after_a_day_of_failures_the_agent_is_told(desk: DeskUnderTest) -> None:
    """However often it waited for its turn; a dead letter would tell an operator, and only later."""
    received(desk)
    answer = queued(desk)
    desk.outbox.answer = lambda _: httpx.Response(503)
    assert not work(desk, answer)
    desk.now += timedelta(hours=23)
    assert not again(desk, answer)
    assert outcomes(desk, answer) == []
    desk.now += timedelta(hours=1)
    assert again(desk, answer)
    assert outcomes(desk, answer) == [(EntryName.MESSAGE_FAILED, "HTTP 503")]


def test_a_key_is_trusted_for_some_minutes_alone(desk: DeskUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the provider may have forgotten it, and a repetition would be a second message."""
    keyed = channels.manifest("telegram").model_copy(update={"idempotency": Idempotency.KEY})
    monkeypatch.setattr(channels, "manifest", lambda _: keyed)
    received(desk)
    answer = queued(desk)

    def time_out(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow")

    desk.outbox.answer = time_out
    assert not work(desk, answer)
    desk.now += timedelta(minutes=4)
    assert not again(desk, answer)
    desk.now += timedelta(minutes=1)
    assert again(desk, answer)
    assert outcomes(desk, answer) == [(EntryName.MESSAGE_OUTCOME_LOST, "ReadTimeout")]


def other_chat(desk: DeskUnderTest) -> Entry:
    """Return an answer to another customer of the bot."""
    request = hook_request("telegram/text")
    body = request.body.replace(b"5500112233", b"5500112244")
    desk.hook("telegram", "demo-telegram", body, request.headers)
    other = next(each for each in desk.conversations if each.door.address == "5500112244")
    return replies.queue(desk.store, other, replies.Draft(text="Here."), actor=BEN, now=desk.now)


def test_a_limit_lets_the_whole_connection_rest(desk: DeskUnderTest) -> None:
    """For as long as the provider says; it is no failure of the provider."""
    received(desk)
    answer = queued(desk)
    desk.outbox.answer = lambda _: httpx.Response(429, json={"parameters": {"retry_after": 40}})
    assert not work(desk, answer)
    other = other_chat(desk)
    desk.outbox.answer = lambda _: httpx.Response(200, json=ACCEPTED)
    assert not work(desk, other)
    assert len(desk.outbox.requests) == 1
    desk.now += timedelta(seconds=40)
    assert again(desk, other)


def test_a_provider_that_is_unwell_is_left_alone_by_all_its_connections(desk: DeskUnderTest) -> None:
    """What breaks off counts as well as what it answers; one success, and it is well."""
    desk.connect(TELEGRAM.model_copy(update={"id": "other-telegram"}), SECRET)
    received(desk)

    def fails(status: int) -> None:
        desk.outbox.answer = lambda _: httpx.Response(status, json=ACCEPTED)
        desk.now += timedelta(seconds=2)
        again(desk, queued(desk))

    for status in (500, 502, 504, 500, 200, 500, 502, 504, 500):
        fails(status)
    assert len(desk.outbox.requests) == 9
    fails(500)
    fails(200)
    assert len(desk.outbox.requests) == 10
    assert desk.store.paces.take("telegram@", None, desk.now, timedelta(0)) > timedelta(0)


def again(desk: DeskUnderTest, entry: Entry, kind: JobKind = JobKind.SEND) -> bool:
    """Deliver a job again; returns whether the function is done with it."""
    event = {"Records": [_delivered_again(desk, entry, kind)]}
    answer = desk.invoke("channel_send.handler.handler", event, channel="telegram")
    return cast("dict[str, JsonValue]", answer)["batchItemFailures"] == []


def test_what_is_refused_failed(desk: DeskUnderTest) -> None:
    """With the provider's reason."""
    received(desk)
    answer = queued(desk)
    desk.outbox.answer = lambda _: httpx.Response(403, json={"description": "Forbidden: bot was blocked by the user"})
    assert work(desk, answer)
    assert outcomes(desk, answer) == [(EntryName.MESSAGE_FAILED, "Forbidden: bot was blocked by the user")]


def test_when_no_answer_comes_nothing_is_sent_again(desk: DeskUnderTest) -> None:
    """The outcome is shown as lost, however often the job is delivered."""

    def time_out(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow")

    received(desk)
    answer = queued(desk)
    desk.outbox.answer = time_out
    assert work(desk, answer)
    desk.invoke("channel_send.handler.handler", {"Records": [_delivered_again(desk, answer)]}, channel="telegram")
    assert outcomes(desk, answer) == [(EntryName.MESSAGE_OUTCOME_LOST, "ReadTimeout")]
    assert len(desk.outbox.requests) == 1


def test_an_attempt_that_broke_off_is_not_repeated(desk: DeskUnderTest) -> None:
    """Who finds the lease taken cannot know what the earlier one did."""
    received(desk)
    answer = queued(desk)
    desk.store.sends.lease(answer.conversation_id, answer.id, desk.now, timedelta(days=14))
    assert work(desk, answer)
    assert outcomes(desk, answer) == [(EntryName.MESSAGE_OUTCOME_LOST, "an earlier attempt broke off")]
    assert desk.outbox.requests == []


def test_an_answer_behind_a_failed_one_waits(desk: DeskUnderTest) -> None:
    """Answers of one conversation leave in their order."""
    received(desk)
    first, second = queued(desk, "one"), queued(desk, "two")
    desk.outbox.answer = lambda _: httpx.Response(503)
    queue = desk.queue("send-telegram")
    for entry in (first, second):
        queues.put("telegram", Job(conversation_id=entry.conversation_id, message_id=entry.id, kind=JobKind.SEND))
    messages = desk.cloud.receive(queue)
    event = {"Records": [_record(queue, message) for message in messages]}
    answer = desk.invoke("channel_send.handler.handler", event, channel="telegram")
    failed = cast("dict[str, list[dict[str, str]]]", answer)["batchItemFailures"]
    assert {item["itemIdentifier"] for item in failed} == {message["MessageId"] for message in messages}
    assert len(desk.outbox.requests) == 1


def test_media_is_fetched_into_the_bucket(desk: DeskUnderTest) -> None:
    """And told beneath the message."""
    message = received(desk, "document")
    desk.outbox.answer = _files(httpx.Response(200, content=b"%PDF"))
    assert work(desk, message, JobKind.FETCH)
    moment = desk.store.timeline.get(message.conversation_id, message.id)
    [shown] = present(moment.entry, moment.beneath).attachments
    assert shown.state is AttachmentState.STORED
    assert (shown.attachment.size, shown.attachment.name) == (4, "invoice-10428.pdf")
    assert desk.cloud.keys("media/") == [shown.attachment.key]


@pytest.mark.parametrize(("status", "minutes", "is_lost"), [(404, 0, True), (500, 59, False), (500, 60, True)])
def test_media_that_does_not_come_is_lost_or_tried_again(
    desk: DeskUnderTest, status: int, minutes: int, *, is_lost: bool
) -> None:
    """Lost at once when it will never come, else after an hour: the answers behind it wait so long."""
    message = received(desk, "document")
    desk.outbox.answer = _files(httpx.Response(status))
    if minutes:
        assert not work(desk, message, JobKind.FETCH)
    desk.now += timedelta(minutes=minutes)
    assert again(desk, message, JobKind.FETCH) is is_lost
    assert [name for name, _ in outcomes(desk, message)] == [EntryName.ATTACHMENT_LOST] * is_lost


def _files(download: httpx.Response) -> Answer:
    found = {"ok": True, "result": {"file_id": "x", "file_path": "documents/file_1.pdf"}}

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=found) if request.url.path.endswith("/getFile") else download

    return answer


def _delivered_again(desk: DeskUnderTest, entry: Entry, kind: JobKind = JobKind.SEND) -> dict[str, object]:
    job = Job(conversation_id=entry.conversation_id, message_id=entry.id, kind=kind)
    return {
        "messageId": "again",
        "receiptHandle": "again",
        "body": job.model_dump_json(),
        "attributes": {"ApproximateReceiveCount": "90", "MessageGroupId": entry.conversation_id},
        "eventSource": "aws:sqs",
        "eventSourceARN": desk.queue("send-telegram").arn,
    }


def test_a_file_that_is_not_taken_leaves_as_a_link_of_the_desk(desk: DeskUnderTest) -> None:
    """It is good for a month, and the text leaves with it."""
    received(desk)
    desk.now += timedelta(seconds=1)
    large = Attachment(id="1", kind=MediaKind.FILE, name="plan.zip", mime="application/zip")
    draft = replies.Draft(text="Here.", attachments=(large,), contents={"1": bytes(50_000_001)})
    answer = replies.queue(desk.store, desk.conversation, draft, actor=BEN, now=desk.now)
    assert work(desk, answer)
    [body] = desk.outbox.bodies
    text, _, address = str(body["text"]).rpartition("\n\nplan.zip: ")
    assert text == "Here."
    base, _, secret = address.rpartition("/")
    assert base == "https://desk.example.com/v1/files"
    linked = desk.store.links.find(secret, desk.now + timedelta(days=29))
    assert linked == Linked(key=f"media/{answer.id}/1", name="plan.zip")
    assert desk.store.links.find(secret, desk.now + timedelta(days=31)) is None


def test_an_answer_names_a_message_as_its_provider_wants_it_named(desk: DeskUnderTest) -> None:
    """LINE gives each message a token for that; others know it by its id."""
    bot = received(desk)
    assert replies.Draft(text="x", answers=bot).references == (bot.provider_message_id,)
    desk.connect(
        ConnectionSpec(id="shop-line", channel="line", name="LINE"), {"channel_secret": "sample-channel-secret"}
    )
    request = hook_request("line/text")
    desk.hook("line", "shop-line", request.body, request.headers)
    known = desk.store.references.find("line", "shop-line", ["444573844083572737"])["444573844083572737"]
    entry = desk.store.timeline.get(known.conversation_id, known.message_id).entry
    assert replies.Draft(text="x", answers=entry).references == ("q3Plxr4AgKd_fGb2Z",)


@pytest.mark.usefixtures("desk")
def test_a_large_file_goes_to_the_bucket_in_parts() -> None:
    """With its type; its size is told, and it is let go of."""
    body = spooled([bytes(17_000_000)], limit=20_000_000)
    assert blobs.put_file("media/large", body, "video/mp4") == 17_000_000
    assert blobs.stat("media/large") == blobs.Stored(size=17_000_000, mime="video/mp4")
    assert body.closed
    assert b"".join(blobs.chunks("media/large")) == bytes(17_000_000)
