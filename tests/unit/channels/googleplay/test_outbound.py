"""Replies to Google Play reviews."""

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs

import httpx
import jwt
import pytest

from channels.googleplay.outbound import send
from tests.samples import sample_connection
from transom.channel import Accepted, OutboundMessage, Receipt, Refused, RetryAfter
from transom.http import new_client
from transom.model import Door
from transom.provider import google
from transom.testing.fakes import Outbox

CONNECTION = sample_connection("googleplay")
REVIEW = "gp:AOqpTOE7b0kqPz3y01"
QUOTA = {"error": {"code": 403, "message": "Enough.", "errors": [{"reason": "quotaExceeded"}]}}


@pytest.fixture
def _no_token() -> None:
    google.forget(CONNECTION)


@pytest.fixture
def _token(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare a test the signing with RSA."""
    monkeypatch.setitem(google._tokens, CONNECTION.id, ("ya29.t", float("inf")))


def answer(text: str) -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="googleplay", connection="sample", address=REVIEW),
        text=text,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def play(given: httpx.Response | None = None, token: httpx.Response | None = None) -> Outbox:
    """Return Google: a token for whoever asks, and an answer to replies."""
    edited = {"result": {"replyText": "x", "lastEdited": {"seconds": "1794820400", "nanos": 0}}}

    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/token":
            return token or httpx.Response(200, json={"access_token": "ya29.t", "expires_in": 3599})
        return given or httpx.Response(200, json=edited)

    return Outbox(respond)


def outcome(outbox: Outbox, text: str = "Thank you.") -> Receipt:
    """Send a text."""
    return send(answer(text), CONNECTION, new_client(outbox.transport()))


@pytest.mark.usefixtures("_no_token")
def test_an_answer_is_the_review_s_reply() -> None:
    """The service account asks for a token once, and proves itself by a signed assertion."""
    outbox = play()
    assert outcome(outbox) == Accepted(provider_message_ids=(f"{REVIEW}@reply@1794820400",))
    outcome(outbox)
    token, reply, again = outbox.requests
    assert (reply.url.path, again.url.path) == (
        f"/androidpublisher/v3/applications/com.example.shop/reviews/{REVIEW}:reply",
    ) * 2
    assert json.loads(reply.content) == {"replyText": "Thank you."}
    assert reply.headers["authorization"] == "Bearer ya29.t"
    assertion = parse_qs(token.content.decode())["assertion"][0]
    claims = jwt.decode(assertion, options={"verify_signature": False})
    assert claims["iss"] == "reviews@example-shop.iam.gserviceaccount.com"
    assert claims["aud"] == "https://oauth2.googleapis.com/token"


def test_a_long_text_is_refused_before_it_leaves() -> None:
    """A second reply would take the place of the first: nothing is split."""
    outbox = play()
    assert isinstance(outcome(outbox, "x" * 351), Refused)
    assert outbox.requests == []


@pytest.mark.usefixtures("_token")
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (httpx.Response(403, json=QUOTA), RetryAfter(seconds=3600, reason="Enough.", is_limit=True)),
        (httpx.Response(404, json={"error": {"message": "No review."}}), Refused(reason="No review.")),
        (httpx.Response(503), RetryAfter(seconds=5, reason="HTTP 503", is_failure=True)),
    ],
)
def test_each_answer_has_its_meaning(given: httpx.Response, expected: Receipt) -> None:
    """The reason is Google's own, where it gives one."""
    assert outcome(play(given)) == expected


@pytest.mark.usefixtures("_token")
def test_a_token_that_is_not_taken_is_forgotten() -> None:
    """The next attempt asks for another one."""
    outbox = play(httpx.Response(401))
    assert isinstance(outcome(outbox), RetryAfter)
    outcome(outbox)
    assert [request.url.path for request in outbox.requests].count("/token") == 1


@pytest.mark.usefixtures("_no_token")
def test_without_a_token_nothing_is_sent() -> None:
    """A refusal is final, silence is not; neither shows a secret."""
    refused = outcome(play(token=httpx.Response(400, json={"error": "invalid_grant"})))
    assert isinstance(refused, Refused)
    assert "PRIVATE" not in refused.reason
    assert isinstance(outcome(play(token=httpx.Response(503))), RetryAfter)
    broken = CONNECTION.model_copy(update={"secret": {"service_account": "{}"}})
    assert isinstance(send(answer("Hi"), broken, new_client(play().transport())), Refused)
