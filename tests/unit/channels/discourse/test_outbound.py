"""What the desk asks of a forum, and how it reads the answers."""

import json

import httpx
import pytest

from channels.discourse.outbound import fetch, send
from tests.samples import NOW, sample_connection
from transom.channel import Accepted, OutboundFile, OutboundMessage, OutcomeLost, Refused, RetryAfter
from transom.http import new_client
from transom.model import Attachment, Door, MediaKind
from transom.testing.fakes import Outbox

CONNECTION = sample_connection("discourse")
TAKEN = {"id": 9, "topic_id": 4711, "post_number": 6, "short_url": "upload://q7.png"}


def answer(text: str = "On its way.", *files: OutboundFile, references: tuple[str, ...] = ()) -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="discourse", connection="sample", address="4711:57"),
        text=text,
        files=files,
        references=references,
        queued_at=NOW,
    )


def test_an_answer_is_a_reply_in_the_topic() -> None:
    """It is posted with the key, in the name of the user who answers."""
    forum = Outbox(lambda _: httpx.Response(200, json=TAKEN))
    receipt = send(answer(references=("4711:3",)), CONNECTION, new_client(forum.transport()))
    assert receipt == Accepted(provider_message_ids=("4711:6",))
    assert forum.bodies == [{"topic_id": 4711, "reply_to_post_number": 3, "raw": "On its way."}]
    assert forum.requests[0].headers["api-key"] == "sample-api-key"
    assert forum.requests[0].headers["api-username"] == "acme"


def test_a_file_is_shown_at_the_end() -> None:
    """A picture as a picture, under a name that breaks no markup."""
    forum = Outbox(lambda _: httpx.Response(200, json=TAKEN))
    photo = OutboundFile(name="my[shelf].png", mime="image/png", content=b"PNG", kind=MediaKind.IMAGE)
    send(answer("Look:", photo), CONNECTION, new_client(forum.transport()))
    assert json.loads(forum.requests[1].content)["raw"] == "Look:\n\n![my shelf .png](upload://q7.png)"


@pytest.mark.parametrize(
    ("response", "kind"),
    [
        (httpx.Response(429, json={"errors": ["slow"], "extras": {"wait_seconds": 17}}), RetryAfter),
        (httpx.Response(422, json={"errors": ["Body is too short"]}), Refused),
        (httpx.Response(200, json={"success": True, "action": "enqueued"}), OutcomeLost),
        (httpx.Response(504), OutcomeLost),
    ],
)
def test_an_error_says_whether_to_send_again(response: httpx.Response, kind: type) -> None:
    """What waits for a moderator is not known to be out."""
    forum = Outbox(lambda _: response)
    assert isinstance(send(answer(), CONNECTION, new_client(forum.transport())), kind)


def test_the_key_goes_to_the_forum_alone() -> None:
    """Not to the host that keeps its uploads."""
    forum = Outbox(lambda _: httpx.Response(200, content=b"JPG"))
    for host in ("forum.example.com", "global.discourse-cdn.com"):
        photo = Attachment(id="0", name="a.jpg", mime="image/jpeg", provider_media_id=f"https://{host}/a.jpg")
        fetch(photo, CONNECTION, new_client(forum.transport())).read()
    assert ["api-key" in request.headers for request in forum.requests] == [True, False]
