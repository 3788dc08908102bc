"""What the desk asks of Viber, and how it reads the answers."""

from datetime import UTC, datetime

import httpx
import pytest

from channels.viber.outbound import fetch, send
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
from transom.model import Attachment, ContactCard, Door, MediaKind, Place
from transom.testing.fakes import Outbox

SHOP = Place(latitude=52.2297, longitude=21.0122, name="Shop", address="Long Street 1")
ANA = ContactCard(name="Ana", phones=("+48500100200",), emails=("ana@example.com",))
CONNECTION = Connection(
    id="shop-viber",
    channel="viber",
    settings={"base_url": "http://outbox.test/viber", "sender_name": "The Shop"},
    secret={"auth_token": "T-1"},
)
LINK = "https://files.example.com/a"


def accept(_: httpx.Request) -> httpx.Response:
    """Answer as Viber does to a message that it takes."""
    body = {"status": 0, "status_message": "ok", "message_token": 5741490540844320817, "billing_status": 1}
    return httpx.Response(200, json=body)


def answer(text: str = "", *files: OutboundFile) -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="viber", connection="shop-viber", address="u1=="),
        text=text,
        files=files,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def file(name: str, mime: str, *, size: int = 4, link: str = LINK) -> OutboundFile:
    """Return a file of a size."""
    return OutboundFile(name=name, mime=mime, content=bytes(size), kind=MediaKind.of(mime), link=link)


def outcome(message: OutboundMessage, outbox: Outbox) -> Receipt:
    """Send a message to the outbox."""
    return send(message, CONNECTION, new_client(outbox.transport()))


def test_a_text_goes_to_its_receiver_with_our_reference() -> None:
    """The token is in a header, and the reference is what Viber tells back."""
    outbox = Outbox(accept)
    assert outcome(answer("On its way."), outbox) == Accepted(provider_message_ids=("5741490540844320817",))
    [request] = outbox.requests
    assert str(request.url) == "http://outbox.test/viber/pa/send_message"
    assert request.headers["x-viber-auth-token"] == "T-1"
    assert outbox.bodies == [
        {
            "receiver": "u1==",
            "min_api_version": 1,
            "sender": {"name": "The Shop"},
            "tracking_data": "ABCD1234.01K0000000000000000000000A",
            "type": "text",
            "text": "On its way.",
        }
    ]


def test_each_file_goes_as_what_viber_takes_it_for() -> None:
    """A small JPEG is a picture, an MP4 a video, and all else a file with its size and name."""
    outbox = Outbox(accept)
    big = file("big.jpg", "image/jpeg", size=1_000_001).model_copy(update={"kind": MediaKind.FILE})
    outcome(answer("", file("a.jpg", "image/jpeg"), file("b.mp4", "video/mp4"), big), outbox)
    assert [body["type"] for body in outbox.bodies] == ["picture", "video", "file"]
    assert outbox.bodies[2]["file_name"] == "big.jpg"
    assert outbox.bodies[2]["size"] == 1_000_001


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"status": 12, "status_message": "tooManyRequests"},
            RetryAfter(seconds=5, reason="tooManyRequests", is_limit=True),
        ),
        ({"status": 6, "status_message": "notSubscribed"}, Refused(reason="Viber refuses: notSubscribed")),
        ({"status": 0}, OutcomeLost(reason="the answer is unreadable")),
        ([], OutcomeLost(reason="the answer is unreadable")),
    ],
)
def test_the_status_in_the_body_counts(given: object, expected: Receipt) -> None:
    """Viber answers 200 to whatever it refuses."""
    assert outcome(answer("x"), Outbox(lambda _: httpx.Response(200, json=given))) == expected


def test_a_failure_of_http_is_judged_by_its_status() -> None:
    """A gateway that gave up leaves the outcome open."""
    assert isinstance(outcome(answer("x"), Outbox(lambda _: httpx.Response(504))), OutcomeLost)


def test_media_are_fetched_from_viber_alone() -> None:
    """An address elsewhere is not even asked."""
    outbox = Outbox(lambda _: httpx.Response(200, content=b"JPEG"))
    http = new_client(outbox.transport())
    picture = Attachment(id="0", name="a.jpg", mime="image/jpeg", provider_media_id="https://dl-media.viber.com/a.jpg")
    assert fetch(picture, CONNECTION, http).read() == b"JPEG"
    elsewhere = picture.model_copy(update={"provider_media_id": "https://dl-media.viber.com.evil.test/a.jpg"})
    with pytest.raises(NotFoundError):
        fetch(elsewhere, CONNECTION, http)
    assert len(outbox.requests) == 1


def test_a_place_and_a_contact_are_what_they_are() -> None:
    """What Viber has no field for follows as text."""
    outbox = Outbox(accept)
    outcome(answer().model_copy(update={"place": SHOP, "cards": (ANA,)}), outbox)
    location, named, contact, emails = outbox.bodies
    assert location["location"] == {"lat": "52.2297", "lon": "21.0122"}
    assert named["text"] == "Shop\nLong Street 1"
    assert contact["contact"] == {"name": "Ana", "phone_number": "+48500100200"}
    assert emails["text"] == "ana@example.com"
