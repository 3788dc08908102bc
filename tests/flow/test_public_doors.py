"""What everybody reads or hears, and what was there before the desk: nothing happens to it by itself."""

import json
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode

import httpx
import pytest
from pydantic import JsonValue

from channels.webhook import signing
from tests.flow.test_sources import connected, sample
from tests.samples import NOW, hook_request, sample_connection
from transom.model import Audience, Desk, Entry, EntryName, Kind, State
from transom.provider import proof
from transom.testing.desk import DeskUnderTest

PUBLIC = ("appstore", "googleplay", "youtube")
REPLY: JsonValue = {"id": "thanks", "on": ["message.received"], "then": {"reply": "thanks", "add_tags": ["seen"]}}


def answering(desk: DeskUnderTest) -> Desk:
    """Return the desk with a rule that answers every message."""
    canned: JsonValue = [{"id": "thanks", "name": "Thanks", "texts": {"en": "Thank you."}}]
    return Desk.model_validate(desk.spec.model_dump() | {"automations": [REPLY], "canned_replies": canned})


def said(desk: DeskUnderTest) -> list[Entry]:
    """Return what the desk said to customers."""
    return [entry for entry in desk.timeline() if entry.name is EntryName.MESSAGE_QUEUED]


def asked(desk: DeskUnderTest, channel: str) -> None:
    """Ask a provider that has the reviews or comments of the channel's sample."""
    page = sample(f"{channel}/text")

    def answer(request: httpx.Request) -> httpx.Response:
        body: JsonValue = {"access_token": "t", "expires_in": 3600} if request.method == "POST" else page
        return httpx.Response(200, json=body)

    desk.outbox.answer = answer
    desk.invoke("channel_receive.poll.handler", {"source": "aws.events"}, channel=channel)


@pytest.mark.parametrize("channel", PUBLIC)
def test_a_review_gets_no_automatic_answer(desk: DeskUnderTest, channel: str) -> None:
    """It may have one reply alone, which is a person's; a rule that would reply is refused, too."""
    connected(desk, channel, base_url=f"https://{channel}.test")
    desk.store.cursors.set("sample", {"youtube": "{}", "googleplay": "1"}.get(channel, "2020-01-01T00:00:00+00:00"))
    desk.apply(answering(desk))
    asked(desk, channel)
    desk.settle()
    assert desk.conversation.audience is Audience.PUBLIC
    assert not said(desk)


@pytest.mark.parametrize("channel", PUBLIC)
def test_what_a_new_connection_finds_is_history(desk: DeskUnderTest, channel: str) -> None:
    """It is kept as something that is over: no rule, no clock, no answer follows, and no agent is given it."""
    connected(desk, channel, base_url=f"https://{channel}.test")
    desk.now = NOW + timedelta(days=3)
    desk.apply(answering(desk))
    asked(desk, channel)
    desk.settle()
    assert (desk.conversation.state, desk.conversation.assignee) == (State.SOLVED, None)
    assert (desk.conversation.tags, desk.conversation.clocks, desk.conversation.promise) == ((), (), None)
    assert not said(desk)


def test_what_was_just_written_is_none(desk: DeskUnderTest) -> None:
    """Whoever connects a channel and tries it sees it work."""
    connected(desk, "googleplay", base_url="https://googleplay.test")
    asked(desk, "googleplay")
    assert not desk.timeline()[0].is_backlog


def test_a_caller_is_not_called_by_a_machine(desk: DeskUnderTest) -> None:
    """They heard from the menu how long it takes."""
    connected(desk, "twilio_voice")
    known, request = sample_connection("twilio_voice"), hook_request("twilio_voice/text")
    form = dict(parse_qsl(request.body.decode(), keep_blank_values=True))
    body, signed = urlencode(form).encode(), known.url + "".join(key + form[key] for key in sorted(form))
    signature = proof.hmac_base64(known.secret["auth_token"], signed.encode(), "sha1")
    desk.hook("twilio_voice", "sample", body, request.headers | {"x-twilio-signature": signature})
    desk.settle()
    assert desk.conversation.weight == desk.spec.brand.weights.of(Kind.CALL)
    assert not said(desk)


def test_a_code_is_not_sent_where_others_read_it(desk: DeskUnderTest) -> None:
    """A code under a post would prove nothing."""
    connected(desk, "googleplay", base_url="https://googleplay.test")
    asked(desk, "googleplay")
    review = desk.conversation
    desk.mail(b"From: ana@example.com\r\nTo: support@northwind.example\r\nSubject: Hello\r\n\r\nIt is me.")
    desk.settle()
    mail = next(each for each in desk.conversations if each.id != review.id)
    answer = desk.call("POST", f"/v1/conversations/{mail.id}/proofs", {"of": review.code}, user="ana")
    assert answer.status == 422


def discourse_post(desk: DeskUnderTest, number: int) -> None:
    """Let the customer of the sample write another post in the topic."""
    known, request = sample_connection("discourse"), hook_request("discourse/text")
    post = json.loads(request.body)
    post["post"] |= {"id": 100 + number, "post_number": number, "reply_to_post_number": None}
    body = json.dumps(post).encode()
    signature = f"sha256={proof.hmac_hex(known.secret['webhook_secret'], body)}"
    headers = request.headers | {"x-discourse-event-signature": signature}
    assert desk.hook("discourse", "sample", body, headers)["statusCode"] == 200


def test_posts_of_one_customer_in_a_topic_are_one_conversation(desk: DeskUnderTest) -> None:
    """A topic's title makes no mail of its posts."""
    connected(desk, "discourse")
    for number in (1, 2, 3):
        discourse_post(desk, number)
    assert desk.conversation.messages == 3
    assert desk.conversation.subject


def test_messages_of_one_thread_are_one_conversation_whatever_their_subject(desk: DeskUnderTest) -> None:
    """A system of one's own may give a subject with each."""
    connected(desk, "webhook")
    [key] = signing.keys(sample_connection("webhook").secrets("signing_secret"))
    for number in ("1", "2"):
        content = json.loads(hook_request("webhook/text").body) | {"id": number, "subject": f"Order, {number}"}
        body = json.dumps(content | {"thread": "order-1", "answers": []}).encode()
        at = str(int(NOW.timestamp()))
        signature = signing.sign(key, number, at, body)
        headers = {"webhook-id": number, "webhook-timestamp": at, "webhook-signature": signature}
        assert desk.hook("webhook", "sample", body, headers)["statusCode"] == 200
    assert desk.conversation.messages == 2
