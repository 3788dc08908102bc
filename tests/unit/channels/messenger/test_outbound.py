"""What the desk asks of the Graph API for a page, and how it reads the answers."""

from datetime import UTC, datetime

import httpx
import pytest

from channels.messenger.outbound import fetch, send
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
from transom.errors import NotFoundError
from transom.http import new_client
from transom.model import Attachment, Door, MediaKind
from transom.testing.fakes import Outbox

TOKEN = "EAAG1234"
BASE = "http://outbox.test/messenger"
SETTINGS = {"page_id": "1067", "base_url": BASE}
CONNECTION = Connection(id="shop", channel="messenger", settings=SETTINGS, secret={"page_token": TOKEN})
HUMAN = CONNECTION.model_copy(update={"settings": SETTINGS | {"human_agent": "yes"}})
PHOTO = OutboundFile(name="shelf.png", mime="image/png", content=b"\x89PNG", kind=MediaKind.IMAGE)
REFERENCE = "ABCD1234.01K0000000000000000000000A"


def taken(request: httpx.Request) -> httpx.Response:
    """Take a message or a comment."""
    known = {"message_id": "m_A"} if request.url.path.endswith("/messages") else {"id": "1_2"}
    return httpx.Response(200, json=known)


def refusal(code: int, status: int = 400, message: str = "no", subcode: int | None = None) -> httpx.Response:
    """Return how the Graph API says no."""
    fault = {"message": message, "type": "OAuthException", "code": code, "error_subcode": subcode}
    return httpx.Response(status, json={"error": fault})


def answer(text: str = "", *files: OutboundFile, to: str = "721", is_automatic: bool = False) -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="messenger", connection="shop", address=to),
        text=text,
        files=files,
        is_automatic=is_automatic,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def outcome(outbox: Outbox, message: OutboundMessage | None = None, connection: Connection = CONNECTION) -> Receipt:
    """Send a message to the outbox."""
    return send(message or answer("On its way."), connection, new_client(outbox.transport()))


def test_a_text_goes_to_who_wrote() -> None:
    """As a response, with our reference, and the token in a header alone."""
    outbox = Outbox(taken)
    assert outcome(outbox) == Accepted(provider_message_ids=("m_A",))
    [request] = outbox.requests
    assert str(request.url) == f"{BASE}/1067/messages"
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert outbox.bodies == [
        {
            "recipient": {"id": "721"},
            "messaging_type": "RESPONSE",
            "message": {"text": "On its way.", "metadata": REFERENCE},
        }
    ]


def test_a_file_follows_the_text_in_a_message_of_its_own() -> None:
    """It goes along in the call."""
    outbox = Outbox(taken)
    outcome(outbox, answer("Here", PHOTO))
    assert len(outbox.requests) == 2
    assert b'name="filedata"; filename="shelf.png"' in outbox.requests[1].content
    assert b'"type": "image"' in outbox.requests[1].content


def test_a_comment_is_answered_beneath_it() -> None:
    """In public, and with text alone."""
    outbox = Outbox(taken)
    assert outcome(outbox, answer("Yes.", to="comment:12_34")) == Accepted(provider_message_ids=("1_2",))
    assert str(outbox.requests[0].url) == f"{BASE}/12_34/comments"
    assert outbox.bodies == [{"message": "Yes."}]
    assert isinstance(outcome(outbox, answer("", PHOTO, to="comment:12_34")), Refused)


def test_a_comment_is_answered_in_private_once() -> None:
    """In one text; what needs two is refused before anything leaves."""
    outbox = Outbox(taken)
    outcome(outbox, answer("Yes.", to="private:comment_id:12_34"))
    assert outbox.bodies[0]["recipient"] == {"comment_id": "12_34"}
    assert isinstance(outcome(outbox, answer("x" * 2001, to="private:post_id:12")), Refused)
    assert len(outbox.requests) == 1


def test_after_24_hours_people_answer_with_the_tag() -> None:
    """Where Meta has granted it, and machines never."""
    late = refusal(10, subcode=2018278)
    answers = [late, taken(httpx.Request("POST", f"{BASE}/1067/messages"))]
    outbox = Outbox(lambda _request: answers.pop(0))
    assert isinstance(outcome(outbox, connection=HUMAN), Accepted)
    assert (outbox.bodies[1]["messaging_type"], outbox.bodies[1]["tag"]) == ("MESSAGE_TAG", "HUMAN_AGENT")
    closed = Outbox(lambda _request: late)
    assert isinstance(outcome(closed), Refused)
    assert isinstance(outcome(closed, answer("Hello", is_automatic=True), HUMAN), Refused)
    assert len(closed.requests) == 2


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (refusal(613), RetryAfter(seconds=60, reason="no (613)", is_limit=True)),
        (refusal(551), Refused(reason="no (551)")),
        (
            refusal(190, 401, f"Malformed access token {TOKEN}"),
            Refused(reason="the access token is not valid any more"),
        ),
        (refusal(2, 500), RetryAfter(seconds=5, reason="no (2)", is_failure=True)),
        (httpx.Response(504), OutcomeLost(reason="HTTP 504", is_failure=True)),
        (httpx.Response(200, text="ok"), OutcomeLost(reason="the answer is unreadable")),
        (httpx.ReadTimeout("slow"), OutcomeLost(reason="ReadTimeout", is_failure=True)),
    ],
)
def test_each_answer_has_its_meaning(given: httpx.Response | Exception, expected: Receipt) -> None:
    """What may have arrived is never sent again; no reason holds the token."""

    def respond(_request: httpx.Request) -> httpx.Response:
        if isinstance(given, Exception):
            raise given
        return given

    assert outcome(Outbox(respond)) == expected


def test_a_file_is_fetched_from_meta_s_hosts_without_the_token() -> None:
    """The address itself is signed."""
    outbox = Outbox(lambda _request: httpx.Response(200, content=b"\x89PNG"))
    photo = Attachment(id="0", name="image.jpg", provider_media_id="https://scontent.xx.fbcdn.net/v/1.jpg?oh=1")
    assert fetch(photo, CONNECTION, new_client(outbox.transport())).read() == b"\x89PNG"
    assert "authorization" not in outbox.requests[0].headers
    with pytest.raises(NotFoundError):
        fetch(photo.model_copy(update={"provider_media_id": "https://evil.test/1"}), CONNECTION, new_client())
