"""What the desk asks of X's API, and how it reads the answers."""

import httpx
import pytest

from channels.x.outbound import fetch, send
from tests.samples import NOW, sample_connection
from transom.channel import Accepted, OutboundFile, OutboundMessage, OutcomeLost, Refused, RetryAfter
from transom.http import new_client
from transom.model import Attachment, Door, MediaKind
from transom.testing.fakes import Outbox

CONNECTION = sample_connection("x")
PHOTO = OutboundFile(name="shelf.png", mime="image/png", content=b"PNG", kind=MediaKind.IMAGE)


def answer(
    text: str = "On its way.", *files: OutboundFile, to: str = "dm:222", references: tuple[str, ...] = ()
) -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="x", connection="sample", address=to),
        text=text,
        files=files,
        references=references,
        queued_at=NOW,
    )


def test_a_direct_message_is_signed_and_goes_to_its_writer() -> None:
    """No secret stands in the header."""
    x = Outbox(lambda _: httpx.Response(201, json={"data": {"dm_event_id": "77", "dm_conversation_id": "1-2"}}))
    assert send(answer(), CONNECTION, new_client(x.transport())) == Accepted(provider_message_ids=("77",))
    [request] = x.requests
    assert str(request.url) == "https://api.x.com/2/dm_conversations/with/222/messages"
    assert request.headers["authorization"].startswith("OAuth oauth_consumer_key=")
    assert "sample-access-token-secret" not in request.headers["authorization"]


def test_a_group_is_answered_as_one() -> None:
    """By its conversation's id."""
    x = Outbox(lambda _: httpx.Response(201, json={"data": {"dm_event_id": "77", "dm_conversation_id": "1582"}}))
    send(answer(to="group:1582"), CONNECTION, new_client(x.transport()))
    assert str(x.requests[0].url) == "https://api.x.com/2/dm_conversations/1582/messages"


def test_an_answer_to_a_post_answers_the_newest() -> None:
    """A picture is uploaded first, and stands in a post after the text."""
    x = Outbox(lambda _: httpx.Response(201, json={"data": {"id": "88"}}))
    message = answer("Sorry!", PHOTO, to="post:5:222", references=("5", "6"))
    assert send(message, CONNECTION, new_client(x.transport())) == Accepted(provider_message_ids=("88", "88"))
    assert [request.url.path for request in x.requests] == ["/2/media/upload", "/2/tweets", "/2/tweets"]
    assert b'"in_reply_to_tweet_id":"6"' in x.requests[1].content


def test_a_long_post_leaves_in_parts_that_x_counts() -> None:
    """A Chinese character counts twice."""
    x = Outbox(lambda _: httpx.Response(201, json={"data": {"id": "88"}}))
    send(answer("好" * 280, to="post:5:222"), CONNECTION, new_client(x.transport()))
    assert len(x.requests) == 2


@pytest.mark.parametrize(
    ("response", "kind"),
    [
        (httpx.Response(429, headers={"x-rate-limit-reset": "0"}, json={"title": "Too Many Requests"}), RetryAfter),
        (httpx.Response(403, json={"title": "Forbidden", "detail": "not allowed"}), Refused),
        (httpx.Response(504), OutcomeLost),
        (httpx.Response(201, json={}), OutcomeLost),
    ],
)
def test_an_error_says_whether_to_send_again(response: httpx.Response, kind: type) -> None:
    """Too many calls wait, a closed door is final, a lost answer is unknown."""
    x = Outbox(lambda _: response)
    assert isinstance(send(answer(), CONNECTION, new_client(x.transport())), kind)


def test_a_picture_of_a_direct_message_is_fetched_with_proof() -> None:
    """One at a post lies open, and gets none."""
    x = Outbox(lambda _: httpx.Response(200, content=b"JPG"))
    for place in ("1/2/a.jpg", "https://pbs.twimg.com/media/a.jpg"):
        photo = Attachment(id="0", name="photo.jpg", mime="image/jpeg", provider_media_id=place)
        assert fetch(photo, CONNECTION, new_client(x.transport())).read() == b"JPG"
    assert [("authorization" in request.headers) for request in x.requests] == [True, False]
