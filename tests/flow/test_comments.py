"""A Facebook page: for how long its customers may be answered, and by which door what they say beneath a post."""

from collections.abc import Mapping
from datetime import timedelta

import httpx
import pytest
from pydantic import JsonValue

from tests.flow.test_sources import connected
from tests.samples import NOW, hook_event
from transom.model import EntryName
from transom.testing.desk import DeskUnderTest

COMMENT = "122101234567890123_877654321098765"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def graph(desk: DeskUnderTest) -> None:
    """Let Meta take everything."""
    desk.outbox.answer = lambda _: httpx.Response(200, json={"id": "1", "message_id": "m_1"})


def told(desk: DeskUnderTest, case: str, **settings: str) -> str:
    """Let something happen at a page, and return its conversation's id."""
    connected(desk, "messenger", **settings)
    event = {**hook_event(f"messenger/{case}"), "pathParameters": {"connection": "sample"}}
    answer = desk.invoke("channel_receive.handler.handler", event, channel="messenger")
    assert isinstance(answer, dict)
    assert answer["statusCode"] == 200
    return desk.conversation.id


def shown(desk: DeskUnderTest, conversation_id: str) -> dict[str, JsonValue]:
    """Return the window as the API shows it."""
    window = desk.call("GET", f"/v1/conversations/{conversation_id}", user="ana").fields["window"]
    assert isinstance(window, dict)
    return window


def answered(desk: DeskUnderTest, conversation_id: str, door: Mapping[str, JsonValue] | None = None) -> int:
    """Answer, and return the API's status."""
    body: JsonValue = {"text": "It is on its way.", "type": "message", "door": dict(door) if door else None}
    return desk.call("POST", f"/v1/conversations/{conversation_id}/messages", body, user="ana").status


def at(moment: timedelta) -> str:
    """Return a moment after the customer's message as the API writes it."""
    return (NOW + moment).isoformat().replace("+00:00", "Z")


def test_without_the_permission_a_window_lasts_a_day(desk: DeskUnderTest) -> None:
    """Then nobody answers any more."""
    conversation_id = told(desk, "text")
    window = shown(desk, conversation_id)
    assert (window["open_until"], window["after"], window["takes_answers"]) == (at(DAY), "", True)
    desk.now = NOW + DAY
    assert not shown(desk, conversation_id)["takes_answers"]
    assert answered(desk, conversation_id) == 422


def test_with_the_permission_people_may_answer_for_a_week(desk: DeskUnderTest) -> None:
    """The desk says until when, and sends what they wrote."""
    conversation_id = told(desk, "text", human_agent="yes")
    window = shown(desk, conversation_id)
    assert (window["open_until"], window["after"]) == (at(DAY), "human_agent")
    assert window["human_agent_until"] == at(7 * DAY)
    desk.now = NOW + 6 * DAY
    assert answered(desk, conversation_id) == 202
    desk.settle()
    assert EntryName.MESSAGE_SENT in [entry.name for entry in desk.timeline()]
    desk.now = NOW + 7 * DAY
    assert answered(desk, conversation_id) == 422


def test_a_comment_is_answered_beneath_it_at_any_time(desk: DeskUnderTest) -> None:
    """What is public has no window."""
    conversation_id = told(desk, "comment")
    desk.now = NOW + 30 * DAY
    assert desk.call("GET", f"/v1/conversations/{conversation_id}", user="ana").fields["window"] is None
    assert answered(desk, conversation_id) == 202
    desk.settle()
    assert EntryName.MESSAGE_SENT in [entry.name for entry in desk.timeline()]


def test_an_agent_chooses_for_each_answer_whether_all_may_read_it(desk: DeskUnderTest) -> None:
    """Both doors of a comment are offered; the private one is open for a week."""
    conversation_id = told(desk, "comment")
    items = desk.call("GET", f"/v1/contacts/{desk.conversation.contact_id}/doors", user="ana").fields["items"]
    assert isinstance(items, list)
    doors = {str(each["manner"]): each for each in items if isinstance(each, dict)}
    assert list(doors) == ["in public, beneath the comment", "in private, once"]
    private = {name: doors["in private, once"][name] for name in ("channel", "connection", "address")}
    assert doors["in private, once"]["address"] == f"private:comment_id:{COMMENT}"
    assert answered(desk, conversation_id, private) == 202
    desk.settle()
    assert desk.outbox.bodies[-1]["recipient"] == {"comment_id": COMMENT}
    desk.now = NOW + 7 * DAY
    assert answered(desk, conversation_id, private) == 422


def test_no_door_of_another_comment_is_taken(desk: DeskUnderTest) -> None:
    """An address that an agent makes up is no customer's."""
    conversation_id = told(desk, "comment")
    made_up = {"channel": "messenger", "connection": "sample", "address": "private:comment_id:1"}
    assert answered(desk, conversation_id, made_up) == 422
