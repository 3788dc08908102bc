"""What the desk asks of the Graph API for an Instagram account, and how it reads the answers."""

from datetime import UTC, datetime

import httpx
import pytest

from channels.instagram.outbound import fetch, in_bytes, send
from transom.channel import Accepted, Connection, OutboundFile, OutboundMessage, Receipt, Refused
from transom.errors import NotFoundError
from transom.http import new_client
from transom.model import Attachment, Door, MediaKind
from transom.testing.fakes import Outbox

BASE = "http://outbox.test/instagram"
SETTINGS = {"account_id": "1784", "base_url": BASE}
CONNECTION = Connection(id="shop", channel="instagram", settings=SETTINGS, secret={"access_token": "IGAA1"})
HUMAN = CONNECTION.model_copy(update={"settings": SETTINGS | {"human_agent": "yes"}})
LINK = "https://bucket.s3.amazonaws.com/media/1"
PHOTO = OutboundFile(name="shelf.png", mime="image/png", content=b"\x89PNG", kind=MediaKind.IMAGE, link=LINK)


def taken(request: httpx.Request) -> httpx.Response:
    """Take a message or a comment."""
    known = {"message_id": "m_A"} if request.url.path.endswith("/messages") else {"id": "17"}
    return httpx.Response(200, json=known)


def answer(text: str = "", *files: OutboundFile, to: str = "1254") -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="instagram", connection="shop", address=to),
        text=text,
        files=files,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def outcome(outbox: Outbox, message: OutboundMessage, connection: Connection = CONNECTION) -> Receipt:
    """Send a message to the outbox."""
    return send(message, connection, new_client(outbox.transport()))


def test_a_text_and_a_file_go_to_who_wrote() -> None:
    """Instagram fetches the file."""
    outbox = Outbox(taken)
    assert outcome(outbox, answer("Here", PHOTO)) == Accepted(provider_message_ids=("m_A", "m_A"))
    assert str(outbox.requests[0].url) == f"{BASE}/1784/messages"
    assert outbox.bodies == [
        {"recipient": {"id": "1254"}, "message": {"text": "Here"}},
        {"recipient": {"id": "1254"}, "message": {"attachment": {"type": "image", "payload": {"url": LINK}}}},
    ]


@pytest.mark.parametrize("text", ["word " * 600, "слово " * 600, "🦊" * 900, "short"])
def test_a_text_is_cut_by_its_bytes(text: str) -> None:
    """And stays whole."""
    pieces = list(in_bytes(text))
    assert max(len(piece.encode()) for piece in pieces) <= 1000
    assert "".join("".join(pieces).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("to", "path", "body"),
    [
        ("comment:17", "17/replies", {"message": "Yes."}),
        ("mention:18:", "1784/mentions", {"media_id": "18", "message": "Yes."}),
        ("mention:18:19", "1784/mentions", {"media_id": "18", "comment_id": "19", "message": "Yes."}),
        ("private:comment_id:17", "1784/messages", {"recipient": {"comment_id": "17"}, "message": {"text": "Yes."}}),
    ],
)
def test_the_door_says_where_an_answer_goes(to: str, path: str, body: dict[str, object]) -> None:
    """Beneath a comment, to a mention, or once in private."""
    outbox = Outbox(taken)
    assert isinstance(outcome(outbox, answer("Yes.", to=to)), Accepted)
    assert str(outbox.requests[0].url) == f"{BASE}/{path}"
    assert outbox.bodies == [body]


def test_after_24_hours_people_answer_with_the_tag() -> None:
    """Where Meta has granted it."""
    late = httpx.Response(400, json={"error": {"message": "late", "code": 10, "error_subcode": 2534022}})
    answers = [late, httpx.Response(200, json={"message_id": "m_A"})]
    outbox = Outbox(lambda _request: answers.pop(0))
    assert isinstance(outcome(outbox, answer("Hello"), HUMAN), Accepted)
    assert outbox.bodies[1]["tag"] == "HUMAN_AGENT"
    assert isinstance(outcome(Outbox(lambda _request: late), answer("Hello")), Refused)


def test_a_file_is_fetched_from_meta_s_hosts() -> None:
    """And from no other."""
    outbox = Outbox(lambda _request: httpx.Response(200, content=b"\x89PNG"))
    photo = Attachment(id="0", name="image.jpg", provider_media_id="https://lookaside.fbsbx.com/ig_messaging_cdn/?a=1")
    assert fetch(photo, CONNECTION, new_client(outbox.transport())).read() == b"\x89PNG"
    with pytest.raises(NotFoundError):
        fetch(photo.model_copy(update={"provider_media_id": "https://evil.test/1"}), CONNECTION, new_client())
