"""Calls that speak an answer."""

from datetime import UTC, datetime
from urllib.parse import parse_qs

import httpx
import pytest

from channels.twilio_voice.outbound import fetch, send
from transom.channel import (
    Accepted,
    Connection,
    OutboundFile,
    OutboundMessage,
    OutcomeLost,
    Receipt,
    Refused,
    RetryAfter,
)
from transom.http import new_client
from transom.model import Attachment, Door
from transom.testing.fakes import Outbox

CONNECTION = Connection(
    id="phone",
    channel="twilio_voice",
    url="https://hooks.test/hooks/twilio_voice/phone",
    settings={"account_sid": "AC1", "number": "+48223070000", "base_url": "http://outbox.test/twilio_voice"},
    secret={"auth_token": "the-token"},
)


def made(_: httpx.Request) -> httpx.Response:
    """Answer as Twilio does to a call that it will make."""
    return httpx.Response(201, json={"sid": "CA9", "status": "queued"})


def answer(text: str = "Your order & all is here.", address: str = "+48500100200", **fields: object) -> OutboundMessage:
    """Return an agent's answer."""
    message = OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="twilio_voice", connection="phone", address=address),
        text=text,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )
    return message.model_copy(update=fields)


def outcome(outbox: Outbox, message: OutboundMessage | None = None) -> Receipt:
    """Send a message to the outbox."""
    return send(message or answer(), CONNECTION, new_client(outbox.transport()))


def test_the_text_is_spoken_to_the_number() -> None:
    """Our reference travels in the address for the end of the call."""
    outbox = Outbox(made)
    assert outcome(outbox) == Accepted(provider_message_ids=("CA9",))
    [request] = outbox.requests
    assert str(request.url) == "http://outbox.test/twilio_voice/2010-04-01/Accounts/AC1/Calls.json"
    assert request.headers["authorization"] == "Basic QUMxOnRoZS10b2tlbg=="
    form = parse_qs(request.content.decode())
    assert (form["To"], form["From"]) == (["+48500100200"], ["+48223070000"])
    assert '<Say language="en-US">Your order &amp; all is here.</Say>' in form["Twiml"][0]
    assert form["StatusCallback"][0].endswith("?step=delivery&reference=ABCD1234.01K0000000000000000000000A")


@pytest.mark.parametrize(
    "message",
    [
        answer(" "),
        answer("x" * 4000),
        answer(address="CA5d4f0c1b"),
        answer(files=(OutboundFile(name="a.pdf", mime="application/pdf", content=b"%PDF"),)),
    ],
)
def test_what_cannot_be_spoken_is_refused(message: OutboundMessage) -> None:
    """Silence, long texts, files, and callers without a number; nobody is called."""
    outbox = Outbox(made)
    assert isinstance(outcome(outbox, message), Refused)
    assert outbox.requests == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            httpx.Response(400, json={"code": 21211, "message": "Invalid 'To' Phone Number"}),
            Refused(reason="Invalid 'To' Phone Number (21211)"),
        ),
        (httpx.Response(401, json={"code": 20003, "message": "Authenticate"}), Refused(reason="Authenticate (20003)")),
        (httpx.Response(429, headers={"retry-after": "3"}), RetryAfter(seconds=3, reason="HTTP 429", is_limit=True)),
        (httpx.Response(504), OutcomeLost(reason="HTTP 504", is_failure=True)),
        (httpx.Response(201, text="ok"), OutcomeLost(reason="the answer is unreadable")),
    ],
)
def test_each_answer_has_its_meaning(given: httpx.Response, expected: Receipt) -> None:
    """Refusals say Twilio's code."""
    assert outcome(Outbox(lambda _: given)) == expected


def test_a_recording_is_fetched_with_the_token_and_its_copy_without() -> None:
    """The token goes to Twilio's own host alone."""

    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.host == "api.twilio.com":
            return httpx.Response(307, headers={"location": "https://media.twilio.com/copy.mp3"})
        return httpx.Response(200, content=b"ID3", headers={"content-type": "audio/mpeg"})

    outbox = Outbox(respond)
    voicemail = Attachment(id="recording", name="v.mp3", provider_media_id="https://api.twilio.com/2010-04-01/RE1.mp3")
    assert fetch(voicemail, CONNECTION, new_client(outbox.transport())).read() == b"ID3"
    assert ["authorization" in request.headers for request in outbox.requests] == [True, False]
