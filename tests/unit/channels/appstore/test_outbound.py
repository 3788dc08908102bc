"""Responses to App Store reviews."""

from datetime import UTC, datetime

import httpx
import jwt
import pytest

from channels.appstore.outbound import send
from tests.samples import sample_connection
from transom.channel import Accepted, OutboundFile, OutboundMessage, OutcomeLost, Receipt, Refused, RetryAfter
from transom.http import new_client
from transom.model import Door
from transom.testing.fakes import Outbox

CONNECTION = sample_connection("appstore")


def answer(text: str, *files: OutboundFile) -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="appstore", connection="sample", address="00000031-8a4c"),
        text=text,
        files=files,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def accepted(_: httpx.Request) -> httpx.Response:
    """Answer as Apple does."""
    return httpx.Response(201, json={"data": {"type": "customerReviewResponses", "id": "r-1", "attributes": {}}})


def outcome(given: httpx.Response | Exception) -> Receipt:
    """Send a text to an App Store that answers so."""

    def respond(_: httpx.Request) -> httpx.Response:
        if isinstance(given, Exception):
            raise given
        return given

    return send(answer("Thank you."), CONNECTION, new_client(Outbox(respond).transport()))


def test_an_answer_is_the_review_s_response() -> None:
    """It names the review, and a token that the key has signed."""
    outbox = Outbox(accepted)
    receipt = send(answer("Thank you."), CONNECTION, new_client(outbox.transport()))
    assert receipt == Accepted(provider_message_ids=("r-1",))
    assert outbox.bodies == [
        {
            "data": {
                "type": "customerReviewResponses",
                "attributes": {"responseBody": "Thank you."},
                "relationships": {"review": {"data": {"type": "customerReviews", "id": "00000031-8a4c"}}},
            }
        }
    ]
    token = outbox.requests[0].headers["authorization"].removeprefix("Bearer ")
    claims = jwt.decode(token, options={"verify_signature": False})
    assert (claims["iss"], claims["aud"]) == ("57246542-96fe-1a63-e053-0824d011072a", "appstoreconnect-v1")
    assert claims["exp"] - claims["iat"] <= 1200
    assert jwt.get_unverified_header(token)["kid"] == "2X9R4HXF34"


@pytest.mark.parametrize("message", [answer("x" * 5971), answer(" ")])
def test_what_the_app_store_does_not_take_is_refused_before_it_leaves(message: OutboundMessage) -> None:
    """A second response would take the place of the first: nothing is split."""
    outbox = Outbox(accepted)
    assert isinstance(send(message, CONNECTION, new_client(outbox.transport())), Refused)
    assert outbox.requests == []


def test_a_key_that_is_none_is_told() -> None:
    """The reason names the secret, not its value."""
    broken = CONNECTION.model_copy(update={"secret": {"private_key": "hunter2"}})
    receipt = send(answer("Hi"), broken, new_client(Outbox(accepted).transport()))
    assert isinstance(receipt, Refused)
    assert "private_key" in receipt.reason
    assert "hunter2" not in receipt.reason


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (httpx.Response(429, headers={"retry-after": "9"}), RetryAfter(seconds=9, reason="HTTP 429", is_limit=True)),
        (
            httpx.Response(404, json={"errors": [{"detail": "There is no review."}]}),
            Refused(reason="There is no review."),
        ),
        (httpx.Response(201, text="ok"), OutcomeLost(reason="the answer is unreadable")),
        (httpx.ReadTimeout("slow"), OutcomeLost(reason="ReadTimeout", is_failure=True)),
        (httpx.ConnectError("refused"), RetryAfter(seconds=5, reason="ConnectError", is_failure=True)),
    ],
)
def test_each_answer_has_its_meaning(given: httpx.Response | Exception, expected: Receipt) -> None:
    """The reason is Apple's own, where it gives one."""
    assert outcome(given) == expected
