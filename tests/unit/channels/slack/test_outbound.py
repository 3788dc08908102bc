"""What the desk asks of Slack's Web API, and how it reads the answers."""

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import parse_qs

import httpx
import pytest

from channels.slack.outbound import fetch, send
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
from transom.model import Attachment, Door
from transom.testing.fakes import Outbox

TOKEN = "xoxb-1-A"
CONNECTION = Connection(
    id="acme", channel="slack", settings={"base_url": "http://outbox.test/slack"}, secret={"bot_token": TOKEN}
)
PDF = OutboundFile(name="invoice.pdf", mime="application/pdf", content=b"%PDF")


def answer(request: httpx.Request) -> httpx.Response:
    """Answer as Slack does."""
    match request.url.path.rpartition("/")[2]:
        case "files.getUploadURLExternal":
            return httpx.Response(200, json={"ok": True, "upload_url": "http://files.test/up/1", "file_id": "F1"})
        case "conversations.open":
            return httpx.Response(200, json={"ok": True, "channel": {"id": "D1"}})
        case "files.completeUploadExternal":
            return httpx.Response(200, json={"ok": True, "files": [{"id": "F1"}]})
        case _:
            return httpx.Response(200, json={"ok": True, "channel": "D1", "ts": "1794820350.000100"})


def outcome(outbox: Outbox, text: str = "On its way.", *files: OutboundFile, address: str = "U1") -> Receipt:
    """Send an agent's answer."""
    message = OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="slack", connection="acme", address=address),
        text=text,
        files=files,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )
    return send(message, CONNECTION, new_client(outbox.transport()))


def refused(error: str, status: int = 200, **headers: str) -> Callable[[httpx.Request], httpx.Response]:
    """Return a Slack that refuses everything."""
    return lambda _: httpx.Response(status, json={"ok": False, "error": error}, headers=headers)


def test_a_text_goes_to_its_thread_with_our_reference() -> None:
    """Its special characters are escaped, and its asterisks no markup."""
    outbox = Outbox(answer)
    assert outcome(outbox, "1 < 2 & *so*", address="C1:17.1") == Accepted(
        provider_message_ids=("D1:1794820350.000100",)
    )
    [body] = outbox.bodies
    assert (body["channel"], body["thread_ts"], body["text"]) == ("C1", "17.1", "1 &lt; 2 &amp; *so*")
    assert body["mrkdwn"] is False
    reference = "ABCD1234.01K0000000000000000000000A"
    assert body["metadata"] == {"event_type": "transom_message", "event_payload": {"reference": reference}}
    assert outbox.requests[0].headers["authorization"] == f"Bearer {TOKEN}"


def test_files_are_uploaded_and_then_shown_at_once() -> None:
    """The token is not sent along to the upload's address."""
    outbox = Outbox(answer)
    assert outcome(outbox, "", PDF) == Accepted(provider_message_ids=("F1",))
    begun, upload, opened, shown = outbox.requests
    assert parse_qs(begun.content.decode()) == {"filename": ["invoice.pdf"], "length": ["4"]}
    assert (str(upload.url), upload.content) == ("http://files.test/up/1", b"%PDF")
    assert "authorization" not in upload.headers
    assert parse_qs(opened.content.decode()) == {"users": ["U1"]}
    assert b'"channel_id":"D1"' in shown.content


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        (
            refused("ratelimited", 429, **{"retry-after": "7"}),
            RetryAfter(seconds=7, reason="ratelimited", is_limit=True),
        ),
        (refused("is_archived"), Refused(reason="the channel is archived")),
        (refused("brand_new"), Refused(reason="Slack refuses it: brand_new")),
        (refused("fatal_error"), OutcomeLost(reason="fatal_error")),
        (lambda _: httpx.Response(200, text="<html>"), OutcomeLost(reason="unreadable")),
        (lambda _: httpx.Response(504), OutcomeLost(reason="HTTP 504", is_failure=True)),
    ],
)
def test_each_answer_has_its_meaning(handler: Callable[[httpx.Request], httpx.Response], expected: Receipt) -> None:
    """Most refusals have the status of a success."""
    assert outcome(Outbox(handler)) == expected


def test_what_broke_off_before_files_were_shown_may_be_tried_again() -> None:
    """Nobody has seen them."""
    assert isinstance(outcome(Outbox(refused("internal_error")), "", PDF), RetryAfter)


def attached(media_id: str) -> Attachment:
    """Return a picture that a customer attached."""
    return Attachment(id="0", name="a.png", mime="image/png", provider_media_id=media_id)


def test_a_file_is_fetched_with_the_token() -> None:
    """From Slack's own host."""
    outbox = Outbox(lambda _: httpx.Response(200, content=b"\x89PNG"))
    file = fetch(attached("https://files.slack.com/a.png"), CONNECTION, new_client(outbox.transport()))
    assert file.read() == b"\x89PNG"
    assert outbox.requests[0].headers["authorization"] == f"Bearer {TOKEN}"


def test_a_page_to_log_in_is_no_file() -> None:
    """Slack shows it to those without the permission."""
    outbox = Outbox(lambda _: httpx.Response(200, text="<!DOCTYPE html><html>"))
    with pytest.raises(NotFoundError, match="files:read"):
        fetch(attached("https://files.slack.com/a.png"), CONNECTION, new_client(outbox.transport()))


def test_a_file_elsewhere_is_not_asked_for() -> None:
    """The token stays at home."""
    outbox = Outbox()
    with pytest.raises(NotFoundError):
        fetch(attached("https://evil.example/a.png"), CONNECTION, new_client(outbox.transport()))
    assert outbox.requests == []


def test_a_file_that_is_known_by_its_id_is_looked_up() -> None:
    """As with those of other workspaces."""

    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("files.info"):
            return httpx.Response(200, json={"ok": True, "file": {"url_private": "https://files.slack.com/b.png"}})
        return httpx.Response(200, content=b"b")

    assert fetch(attached("F1"), CONNECTION, new_client(Outbox(respond).transport())).read() == b"b"
