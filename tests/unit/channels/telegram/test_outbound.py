"""What the desk asks of the Bot API, and how it reads the answers."""

import json
import logging
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
import pytest

from channels.telegram.outbound import fetch, send
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

TOKEN = "123456:ABC"
SHOP = Place(latitude=52.2297, longitude=21.0122, name="Shop", address="Long Street 1")
ANA = ContactCard(name="Ana", phones=("+48500100200",), emails=("ana@example.com",))
CONNECTION = Connection(
    id="demo-telegram",
    channel="telegram",
    settings={"base_url": "http://outbox.test/telegram"},
    secret={"token": TOKEN},
)
VOICE = Attachment(id="voice", name="voice.ogg", mime="audio/ogg", provider_media_id="AwAC")
PHOTO = OutboundFile(name="shelf.png", mime="image/png", content=b"\x89PNG", kind=MediaKind.IMAGE)
INVOICE = OutboundFile(name="invoice.pdf", mime="application/pdf", content=b"%PDF")

type Handler = Callable[[httpx.Request], httpx.Response]


class FakeBot:
    """Stands for the Bot API: accepts all until told otherwise, and keeps what it was asked."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.requests: list[httpx.Request] = []
        self._answers = list(answers)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer a request."""
        self.requests.append(request)
        answer = self._answers.pop(0) if self._answers else self.accepted()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def accepted(self) -> httpx.Response:
        """Return the answer to a message that was sent."""
        number = 100 + len(self.requests)
        return httpx.Response(200, json={"ok": True, "result": {"message_id": number, "chat": {"id": 55}, "date": 1}})

    @property
    def methods(self) -> list[str]:
        """Return the methods that were called."""
        return [request.url.path.rpartition("/")[2] for request in self.requests]


def client(handler: Handler) -> httpx.Client:
    """Return a client whose requests the handler answers."""
    return new_client(httpx.MockTransport(handler))


def refusal(status: int, description: str, **parameters: object) -> httpx.Response:
    """Return how the Bot API says no."""
    body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
    return httpx.Response(status, json=body)


def answer(text: str = "", *files: OutboundFile) -> OutboundMessage:
    """Return an agent's answer."""
    return OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="telegram", connection="demo-telegram", address="55"),
        text=text,
        files=files,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )


def outcome(bot: FakeBot, message: OutboundMessage | None = None) -> Receipt:
    """Send a message to the bot."""
    return send(message or answer("On its way."), CONNECTION, client(bot))


def test_a_text_goes_to_its_chat() -> None:
    """The address is the connection's, the key of the sent message holds the chat."""
    bot = FakeBot()
    assert outcome(bot) == Accepted(provider_message_ids=("55:101",))
    [request] = bot.requests
    assert str(request.url) == f"http://outbox.test/telegram/bot{TOKEN}/sendMessage"
    assert json.loads(request.content) == {"chat_id": "55", "text": "On its way."}


def test_an_answer_to_a_topic_goes_to_the_topic() -> None:
    """The door names it beside the chat."""
    bot = FakeBot()
    message = answer("Hello")
    outcome(bot, message.model_copy(update={"door": message.door.model_copy(update={"address": "-1005/9"})}))
    sent = json.loads(bot.requests[0].content)
    assert (sent["chat_id"], sent["message_thread_id"]) == ("-1005", "9")


def test_a_long_text_leaves_in_order_and_whole() -> None:
    """Each part is within the limit and has an id of its own."""
    bot = FakeBot()
    text = "\n\n".join(f"{number} " + "word " * 300 for number in range(6))
    receipt = outcome(bot, answer(text))
    parts = [json.loads(request.content)["text"] for request in bot.requests]
    assert len(parts) > 1
    assert all(len(part) <= 4096 for part in parts)
    assert " ".join(parts).split() == text.split()
    assert isinstance(receipt, Accepted)
    assert len(receipt.provider_message_ids) == len(parts)


def test_a_short_text_is_the_first_file_s_caption() -> None:
    """Photos and documents have methods of their own; the text is said once."""
    bot = FakeBot()
    outcome(bot, answer("Here you are", PHOTO, INVOICE))
    assert bot.methods == ["sendPhoto", "sendDocument"]
    photo, invoice = bot.requests
    assert b'name="photo"; filename="shelf.png"' in photo.content
    assert b"Here you are" in photo.content
    assert b'name="document"; filename="invoice.pdf"' in invoice.content
    assert b"Here you are" not in invoice.content


def test_a_long_text_goes_before_the_files() -> None:
    """A caption holds 1024 characters only."""
    bot = FakeBot()
    outcome(bot, answer("x" * 1025, PHOTO))
    assert bot.methods == ["sendMessage", "sendPhoto"]
    assert b"caption" not in bot.requests[1].content


def test_an_image_over_ten_megabytes_goes_as_a_document() -> None:
    """The limit for photos is lower."""
    bot = FakeBot()
    outcome(bot, answer("", OutboundFile(name="big.png", mime="image/png", content=bytes(10_000_001))))
    assert bot.methods == ["sendDocument"]


def test_nothing_to_say_is_refused() -> None:
    """An empty answer would be refused by Telegram too, after a request."""
    bot = FakeBot()
    assert isinstance(outcome(bot, answer("  ")), Refused)
    assert bot.requests == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            refusal(429, "Too Many Requests", retry_after=7),
            RetryAfter(seconds=7, reason="Too Many Requests", is_limit=True),
        ),
        (
            refusal(403, "Forbidden: bot was blocked by the user"),
            Refused(reason="Forbidden: bot was blocked by the user"),
        ),
        (refusal(400, "Bad Request: chat not found"), Refused(reason="Bad Request: chat not found")),
        (refusal(401, "Unauthorized"), Refused(reason="Unauthorized")),
        (httpx.Response(502, text="<html>Bad Gateway</html>"), OutcomeLost(reason="HTTP 502", is_failure=True)),
        (httpx.Response(503), RetryAfter(seconds=5, reason="HTTP 503", is_failure=True)),
        (httpx.Response(504), OutcomeLost(reason="HTTP 504", is_failure=True)),
        (httpx.Response(200, text="ok"), OutcomeLost(reason="the answer is unreadable")),
        (httpx.ConnectError("refused"), RetryAfter(seconds=5, reason="ConnectError", is_failure=True)),
        (httpx.ReadTimeout("slow"), OutcomeLost(reason="ReadTimeout", is_failure=True)),
        (httpx.RemoteProtocolError("gone"), OutcomeLost(reason="RemoteProtocolError", is_failure=True)),
    ],
)
def test_each_answer_has_its_meaning(given: httpx.Response | Exception, expected: Receipt) -> None:
    """What surely did not arrive may be sent again; what may have arrived is never."""
    assert outcome(FakeBot(given)) == expected


def test_what_is_half_out_is_never_started_again() -> None:
    """When the second part is put off, sending again would repeat the first."""
    bot = FakeBot(FakeBot().accepted(), refusal(429, "Too Many Requests", retry_after=1))
    receipt = outcome(bot, answer("x" * 5000))
    assert isinstance(receipt, OutcomeLost)
    assert receipt.provider_message_ids == ("55:100",)


def test_no_receipt_holds_the_token() -> None:
    """Every address does; a reason is shown to agents."""
    for failure in (httpx.ConnectError(f"bot{TOKEN}"), httpx.ReadTimeout(f"bot{TOKEN}")):
        assert TOKEN not in str(outcome(FakeBot(failure)))


def test_no_log_holds_the_token(caplog: pytest.LogCaptureFixture) -> None:
    """Lambda logs whatever a library says at INFO."""
    with caplog.at_level(logging.INFO):
        outcome(FakeBot())
    assert TOKEN not in caplog.text


def download(file_answer: httpx.Response, **result: object) -> tuple[list[httpx.URL], Callable[[], bytes]]:
    """Return a download that is not yet run, and the addresses that it will have asked."""
    urls: list[httpx.URL] = []

    def respond(request: httpx.Request) -> httpx.Response:
        urls.append(request.url)
        if request.url.path.endswith("/getFile"):
            return httpx.Response(200, json={"ok": True, "result": {"file_id": "AwAC", **result}})
        return file_answer

    def run() -> bytes:
        return fetch(VOICE, CONNECTION, client(respond)).read()

    return urls, run


def test_a_file_is_fetched_by_its_path() -> None:
    """First where it lies, then its bytes."""
    urls, run = download(httpx.Response(200, content=b"OggS"), file_path="voice/file_1.oga", file_size=4)
    assert run() == b"OggS"
    assert urls[1].path == f"/telegram/file/bot{TOKEN}/voice/file_1.oga"


@pytest.mark.parametrize("path", ["@evil.test/x", "//evil.test/x", "?x=http://evil.test", "http://evil.test/x"])
def test_the_token_goes_to_no_other_host(path: str) -> None:
    """Whatever path the answer names, the request stays with the Bot API's host."""
    urls, run = download(httpx.Response(200, content=b""), file_path=path)
    run()
    assert {url.host for url in urls} == {"outbox.test"}


def test_a_file_over_the_limit_is_not_fetched() -> None:
    """Neither one that says so, nor one that turns out to be."""
    urls, run = download(httpx.Response(200, content=b""), file_path="a", file_size=20_000_001)
    with pytest.raises(TooLargeError):
        run()
    assert len(urls) == 1
    _, run = download(httpx.Response(200, content=bytes(20_000_001)), file_path="a", file_size=1)
    with pytest.raises(TooLargeError):
        run()


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (refusal(404, "Not Found"), NotFoundError),
        (refusal(429, "Too Many Requests"), UnavailableError),
        (httpx.Response(500), UnavailableError),
        (httpx.Response(302, headers={"location": "http://evil.test"}), NotFoundError),
    ],
)
def test_a_file_that_is_not_handed_out_is_lost_or_tried_again(given: httpx.Response, error: type[Exception]) -> None:
    """Only what will never come is lost; a redirect is not followed."""
    _, run = download(given, file_path="a")
    with pytest.raises(error):
        run()


def test_no_answer_is_tried_again_and_hides_the_token() -> None:
    """The error may be logged."""
    with pytest.raises(UnavailableError) as caught:
        fetch(VOICE, CONNECTION, client(FakeBot(httpx.ReadTimeout(f"bot{TOKEN}"))))
    assert TOKEN not in str(caught.value)


def test_a_place_and_a_contact_are_what_they_are() -> None:
    """A named place is a venue; a card brings all of itself as a vCard."""
    bot = FakeBot()
    told = answer().model_copy(
        update={
            "place": SHOP,
            "cards": (ANA,),
        }
    )
    assert isinstance(outcome(bot, told), Accepted)
    outcome(bot, answer().model_copy(update={"place": Place(latitude=1, longitude=2)}))
    venue, contact, bare = (json.loads(request.content) for request in bot.requests)
    assert bot.methods == ["sendVenue", "sendContact", "sendLocation"]
    assert (venue["latitude"], venue["longitude"], venue["title"]) == (52.2297, 21.0122, "Shop")
    assert (contact["phone_number"], contact["first_name"]) == ("+48500100200", "Ana")
    assert "EMAIL:ana@example.com" in contact["vcard"]
    assert bare == {"chat_id": "55", "latitude": 1, "longitude": 2}


@pytest.mark.parametrize(
    ("kind", "method"),
    [
        (MediaKind.VIDEO, "sendVideo"),
        (MediaKind.AUDIO, "sendAudio"),
        (MediaKind.VOICE, "sendVoice"),
        (MediaKind.STICKER, "sendSticker"),
        (MediaKind.FILE, "sendDocument"),
    ],
)
def test_each_kind_has_a_method_of_its_own(kind: MediaKind, method: str) -> None:
    """The file is posted under the method's word for it."""
    bot = FakeBot()
    outcome(bot, answer("", INVOICE.model_copy(update={"kind": kind})))
    assert bot.methods == [method]
    assert f'name="{method.removeprefix("send").lower()}"'.encode() in bot.requests[0].content


def test_a_sticker_has_no_caption() -> None:
    """The text goes before it."""
    bot = FakeBot()
    outcome(bot, answer("Thanks!", PHOTO.model_copy(update={"kind": MediaKind.STICKER})))
    assert bot.methods == ["sendMessage", "sendSticker"]


def test_photos_and_videos_are_an_album() -> None:
    """One message of up to ten, the text beneath the first; documents go by themselves."""
    sent = [{"message_id": number, "chat": {"id": 55}} for number in (7, 8)]
    bot = FakeBot(httpx.Response(200, json={"ok": True, "result": sent}))
    video = PHOTO.model_copy(update={"name": "a.mp4", "mime": "video/mp4", "kind": MediaKind.VIDEO})
    receipt = outcome(bot, answer("Here", PHOTO, video, INVOICE))
    assert bot.methods == ["sendMediaGroup", "sendDocument"]
    assert receipt == Accepted(provider_message_ids=("55:7", "55:8", "55:102"))
    content = bot.requests[0].content.decode(errors="replace")
    assert '{"type": "photo", "media": "attach://file0", "caption": "Here"}' in content
    assert '{"type": "video", "media": "attach://file1"}' in content
    assert 'name="file1"; filename="a.mp4"' in content
    assert b"Here" not in bot.requests[1].content


def test_an_album_has_ten_at_most() -> None:
    """The eleventh is a message of its own."""
    bot = FakeBot()
    outcome(bot, answer("", *[PHOTO] * 11))
    assert bot.methods == ["sendMediaGroup", "sendPhoto"]
