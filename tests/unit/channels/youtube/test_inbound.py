"""YouTube comments."""

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from channels.youtube.inbound import handshake, parse, verify
from channels.youtube.polling import Cursor, poll
from tests.samples import page_request, sample_connection
from transom.channel import InboundEdit, InboundMessage
from transom.errors import UnauthenticError, UnavailableError
from transom.http import new_client
from transom.model import Audience
from transom.provider import google
from transom.testing.fakes import Outbox

CONNECTION = sample_connection("youtube")
THREAD = "UgzExampleThread0001AaABAg"


def messages(case: str) -> list[InboundMessage]:
    """Return the comments of a sample."""
    events = parse(page_request(f"youtube/{case}"), CONNECTION)
    return [event for event in events if isinstance(event, InboundMessage)]


def test_a_comment_is_public_and_its_thread_is_the_conversation() -> None:
    """The author is known by their channel, and has a handle and a picture."""
    [comment] = messages("text")
    assert (comment.text, comment.audience) == ("Where is my order 10428? 📦", Audience.PUBLIC)
    assert (comment.door.address, comment.provider_message_id) == (THREAD, THREAD)
    assert (comment.sender.address, comment.sender.username) == ("UCana0000000000000000001", "ana_k")
    assert comment.sender.avatar


@pytest.mark.parametrize("case", ["reply", "replies"])
def test_a_reply_belongs_to_its_thread_and_ours_are_left_out(case: str) -> None:
    """Whether it comes with its thread or in a page of its own."""
    reply = messages(case)[-1]
    assert reply.text == "Thank you!"
    assert (reply.door.address, reply.references) == (THREAD, (THREAD,))
    assert "Hello Ana, it is on its way." not in [comment.text for comment in messages(case)]


def test_an_edited_comment_tells_of_its_edit() -> None:
    """Whoever knows the message learns the new text."""
    message, edit = parse(page_request("youtube/edit"), CONNECTION)
    assert isinstance(edit, InboundEdit)
    assert isinstance(message, InboundMessage)
    assert edit.provider_message_id == message.provider_message_id
    assert edit.text.endswith("on Friday.")


def test_who_has_left_still_wrote() -> None:
    """Without a channel, the comment stands for its author."""
    gone, _ = messages("several")
    assert gone.sender.address == gone.provider_message_id


def test_nobody_calls() -> None:
    """Whoever posts to the channel's address is not YouTube."""
    request = page_request("youtube/text")
    assert handshake(request, CONNECTION) is None
    with pytest.raises(UnauthenticError):
        verify(request, CONNECTION)


def tube(answer: Callable[[httpx.Request], httpx.Response]) -> Outbox:
    """Return YouTube, with a token for whoever asks."""
    google.forget(CONNECTION)
    grant = httpx.Response(200, json={"access_token": "ya29.t", "expires_in": 3599})
    return Outbox(lambda request: grant if request.url.path == "/token" else answer(request))


def sample(name: str) -> httpx.Response:
    """Return a sample as YouTube answers it."""
    return httpx.Response(200, content=page_request(f"youtube/{name}").body)


def test_a_thread_with_many_replies_is_read_whole_when_it_grows() -> None:
    """A page holds a few of them only; a thread that did not grow is not read again."""
    outbox = tube(lambda request: sample("replies" if request.url.path.endswith("/comments") else "several"))
    first = poll(CONNECTION, "", new_client(outbox.transport()))
    assert [request.url.path for request in outbox.requests[1:]] == [
        "/youtube/v3/commentThreads",
        "/youtube/v3/comments",
    ]
    assert len(first.requests) == 2
    again = poll(CONNECTION, first.cursor, new_client(outbox.transport()))
    assert (again.requests, again.cursor) == ((), first.cursor)


def test_a_new_reply_to_a_known_thread_is_news() -> None:
    """The number of its replies is more than the cursor knows."""
    known = Cursor.model_validate({"newest": "2026-11-16T09:10:05Z", "replies": {THREAD: 1}})
    polled = poll(CONNECTION, known.model_dump_json(), new_client(tube(lambda _: sample("reply")).transport()))
    assert len(polled.requests) == 1
    assert Cursor.of(polled.cursor).replies == {THREAD: 2}


def test_an_edit_in_a_known_thread_is_news() -> None:
    """The thread's last change is later than the cursor knows."""
    outbox = tube(lambda _: sample("edit"))
    first = poll(CONNECTION, "", new_client(outbox.transport()))
    known = Cursor.of(first.cursor)
    assert poll(CONNECTION, first.cursor, new_client(outbox.transport())).requests == ()
    earlier = known.model_copy(
        update={"changed": {thread: at - timedelta(minutes=1) for thread, at in known.changed.items()}}
    )
    assert len(poll(CONNECTION, earlier.model_dump_json(), new_client(outbox.transport())).requests) == 1


def test_a_spent_quota_is_told() -> None:
    """The poll is tried again later."""
    spent = httpx.Response(403, content=page_request("youtube/unreadable_error").body)
    with pytest.raises(UnavailableError, match="quota"):
        poll(CONNECTION, "", new_client(tube(lambda _: spent).transport()))
