"""Replies to YouTube comments."""

from datetime import UTC, datetime
from urllib.parse import parse_qs

import httpx
import pytest

from channels.youtube.outbound import send
from tests.samples import sample_connection
from transom.channel import Accepted, OutboundFile, OutboundMessage, OutcomeLost, Receipt, Refused, RetryAfter
from transom.http import new_client
from transom.model import Door
from transom.provider import google
from transom.testing.fakes import Outbox

CONNECTION = sample_connection("youtube")
QUOTA = {"error": {"code": 403, "message": "Spent.", "errors": [{"reason": "quotaExceeded"}]}}


@pytest.fixture(autouse=True)
def _no_token() -> None:
    google.forget(CONNECTION)


def answer(text: str, *files: OutboundFile) -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="youtube", connection="sample", address="UgzThread"),
        text=text,
        files=files,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def tube(given: httpx.Response | None = None, token: httpx.Response | None = None) -> Outbox:
    """Return YouTube: a token for whoever asks, and an answer to replies."""

    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/token":
            return token or httpx.Response(200, json={"access_token": "ya29.t", "expires_in": 3599})
        return given or httpx.Response(200, json={"kind": "youtube#comment", "id": f"c{len(outbox.requests)}"})

    outbox = Outbox(respond)
    return outbox


def outcome(outbox: Outbox, message: OutboundMessage | None = None) -> Receipt:
    """Send a message."""
    return send(message or answer("Thank you."), CONNECTION, new_client(outbox.transport()))


def test_a_reply_names_its_thread() -> None:
    """The refresh token is changed into an access token once."""
    outbox = tube()
    assert outcome(outbox) == Accepted(provider_message_ids=("c2",))
    token, reply = outbox.requests
    assert parse_qs(token.content.decode())["refresh_token"] == ["sample-refresh-token"]
    assert outbox.requests[1].headers["authorization"] == "Bearer ya29.t"
    assert str(reply.url) == "https://www.googleapis.com/youtube/v3/comments?part=snippet"
    assert reply.content == b'{"snippet":{"parentId":"UgzThread","textOriginal":"Thank you."}}'


def test_a_long_text_leaves_in_parts() -> None:
    """Each is a reply of its own."""
    receipt = outcome(tube(), answer("word " * 2500))
    assert isinstance(receipt, Accepted)
    assert len(receipt.provider_message_ids) == 2


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (httpx.Response(403, json=QUOTA), RetryAfter(seconds=3600, reason="Spent.", is_limit=True)),
        (httpx.Response(400, json={"error": {"message": "Private."}}), Refused(reason="Private.")),
        (httpx.Response(200, text="ok"), OutcomeLost(reason="the answer is unreadable")),
        (httpx.Response(401), RetryAfter(seconds=5, reason="HTTP 401")),
    ],
)
def test_each_answer_has_its_meaning(given: httpx.Response, expected: Receipt) -> None:
    """The reason is Google's own, where it gives one."""
    assert outcome(tube(given)) == expected


def test_without_a_token_nothing_is_sent() -> None:
    """A refusal is final, silence is not."""
    assert isinstance(outcome(tube(token=httpx.Response(400, json={"error": "invalid_grant"}))), Refused)
    assert isinstance(outcome(tube(token=httpx.Response(500))), RetryAfter)
