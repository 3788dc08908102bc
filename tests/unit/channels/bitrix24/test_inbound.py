"""Bitrix24's events."""

import json
from datetime import UTC, datetime

import httpx
import pytest
from pydantic import JsonValue

from channels.bitrix24 import api, bbcode, php
from channels.bitrix24.inbound import handshake, parse, verify
from channels.bitrix24.polling import poll
from tests.samples import NOW, hook_request, sample_connection
from transom.channel import InboundDeletion, InboundEdit, InboundMessage, Request
from transom.errors import UnauthenticError, UnreadableError
from transom.http import new_client
from transom.model import MediaKind
from transom.testing.fakes import Outbox

CONNECTION = sample_connection("bitrix24")
ITEM: JsonValue = {
    "im": {"chat_id": 1807, "message_id": 86497},
    "message": {"user_id": 27, "text": "[b]Sam:[/b] [br]Hello"},
    "chat": {"id": "ABCD1234"},
}
WAITING: dict[str, JsonValue] = {
    "ID": "7",
    "TIMESTAMP_X": "2026-11-16T09:12:29+00:00",
    "EVENT_NAME": "ONIMCONNECTORMESSAGEADD",
    "EVENT_DATA": {"CONNECTOR": "transom", "LINE": 107, "MESSAGES": [ITEM]},
    "EVENT_ADDITIONAL": False,
    "MESSAGE_ID": "a1",
}


def message(case: str) -> InboundMessage:
    """Return the message that a sample holds."""
    [event] = parse(hook_request(f"bitrix24/{case}"), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def test_an_operator_s_message_has_their_name_apart() -> None:
    """Bitrix24 puts it before the text; the door is our id of the chat."""
    event = message("text")
    assert (event.text, event.sender.name) == ("Where is the order 10428? 📦", "Samantha Johnson")
    assert (event.provider_message_id, event.door.address) == ("1807:86497", "ABCD1234")
    assert event.occurred_at == datetime.fromtimestamp(1794820349, UTC)
    assert not event.is_machine


def test_markup_becomes_plain() -> None:
    """A link's address stays, and so do brackets that are no tags."""
    assert message("markup").text == "See the order (https://example.com/o/10428),\nplease [1] Sam"
    assert bbcode.plain("[list][*]a[br][*]b[/list]") == "- a\n- b"


def test_a_message_that_is_not_understood_loses_no_other() -> None:
    """It is told to be there; alone it would be unreadable."""
    events = parse(hook_request("bitrix24/several"), CONNECTION)
    assert [event.text for event in events if isinstance(event, InboundMessage)] == [
        "One",
        "Two",
        "[unsupported: message]",
    ]


def test_files_come_by_their_address() -> None:
    """Their kind follows from the portal's word or the name."""
    invoice, call = message("file").attachments
    assert (invoice.kind, invoice.mime) == (MediaKind.FILE, "application/pdf")
    assert (call.kind, call.id) == (MediaKind.AUDIO, "1")
    [image] = message("image").attachments
    assert (image.kind, image.provider_media_id) == (MediaKind.IMAGE, "https://example.bitrix24.com/~shelX1")


def test_changes_and_deletions_name_the_message() -> None:
    """By the ids that it had when it was added."""
    [edit] = parse(hook_request("bitrix24/edit"), CONNECTION)
    [deletion] = parse(hook_request("bitrix24/deletion"), CONNECTION)
    assert isinstance(edit, InboundEdit)
    assert isinstance(deletion, InboundDeletion)
    assert edit.text == "Where is the order 10429?"
    assert edit.provider_message_id == deletion.provider_message_id == "1807:86497"


def test_the_portal_itself_is_a_machine() -> None:
    """User 0 is nobody."""
    assert message("system").is_machine


@pytest.mark.parametrize("case", ["dialog_start", "other_line"])
def test_what_is_not_for_us_is_acknowledged(case: str) -> None:
    """An application hears of all lines, and of more than messages."""
    assert handshake(hook_request(f"bitrix24/{case}"), CONNECTION) is None
    assert parse(hook_request(f"bitrix24/{case}"), CONNECTION) == []


def test_another_portal_is_refused() -> None:
    """Even one that knows the token."""
    other = CONNECTION.model_copy(update={"settings": {"member_id": "another"}})
    with pytest.raises(UnauthenticError):
        verify(hook_request("bitrix24/text"), other)


@pytest.mark.parametrize("body", [b"\xff", b"", b"auth=x", b"auth[application_token][x]=y", b"a" + b"[b]" * 40 + b"=1"])
def test_a_body_without_a_token_is_refused(body: bytes) -> None:
    """Whatever it is instead."""
    with pytest.raises(UnauthenticError):
        verify(Request(body=body, received_at=NOW), CONNECTION)


def test_brackets_are_a_tree() -> None:
    """As PHP reads them; a form that is too deep is none."""
    assert php.tree(b"a[b][0]=1&a[b][]=2&c=%C3%A9") == {"a": {"b": {"0": "1", "1": "2"}}, "c": "é"}
    with pytest.raises(UnreadableError):
        php.tree(b"a" + b"[b]" * 40 + b"=1")


def portal(events: list[JsonValue]) -> Outbox:
    """Return a portal where these events wait."""
    api.forget(CONNECTION)

    def respond(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth/token/":
            return httpx.Response(200, json={"access_token": "t", "refresh_token": "r2", "expires_in": 3600})
        return httpx.Response(200, json={"result": {"process_id": "p1", "events": events}})

    return Outbox(respond)


def test_what_waited_is_fetched_and_is_to_be_told_as_delivered() -> None:
    """The same ids as the posted event's; the batch is cleared only at the next poll."""
    outbox = portal([WAITING])
    polled = poll(CONNECTION, "p0", new_client(outbox.transport()))
    assert [request.url.path.rpartition("/")[2] for request in outbox.requests[1:]] == [
        "event.offline.clear.json",
        "event.offline.get.json",
    ]
    assert json.loads(outbox.requests[1].content)["process_id"] == "p0"
    [request] = polled.requests
    [event] = parse(request, CONNECTION)
    assert isinstance(event, InboundMessage)
    assert (event.provider_message_id, event.text, event.is_to_confirm) == ("1807:86497", "Hello", True)
    assert polled.cursor == "p1"


def test_nothing_waits() -> None:
    """There is nothing to clear the next time."""
    polled = poll(CONNECTION, "", new_client(portal([]).transport()))
    assert (polled.requests, polled.cursor) == ((), "")


@pytest.mark.parametrize(
    "change", [{"EVENT_DATA": False}, {"TIMESTAMP_X": "0001-01-01T00:00:00+14:00"}, {"EVENT_NAME": 1}]
)
def test_a_page_that_is_not_as_documented_is_unreadable(change: dict[str, JsonValue]) -> None:
    """Nothing else escapes."""
    body = json.dumps({"result": {"process_id": "p", "events": [WAITING | change]}}).encode()
    with pytest.raises(UnreadableError):
        parse(Request(method="GET", body=body, received_at=NOW), CONNECTION)
