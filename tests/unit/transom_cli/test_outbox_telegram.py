"""The stand-in for Telegram checks, records and misbehaves as Telegram does."""

from pathlib import Path

import httpx
import pytest

from channels.telegram import outbound
from transom.channel import Accepted, Connection, OutboundFile, OutboundMessage, Refused, RetryAfter
from transom.model import Attachment, Door, MediaKind

from .conftest import NOW, TOKEN, restarted

BOT = f"/telegram/bot{TOKEN}"
CONNECTION = Connection(
    id="demo-telegram",
    channel="telegram",
    settings={"base_url": "http://outbox.test/telegram"},
    secret={"token": TOKEN},
)


def test_it_records_what_our_channel_sends(outbox: httpx.Client) -> None:
    """Show that the channel's own send passes every check, and is found with its picture."""
    picture = OutboundFile(name="lamp.png", mime="image/png", content=b"\x89PNG", kind=MediaKind.IMAGE)

    receipt = outbound.send(_message("Here it is", picture), CONNECTION, outbox)

    assert isinstance(receipt, Accepted)
    [message] = outbox.get("/messages", params={"channel": "telegram", "to": "77"}).json()["items"]
    assert message["text"] == "Here it is"
    assert message["attachments"] == [{"name": "lamp.png", "mime": "image/png", "size": 4}]
    assert outbox.get(f"/messages/{message['id']}/attachments/0").content == b"\x89PNG"


def test_the_token_is_in_nothing_that_is_kept(outbox: httpx.Client, home: Path) -> None:
    """Show that neither the list nor the disk tells a bot's token."""
    outbox.post(f"{BOT}/sendMessage", json={"chat_id": 77, "text": "Hello"})

    assert "bot***/sendMessage" in outbox.get("/messages").text
    assert TOKEN not in outbox.get("/messages").text
    assert TOKEN not in (home / "messages.jsonl").read_text()


@pytest.mark.parametrize(
    ("fields", "description"),
    [
        ({"text": "Hello"}, "Bad Request: chat_id is empty"),
        ({"chat_id": "nobody", "text": "Hello"}, "Bad Request: chat not found"),
        ({"chat_id": 77}, "Bad Request: message text is empty"),
        ({"chat_id": 77, "text": " \n"}, "Bad Request: message text is empty"),
        ({"chat_id": 77, "text": "🙂" * 2049}, "Bad Request: message is too long"),
        ({"chat_id": 77, "text": "Hello", "parse_mode": "BBCode"}, "Bad Request: unsupported parse_mode"),
        (
            {"chat_id": 77, "text": "Hello", "reply_parameters": {"message_id": "1"}},
            "Bad Request: can't parse reply parameters JSON object",
        ),
    ],
)
def test_it_refuses_a_wrong_text(outbox: httpx.Client, fields: dict[str, object], description: str) -> None:
    """Show that a wrong field is answered in Telegram's words, and nothing is recorded."""
    answer = outbox.post(f"{BOT}/sendMessage", json=fields)

    assert answer.json() == {"ok": False, "error_code": 400, "description": description}
    assert answer.status_code == 400
    assert outbox.get("/messages").json() == {"items": []}


def test_a_text_of_the_greatest_length_is_taken(outbox: httpx.Client) -> None:
    """Show that the limit itself is within."""
    assert outbox.post(f"{BOT}/sendMessage", json={"chat_id": 77, "text": "x" * 4096}).status_code == 200


@pytest.mark.parametrize(
    ("files", "fields", "status"),
    [
        ({}, {}, 400),
        ({"photo": ("a.png", b"", "image/png")}, {}, 400),
        ({"photo": ("a.png", b"1", "image/png")}, {"caption": "x" * 1025}, 400),
        ({"photo": ("a.png", b"1" * 10_000_001, "image/png")}, {}, 413),
        ({"photo": ("a.png", b"1", "image/png")}, {"caption": "x" * 1024}, 200),
    ],
)
def test_it_checks_a_photo(
    outbox: httpx.Client, files: dict[str, tuple[str, bytes, str]], fields: dict[str, str], status: int
) -> None:
    """Show that a photo must be there, be no larger than 10 MB, and have a caption of at most 1024 characters."""
    answer = outbox.post(f"{BOT}/sendPhoto", data={"chat_id": "77", **fields}, files=files)

    assert answer.status_code == status


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/telegram/bot123456:some-other-token/getMe", 401),
        ("/telegram/botnonsense/getMe", 404),
        (f"{BOT}/flyToTheMoon", 404),
        (f"{BOT}/getMe", 200),
    ],
)
def test_it_knows_its_bots_and_methods(outbox: httpx.Client, path: str, status: int) -> None:
    """Show that an unknown token is 401, and what is no token or no method is 404."""
    assert outbox.post(path).status_code == status


def test_a_test_may_announce_a_token(outbox: httpx.Client) -> None:
    """Show that a bot which stands in no file can be made known."""
    outbox.post("/tokens", json={"channel": "telegram", "token": "999:another-token"})

    assert outbox.get("/telegram/bot999:another-token/getMe").json()["result"]["id"] == 999


def test_a_customers_file_is_handed_out(outbox: httpx.Client) -> None:
    """Show that the channel fetches a registered file through getFile, and only with a known token."""
    media = outbox.post("/telegram/uploads", files={"file": ("bill.pdf", b"%PDF", "application/pdf")}).json()
    attachment = Attachment(id="document", name="bill.pdf", mime="application/pdf", provider_media_id=media["file_id"])

    assert outbound.fetch(attachment, CONNECTION, outbox).read() == b"%PDF"
    assert outbox.get(f"/telegram/file/bot111:unknown-token/{media['file_path']}").status_code == 401
    assert outbox.get(f"/telegram/file/bot{TOKEN}/../secrets.json").status_code == 404


def test_it_throttles_as_often_as_it_is_told(outbox: httpx.Client) -> None:
    """Show that a throttled send says when to come back, and that the fault wears off."""
    outbox.post("/faults", json={"channel": "telegram", "mode": "throttle", "retry_after": 7, "times": 1})

    assert outbound.send(_message("One"), CONNECTION, outbox) == RetryAfter(
        seconds=7, reason="Too Many Requests: retry after 7", is_limit=True
    )
    assert isinstance(outbound.send(_message("Two"), CONNECTION, outbox), Accepted)
    assert [item["text"] for item in outbox.get("/messages").json()["items"]] == ["Two"]


def test_it_fails_until_the_fault_is_taken_back(outbox: httpx.Client) -> None:
    """Show that a fault without a number lasts."""
    outbox.post("/faults", json={"channel": "telegram", "mode": "fail", "status": 403})
    assert isinstance(outbound.send(_message("One"), CONNECTION, outbox), Refused)
    assert isinstance(outbound.send(_message("Two"), CONNECTION, outbox), Refused)

    outbox.delete("/faults")

    assert isinstance(outbound.send(_message("Three"), CONNECTION, outbox), Accepted)


def test_a_fault_that_makes_no_sense_is_refused(outbox: httpx.Client) -> None:
    """Show that a typing error in a fault does not pass silently."""
    assert outbox.post("/faults", json={"channel": "telegram", "mode": "explode"}).status_code == 422


def test_a_restart_forgets_nothing(outbox: httpx.Client, home: Path) -> None:
    """Show that messages, attachments and customers' files survive, and that a text may hold any separator."""
    text = "one\u2028two\x85three"
    outbox.post(f"{BOT}/sendMessage", json={"chat_id": 77, "text": text})
    media = outbox.post("/telegram/uploads", files={"file": ("bill.pdf", b"%PDF", "application/pdf")}).json()

    again = restarted(home)

    assert [item["text"] for item in again.get("/messages").json()["items"]] == [text]
    assert again.get(f"/telegram/file/bot{TOKEN}/{media['file_path']}").content == b"%PDF"


def test_after_gives_only_what_is_newer(outbox: httpx.Client) -> None:
    """Show that a poller gets each message once, and that all can be deleted."""
    for text in ("One", "Two", "Three"):
        outbox.post(f"{BOT}/sendMessage", json={"chat_id": 77, "text": text})
    first = outbox.get("/messages").json()["items"][0]

    newer = outbox.get("/messages", params={"after": first["id"]}).json()["items"]

    assert [item["text"] for item in newer] == ["Two", "Three"]
    outbox.delete("/messages")
    assert outbox.get("/messages").json() == {"items": []}


def test_the_page_shows_a_text_as_it_is(outbox: httpx.Client) -> None:
    """Show that markup in a message is text on the page."""
    outbox.post(f"{BOT}/sendMessage", json={"chat_id": 77, "text": "<script>alert(1)</script>"})

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in outbox.get("/").text


def _message(text: str, *files: OutboundFile) -> OutboundMessage:
    door = Door(channel="telegram", connection="demo-telegram", address="77")
    return OutboundMessage(id="01", conversation_id="C0DE0001", door=door, text=text, files=files, queued_at=NOW)
