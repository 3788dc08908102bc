"""What the desk asks of MAX, and how it reads the answers."""

import json
from datetime import UTC, datetime

import httpx
import pytest
from pydantic import JsonValue

from channels.max import outbound
from channels.max.outbound import fetch, send
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
from transom.model import Attachment, ContactCard, Door, MediaKind, Place
from transom.testing.fakes import Outbox

SHOP = Place(latitude=52.2297, longitude=21.0122, name="Shop", address="Long Street 1")
ANA = ContactCard(name="Ana", phones=("+48500100200",), emails=("ana@example.com",))
CONNECTION = Connection(id="shop-max", channel="max", secret={"access_token": "T-1", "webhook_secret": "S"})
PHOTO = OutboundFile(name="shelf.png", mime="image/png", content=b"\x89PNG", kind=MediaKind.IMAGE)
INVOICE = OutboundFile(name="invoice.pdf", mime="application/pdf", content=b"%PDF")
VIDEO = Attachment(id="0", kind=MediaKind.VIDEO, name="video.mp4", mime="video/mp4", provider_media_id="video:v9/t")
NOT_READY: JsonValue = {"code": "attachment.not.ready", "message": "Key: errors.process.attachment.file.not.processed"}


class Max:
    """Stands for MAX: takes all, once it has told what it was given to tell first."""

    def __init__(self, *first: httpx.Response) -> None:
        self._first = list(first)
        self.outbox = Outbox(self._respond)
        self.http = new_client(self.outbox.transport())

    @property
    def paths(self) -> list[str]:
        """Return what was asked."""
        return [request.url.path for request in self.outbox.requests]

    def _respond(self, request: httpx.Request) -> httpx.Response:
        match request.url.path:
            case "/uploads" if request.url.params["type"] == "video":
                return httpx.Response(200, json={"url": "https://up.oneme.ru/video", "token": "T1"})
            case "/video":
                return httpx.Response(200, text="<retval>1</retval>")
            case "/uploads":
                return httpx.Response(200, json={"url": f"https://up.oneme.ru/{request.url.params['type']}"})
            case "/image":
                return httpx.Response(200, json={"photos": {"k": {"token": "p-1"}}})
            case "/file":
                return httpx.Response(200, json={"fileId": 1, "token": "f-1"})
        number = len(self.outbox.requests)
        taken = {"message": {"body": {"mid": f"mid.{number}", "seq": number}, "timestamp": 1}}
        return self._first.pop(0) if self._first else httpx.Response(200, json=taken)


def answer(text: str = "", *files: OutboundFile, references: tuple[str, ...] = ()) -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="max", connection="shop-max", address="186412345"),
        text=text,
        files=files,
        references=references,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def outcome(message: OutboundMessage, provider: Max) -> Receipt:
    """Send a message to MAX."""
    return send(message, CONNECTION, provider.http)


def test_a_text_goes_to_its_chat_and_quotes_what_it_answers() -> None:
    """The token is in a header, without `Bearer`."""
    provider = Max()
    assert outcome(answer("On its way.", references=("mid.7",)), provider) == Accepted(provider_message_ids=("mid.1",))
    [request] = provider.outbox.requests
    assert str(request.url) == "https://platform-api2.max.ru/messages?chat_id=186412345"
    assert request.headers["authorization"] == "T-1"
    assert json.loads(request.content) == {"text": "On its way.", "link": {"type": "reply", "mid": "mid.7"}}


def test_files_are_uploaded_before_the_first_message_leaves() -> None:
    """Each goes in a message of its own; the token goes to the API's host alone."""
    provider = Max()
    assert isinstance(outcome(answer("Here", PHOTO, INVOICE), provider), Accepted)
    assert provider.paths == ["/uploads", "/image", "/uploads", "/file", *["/messages"] * 3]
    *_, text, image, file = [json.loads(request.content) for request in provider.outbox.requests[4:]]
    assert text == {"text": "Here"}
    assert image == {"attachments": [{"type": "image", "payload": {"photos": {"k": {"token": "p-1"}}}}]}
    assert file == {"attachments": [{"type": "file", "payload": {"token": "f-1"}}]}
    elsewhere = [request for request in provider.outbox.requests if request.url.host == "up.oneme.ru"]
    assert all("authorization" not in request.headers for request in elsewhere)


def test_a_file_that_is_not_ready_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """MAX took nothing, so nothing is sent twice; at last it is given up."""
    monkeypatch.setattr(outbound, "PAUSES", (0.0, 0.0))
    later = Max(httpx.Response(400, json=NOT_READY))
    assert isinstance(outcome(answer("", INVOICE), later), Accepted)
    never = Max(*[httpx.Response(400, json=NOT_READY)] * 3)
    assert outcome(answer("", INVOICE), never) == Refused(reason="attachment.not.ready")


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (403, {"code": "chat.denied", "message": "error.dialog.suspended"}, Refused(reason="error.dialog.suspended")),
        (
            429,
            {"code": "too.many.requests", "message": "slow down"},
            RetryAfter(seconds=5, reason="slow down", is_limit=True),
        ),
        (504, [], OutcomeLost(reason="HTTP 504", is_failure=True)),
        (200, {"message": "ok"}, OutcomeLost(reason="the answer is unreadable")),
    ],
)
def test_each_answer_has_its_meaning(status: int, body: JsonValue, expected: Receipt) -> None:
    """A suspended dialog is one whose customer has stopped the bot."""
    assert outcome(answer("x"), Max(httpx.Response(status, json=body))) == expected


def test_a_certificate_that_is_none_is_named() -> None:
    """The setting is wrong, and an agent may read why nothing leaves."""
    wrong = CONNECTION.model_copy(update={"settings": {"ca_certificate": "not a PEM"}})
    receipt = send(answer("x"), wrong, Max().http)
    assert isinstance(receipt, Refused)
    assert "ca_certificate" in receipt.reason


def test_a_video_is_asked_for_by_its_token() -> None:
    """The API tells where it lies, in several qualities; the token's slash is no path's."""
    urls = {"mp4_1080": "https://v.okcdn.ru/1080", "mp4_720": "https://v.okcdn.ru/720", "hls": None}
    provider = Max(httpx.Response(200, json={"token": "v9/t", "urls": urls}), httpx.Response(200, content=b"MP4"))
    assert fetch(VIDEO, CONNECTION, provider.http).read() == b"MP4"
    asked, fetched = provider.outbox.requests
    assert asked.url.raw_path == b"/videos/v9%2Ft"
    assert str(fetched.url) == "https://v.okcdn.ru/720"
    assert "authorization" not in fetched.headers


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (httpx.Response(404, json={"code": "not.found", "message": "x"}), NotFoundError),
        (httpx.Response(503), UnavailableError),
        (httpx.Response(200, json={"urls": {"mp4_720": "https://evil.test/720"}}), NotFoundError),
    ],
)
def test_a_video_that_is_not_handed_out_is_lost_or_tried_again(given: httpx.Response, error: type[Exception]) -> None:
    """One that lies elsewhere is not fetched."""
    with pytest.raises(error):
        fetch(VIDEO, CONNECTION, Max(given).http)


def test_a_place_and_a_contact_are_what_they_are() -> None:
    """In messages of their own."""
    provider = Max()
    outcome(answer().model_copy(update={"place": SHOP, "cards": (ANA,)}), provider)
    first, second = (json.loads(request.content) for request in provider.outbox.requests)
    assert first == {
        "text": "Shop\nLong Street 1",
        "attachments": [{"type": "location", "latitude": 52.2297, "longitude": 21.0122}],
    }
    [contact] = second["attachments"]
    assert (contact["type"], contact["payload"]["vcf_phone"]) == ("contact", "+48500100200")


def test_a_video_has_its_token_before_it_is_uploaded() -> None:
    """The upload itself answers nothing that is of use."""
    provider = Max()
    video = PHOTO.model_copy(update={"mime": "video/mp4", "kind": MediaKind.VIDEO})
    outcome(answer("", video), provider)
    assert provider.paths == ["/uploads", "/video", "/messages"]
    assert json.loads(provider.outbox.requests[-1].content) == {
        "attachments": [{"type": "video", "payload": {"token": "T1"}}]
    }
