"""What the desk asks of LINE, and how it reads the answers."""

from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import pytest

from channels.line.outbound import fetch, send
from transom.aws import blobs
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
from transom.errors import NotFoundError, UnavailableError
from transom.http import new_client
from transom.model import Attachment, Door, MediaKind, Place
from transom.testing.fakes import Outbox

SHOP = Place(latitude=52.2297, longitude=21.0122, name="Shop", address="Long Street 1")
CONNECTION = Connection(id="shop-line", channel="line", secret={"access_token": "T-1", "channel_secret": "S"})
IMAGE = OutboundFile(
    name="a.png", mime="image/png", content=b"PNG", kind=MediaKind.IMAGE, link="https://files.example.com/a"
)
VIDEO = Attachment(id="0", kind=MediaKind.VIDEO, name="video.mp4", mime="video/mp4", provider_media_id="4445")


def accept(_: httpx.Request) -> httpx.Response:
    """Answer as LINE does to a push that it takes."""
    return httpx.Response(200, json={"sentMessages": [{"id": "461230966842064897", "quoteToken": "q"}]})


def answer(text: str = "", *files: OutboundFile) -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="line", connection="shop-line", address="U1"),
        text=text,
        files=files,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def outcome(message: OutboundMessage, outbox: Outbox) -> Receipt:
    """Send a message to the outbox."""
    return send(message, CONNECTION, new_client(outbox.transport()))


def test_a_text_is_pushed_under_a_key() -> None:
    """Sending the same message again gives the same key, so LINE drops it."""
    outbox = Outbox(accept)
    assert outcome(answer("On its way."), outbox) == Accepted(provider_message_ids=("461230966842064897",))
    outcome(answer("On its way."), outbox)
    first, second = outbox.requests
    assert str(first.url) == "https://api.line.me/v2/bot/message/push"
    assert first.headers["authorization"] == "Bearer T-1"
    assert first.headers["x-line-retry-key"] == second.headers["x-line-retry-key"]
    assert outbox.bodies[0] == {"to": "U1", "messages": [{"type": "text", "text": "On its way."}]}


def test_up_to_five_messages_leave_in_one_push() -> None:
    """LINE counts a push once; each has a key of its own."""
    outbox = Outbox(accept)
    outcome(answer("x" * 26_000, IMAGE), outbox)
    assert [len(body["messages"]) for body in outbox.bodies if isinstance(body["messages"], list)] == [5, 2]
    assert len({request.headers["x-line-retry-key"] for request in outbox.requests}) == 2


def test_what_was_taken_before_is_accepted() -> None:
    """A 409 tells what became of the first request."""
    body = {"message": "The retry key is already accepted", "sentMessages": [{"id": "77"}]}
    assert outcome(answer("x"), Outbox(lambda _: httpx.Response(409, json=body))) == Accepted(
        provider_message_ids=("77",)
    )
    bare = httpx.Response(409, json={"message": "x"}, headers={"x-line-accepted-request-id": "r-1"})
    assert outcome(answer("x"), Outbox(lambda _: bare)) == Accepted(provider_message_ids=("r-1",))


@pytest.mark.parametrize(
    ("status", "told", "expected"),
    [
        (
            429,
            "You have reached your monthly limit.",
            Refused(reason="the month's quota of messages is used up"),
        ),
        (
            429,
            "The API rate limit has been exceeded. Try again later.",
            RetryAfter(seconds=5, reason="The API rate limit has been exceeded. Try again later.", is_limit=True),
        ),
        (400, "The property, 'to', is invalid", Refused(reason="The property, 'to', is invalid")),
        (504, "", OutcomeLost(reason="HTTP 504", is_failure=True)),
    ],
)
def test_each_answer_has_its_meaning(status: int, told: str, expected: Receipt) -> None:
    """The month's quota is no throttle, though its status is the same."""
    assert outcome(answer("x"), Outbox(lambda _: httpx.Response(status, json={"message": told}))) == expected


def content(transcoding: str) -> Callable[[httpx.Request], httpx.Response]:
    """Return LINE's data host, where a file's transcoding has come so far."""

    def respond(request: httpx.Request) -> httpx.Response:
        assert request.headers["authorization"] == "Bearer T-1"
        assert request.url.host == "api-data.line.me"
        if request.url.path.endswith("/transcoding"):
            return httpx.Response(200, json={"status": transcoding})
        return httpx.Response(200, content=b"MP4")

    return respond


def test_a_video_is_fetched_when_it_is_ready() -> None:
    """First whether it is, then its bytes."""
    outbox = Outbox(content("succeeded"))
    assert fetch(VIDEO, CONNECTION, new_client(outbox.transport())).read() == b"MP4"
    assert [request.url.path for request in outbox.requests] == [
        "/v2/bot/message/4445/content/transcoding",
        "/v2/bot/message/4445/content",
    ]


@pytest.mark.parametrize(("status", "error"), [("processing", UnavailableError), ("failed", NotFoundError)])
def test_a_video_that_is_not_ready_comes_later_or_never(status: str, error: type[Exception]) -> None:
    """Its bytes are not asked for."""
    outbox = Outbox(content(status))
    with pytest.raises(error):
        fetch(VIDEO, CONNECTION, new_client(outbox.transport()))
    assert len(outbox.requests) == 1


def test_a_sticker_is_fetched_without_the_token() -> None:
    """Its host is another."""
    outbox = Outbox(lambda _: httpx.Response(200, content=b"PNG"))
    address = "https://stickershop.line-scdn.net/stickershop/v1/sticker/1988/android/sticker.png"
    sticker = Attachment(id="0", kind=MediaKind.STICKER, name="sticker.png", provider_media_id=address)
    fetch(sticker, CONNECTION, new_client(outbox.transport())).read()
    assert "authorization" not in outbox.requests[0].headers


@pytest.mark.parametrize(
    ("place", "title", "address"),
    [
        (SHOP, "Shop", "Long Street 1"),
        (Place(latitude=52.2297, longitude=21.0122, name="Shop"), "Shop", "Shop"),
        (Place(latitude=52.2297, longitude=21.0122), "📍", "📍"),
    ],
)
def test_a_place_has_a_title_and_an_address(place: Place, title: str, address: str) -> None:
    """LINE takes none without."""
    outbox = Outbox(accept)
    outcome(answer("Here").model_copy(update={"place": place}), outbox)
    [body] = outbox.bodies
    told = {"title": title, "address": address, "latitude": 52.2297, "longitude": 21.0122}
    assert body["messages"] == [{"type": "text", "text": "Here"}, {"type": "location", **told}]


def test_the_first_text_quotes_what_it_answers() -> None:
    """By the token that came with it; LINE refuses a message's id."""
    outbox = Outbox(accept)
    outcome(answer("x" * 5001).model_copy(update={"references": ("q3Plxr4AgKd",)}), outbox)
    outcome(answer("x").model_copy(update={"references": ("468789577898262530",)}), outbox)
    quoting, plain = (str(body["messages"]) for body in outbox.bodies)
    assert (quoting.count("quoteToken"), plain.count("quoteToken")) == (1, 0)
    assert quoting.endswith("'quoteToken': 'q3Plxr4AgKd'}, {'type': 'text', 'text': 'x'}]")


def test_a_video_has_a_preview_and_a_sound_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """LINE takes neither without."""
    stored: dict[str, bytes] = {}
    monkeypatch.setattr(blobs, "put", lambda key, content, _mime: stored.update({key: content}))
    monkeypatch.setattr(blobs, "link", lambda key, _name: f"https://files.example.com/{key}")
    video = IMAGE.model_copy(update={"mime": "video/mp4", "kind": MediaKind.VIDEO})
    head = b"mvhd" + bytes(12) + (1000).to_bytes(4, "big") + (2500).to_bytes(4, "big") + bytes(40)
    sound = IMAGE.model_copy(update={"mime": "audio/mp4", "kind": MediaKind.AUDIO, "content": head})
    outbox = Outbox(accept)
    outcome(answer("", video, sound), outbox)
    [body] = outbox.bodies
    preview = "https://files.example.com/media/01K0000000000000000000000A/preview.png"
    assert body["messages"] == [
        {"type": "video", "originalContentUrl": IMAGE.link, "previewImageUrl": preview},
        {"type": "audio", "originalContentUrl": IMAGE.link, "duration": 2500},
    ]
    [content] = stored.values()
    assert content.startswith(b"\x89PNG")
