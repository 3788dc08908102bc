"""What the desk asks of the Cloud API, and how it reads the answers."""

from datetime import UTC, datetime

import httpx
import pytest

from channels.whatsapp.contents import bodies
from channels.whatsapp.outbound import fetch, send
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
from transom.errors import NotFoundError, TooLargeError, UnavailableError
from transom.http import new_client
from transom.model import Attachment, ContactCard, Door, MediaKind, Place
from transom.testing.fakes import Outbox

TOKEN = "EAAG1234"
BASE = "http://outbox.test/whatsapp"
SHOP = Place(latitude=52.2297, longitude=21.0122, name="Shop", address="Long Street 1")
ANA = ContactCard(name="Ana", phones=("+48500100200",), emails=("ana@example.com",))
CONNECTION = Connection(
    id="shop",
    channel="whatsapp",
    settings={"phone_number_id": "1065", "fallback_template": "answer_ready:en", "base_url": BASE},
    secret={"access_token": TOKEN},
)
PHOTO = OutboundFile(name="shelf.png", mime="image/png", content=b"\x89PNG", kind=MediaKind.IMAGE)
INVOICE = OutboundFile(name="invoice.pdf", mime="application/pdf", content=b"%PDF")
VOICE = Attachment(id="0", name="voice.ogg", mime="audio/ogg", provider_media_id="1003")


def taken(request: httpx.Request) -> httpx.Response:
    """Take a file or a message."""
    if request.url.path.endswith("/media"):
        return httpx.Response(200, json={"id": "77"})
    return httpx.Response(200, json={"messaging_product": "whatsapp", "messages": [{"id": "wamid.A"}]})


def refusal(code: int, status: int = 400, message: str = "no") -> httpx.Response:
    """Return how the Graph API says no."""
    return httpx.Response(status, json={"error": {"message": message, "type": "OAuthException", "code": code}})


def answer(text: str = "", *files: OutboundFile, to: str = "PL.1349", **fields: object) -> OutboundMessage:
    """Return an agent's answer."""
    message = OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="whatsapp", connection="shop", address=to),
        text=text,
        files=files,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )
    return message.model_copy(update=fields)


def outcome(outbox: Outbox, message: OutboundMessage | None = None) -> Receipt:
    """Send a message to the outbox."""
    return send(message or answer("On its way."), CONNECTION, new_client(outbox.transport()))


@pytest.mark.parametrize(
    ("to", "fields"),
    [
        ("PL.1349", {"recipient_type": "individual", "recipient": "PL.1349"}),
        ("48500100200", {"recipient_type": "individual", "to": "48500100200"}),
        ("group:Y2Fw", {"recipient_type": "group", "to": "Y2Fw"}),
    ],
)
def test_a_text_goes_to_who_wrote(to: str, fields: dict[str, str]) -> None:
    """By their id, by their number, or to the group; with our reference, and the token in a header alone."""
    outbox = Outbox(taken)
    assert outcome(outbox, answer("On its way.", to=to)) == Accepted(provider_message_ids=("wamid.A",))
    [request], [body] = outbox.requests, outbox.bodies
    assert str(request.url) == f"{BASE}/1065/messages"
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert body == fields | {
        "messaging_product": "whatsapp",
        "type": "text",
        "text": {"body": "On its way."},
        "biz_opaque_callback_data": "ABCD1234.01K0000000000000000000000A",
    }


def test_a_long_text_leaves_in_parts_and_the_first_quotes() -> None:
    """One quotation is enough."""
    outbox = Outbox(taken)
    outcome(outbox, answer("word " * 1000, references=("wamid.Q",)))
    assert [body.get("context") for body in outbox.bodies] == [{"message_id": "wamid.Q"}, None]


def test_a_file_is_handed_over_and_then_sent_with_its_caption() -> None:
    """An image as such, all else as a document with its name."""
    outbox = Outbox(taken)
    outcome(outbox, answer("Here you are", PHOTO, INVOICE))
    assert [request.url.path.rpartition("/")[2] for request in outbox.requests] == ["media", "media"] + ["messages"] * 2
    assert b'filename="shelf.png"' in outbox.requests[0].content
    outbox.requests = outbox.requests[2:]
    photo, invoice = outbox.bodies
    assert photo["image"] == {"id": "77", "caption": "Here you are"}
    assert invoice["document"] == {"id": "77", "filename": "invoice.pdf"}


def test_when_a_file_is_not_taken_nothing_is_sent() -> None:
    """Also when nobody knows whether it arrived: a second upload does no harm."""
    lost = Outbox(lambda _request: httpx.Response(504))
    assert isinstance(outcome(lost, answer("Here", PHOTO)), RetryAfter)
    refused = Outbox(lambda _request: refusal(100, message="a type that is not taken"))
    assert outcome(refused, answer("Here", PHOTO)) == Refused(reason="a type that is not taken (100)")
    assert len(refused.requests) == 1


def test_after_24_hours_the_template_carries_the_answer() -> None:
    """In one line, as its one variable."""
    answers = [refusal(131047), taken(httpx.Request("POST", f"{BASE}/1065/messages"))]
    outbox = Outbox(lambda _request: answers.pop(0))
    assert isinstance(outcome(outbox, answer("It left.\n\nTomorrow it is there.")), Accepted)
    template = outbox.bodies[1]["template"]
    assert template == {
        "name": "answer_ready",
        "language": {"code": "en"},
        "components": [{"type": "body", "parameters": [{"type": "text", "text": "It left. Tomorrow it is there."}]}],
    }


def test_what_fits_no_template_is_refused() -> None:
    """Too long a text, and without the setting any."""
    outbox = Outbox(lambda _request: refusal(131047))
    assert isinstance(outcome(outbox, answer("x" * 1025)), Refused)
    bare = CONNECTION.model_copy(update={"settings": {"phone_number_id": "1065", "base_url": BASE}})
    assert isinstance(send(answer("Hello"), bare, new_client(outbox.transport())), Refused)
    assert len(outbox.requests) == 2


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (refusal(131056), RetryAfter(seconds=6, reason="no (131056)")),
        (refusal(130429, 429), RetryAfter(seconds=5, reason="no (130429)", is_limit=True)),
        (refusal(131026), Refused(reason="no (131026)")),
        (
            refusal(190, 401, f"Malformed access token {TOKEN}"),
            Refused(reason="the access token is not valid any more"),
        ),
        (refusal(131000, 500), RetryAfter(seconds=5, reason="no (131000)", is_failure=True)),
        (httpx.Response(504), OutcomeLost(reason="the answer is unreadable (504)", is_failure=True)),
        (httpx.Response(200, text="ok"), OutcomeLost(reason="the answer is unreadable")),
        (httpx.ConnectError("refused"), RetryAfter(seconds=5, reason="ConnectError", is_failure=True)),
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


def downloaded(found: httpx.Response) -> tuple[Outbox, bytes]:
    """Fetch a file that lies where an answer says."""
    outbox = Outbox(lambda request: found if request.url.path.endswith("/1003") else httpx.Response(200, content=b"Og"))
    return outbox, fetch(VOICE, CONNECTION, new_client(outbox.transport())).read()


def test_a_file_is_fetched_with_the_token_from_meta_s_host() -> None:
    """First where it lies, then its bytes."""
    outbox, content = downloaded(httpx.Response(200, json={"url": "https://lookaside.fbsbx.com/x?mid=1003"}))
    assert content == b"Og"
    assert {request.headers["authorization"] for request in outbox.requests} == {f"Bearer {TOKEN}"}


@pytest.mark.parametrize(
    ("found", "error"),
    [
        (httpx.Response(200, json={"url": "https://evil.test/x"}), NotFoundError),
        (httpx.Response(200, json={"url": "https://lookaside.fbsbx.com/x", "file_size": 100_000_001}), TooLargeError),
        (refusal(100), NotFoundError),
        (httpx.Response(500), UnavailableError),
    ],
)
def test_what_is_not_handed_out_is_lost_or_tried_again(found: httpx.Response, error: type[Exception]) -> None:
    """No other host gets the token."""
    with pytest.raises(error):
        downloaded(found)


def test_a_place_and_contacts_are_what_they_are() -> None:
    """After the text, in messages of their own."""
    outbox = Outbox(taken)
    outcome(
        outbox,
        answer("Here", place=SHOP, cards=(ANA,)),
    )
    text, place, contacts = outbox.bodies
    assert text["type"] == "text"
    assert place["location"] == {
        "latitude": 52.2297,
        "longitude": 21.0122,
        "name": "Shop",
        "address": "Long Street 1",
    }
    assert contacts["contacts"] == [
        {
            "name": {"formatted_name": "Ana", "first_name": "Ana"},
            "phones": [{"phone": "+48500100200"}],
            "emails": [{"email": "ana@example.com"}],
        }
    ]


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (MediaKind.VOICE, {"type": "audio", "audio": {"id": "77", "voice": True}}),
        (MediaKind.AUDIO, {"type": "audio", "audio": {"id": "77"}}),
        (MediaKind.STICKER, {"type": "sticker", "sticker": {"id": "77"}}),
        (MediaKind.FILE, {"type": "document", "document": {"id": "77", "filename": "invoice.pdf"}}),
    ],
)
def test_each_kind_is_sent_as_what_it_is(kind: MediaKind, content: dict[str, object]) -> None:
    """WhatsApp shows a voice message and a sticker otherwise than a file."""
    [body] = bodies(answer("", INVOICE.model_copy(update={"kind": kind})), ["77"])
    assert content.items() <= body.items()
