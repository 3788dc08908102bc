"""What agents begin to write: kept for them on every device, and seen by nobody else."""

from datetime import timedelta

import pytest
from pydantic import JsonValue

from tests.flow.customers import TelegramUser
from transom.testing.desk import DeskUnderTest


@pytest.fixture
def path(desk: DeskUnderTest) -> str:
    """Let a customer write; returns where the conversation is."""
    TelegramUser(desk).writes("Where is my order?")
    desk.settle()
    return f"/v1/conversations/{desk.conversation.id}"


def begins(desk: DeskUnderTest, path: str, text: str, user: str = "ana", **more: JsonValue) -> None:
    """Save what an agent has written so far."""
    answer = desk.call("PUT", f"{path}/draft", {"text": text, **more}, user=user)
    assert answer.status == 200, answer.body


def drafts(desk: DeskUnderTest, path: str, user: str = "ana") -> dict[str, JsonValue]:
    """Return what an agent sees of drafts."""
    return desk.call("GET", f"{path}/draft", user=user).fields


def test_a_draft_waits_for_its_writer(desk: DeskUnderTest, path: str) -> None:
    """The last one counts, with the message that it answers."""
    begins(desk, path, "Dear Ol")
    begins(desk, path, "Dear Olga,", type="note", answered={"id": "01X", "author": "Olga", "text": "Where"})
    assert drafts(desk, path)["mine"] == {
        "text": "Dear Olga,",
        "type": "note",
        "answered": {"id": "01X", "author": "Olga", "text": "Where"},
        "saved_at": desk.now.isoformat().replace("+00:00", "Z"),
    }


def test_others_see_that_somebody_writes_and_not_what(desk: DeskUnderTest, path: str) -> None:
    """For an hour; the draft itself is its writer's alone."""
    begins(desk, path, "A secret")
    seen = drafts(desk, path, user="ben")
    assert seen["mine"] is None
    assert seen["others"] == [
        {"user_id": "ana", "type": "message", "saved_at": desk.now.isoformat().replace("+00:00", "Z")}
    ]
    desk.pass_time(timedelta(hours=1))
    assert drafts(desk, path, user="ben")["others"] == []


@pytest.mark.parametrize("how", ["sent", "emptied", "thrown away", "forgotten"])
def test_a_draft_goes(desk: DeskUnderTest, path: str, how: str) -> None:
    """When it is sent, emptied or thrown away, and after a month."""
    begins(desk, path, "Dear Olga")
    match how:
        case "sent":
            assert desk.call("POST", f"{path}/messages", {"text": "Dear Olga"}, user="ana").status == 202
        case "emptied":
            begins(desk, path, "  ")
        case "thrown away":
            assert desk.call("DELETE", f"{path}/draft", user="ana").status == 200
        case _:
            desk.now += timedelta(days=30)
    assert drafts(desk, path) == {"mine": None, "others": []}


def test_a_draft_needs_a_conversation(desk: DeskUnderTest, path: str) -> None:
    """And is no way to store what is too long."""
    assert desk.call("PUT", "/v1/conversations/NOTHING1/draft", {"text": "x"}, user="ana").status == 404
    assert desk.call("PUT", f"{path}/draft", {"text": "x" * 100_001}, user="ana").status == 422
