"""Service clocks over a business day, told by the check that runs every minute."""

from datetime import timedelta

import pytest

from api.views import ExplanationList
from tests.flow.customers import TelegramUser
from transom.store.metering import metered
from transom.testing.desk import DeskUnderTest

HOUR = timedelta(hours=1)


def told(desk: DeskUnderTest) -> list[tuple[str, object, object]]:
    """Return what the clocks have told: event, target and mark."""
    return [
        (entry.name, entry.data["target"], entry.data["percent"])
        for entry in desk.timeline()
        if entry.name.startswith("clock.")
    ]


@pytest.fixture
def asked(desk: DeskUnderTest) -> DeskUnderTest:
    """A desk with one question on it, at ten o'clock on a working day; an answer is due in an hour."""
    TelegramUser(desk).writes("Where is my order?")
    desk.settle()
    return desk


def test_a_clock_warns_and_then_breaches(asked: DeskUnderTest) -> None:
    """Half of the hour brings the first warning, the whole of it the breach; each is told once."""
    asked.pass_time(timedelta(minutes=29))
    assert told(asked) == []
    asked.pass_time(timedelta(minutes=1))
    assert told(asked) == [("clock.warned", "first_response", 50)]
    asked.pass_time(timedelta(minutes=30))
    asked.pass_time(timedelta())
    assert [mark for _, _, mark in told(asked)] == [50, 75, 90, 100]
    assert told(asked)[-1][0] == "clock.breached"


def test_an_answer_stops_the_first_clock(asked: DeskUnderTest) -> None:
    """Who was answered in time is not breached, though the event of the answer has reached nobody yet."""
    path = f"/v1/conversations/{asked.conversation.id}/messages"
    asked.call("POST", path, {"text": "It left this morning."}, user="ana")
    asked.pass_time(2 * HOUR)
    assert told(asked) == []


def test_a_note_stops_nothing(asked: DeskUnderTest) -> None:
    """Colleagues talking among themselves is no answer."""
    path = f"/v1/conversations/{asked.conversation.id}/messages"
    assert asked.call("POST", path, {"text": "Who knows?", "type": "note"}, user="ana").status == 202
    asked.pass_time(HOUR)
    assert ("clock.breached", "first_response", 100) in told(asked)


def test_the_night_does_not_count(asked: DeskUnderTest) -> None:
    """The sixteen hours of the resolution are business hours: half of them is the end of the first of two days."""
    path = f"/v1/conversations/{asked.conversation.id}"
    resolution = next(clock for clock in asked.conversation.clocks if clock.target == "resolution")
    assert resolution.due_at - asked.now == timedelta(days=2)
    assert asked.call("GET", path, user="ana").status == 200


def test_the_customer_s_answer_ends_the_pause(desk: DeskUnderTest) -> None:
    """While an agent's question waits for the customer the second clock stands; it goes on with what they write."""
    desk.is_online("ana")
    customer = TelegramUser(desk)
    customer.writes("Where is my order?")
    desk.settle()
    desk.call("POST", f"/v1/conversations/{desk.conversation.id}/messages", {"text": "Which one?"}, user="ana")
    desk.settle()
    assert desk.conversation.clocks[-1].paused_at == desk.now
    desk.now += HOUR
    customer.writes("The blue one")
    desk.settle()
    resolution = desk.conversation.clocks[-1]
    assert resolution.paused_at is None
    assert [pause.end - pause.start for pause in resolution.pauses] == [HOUR]


def test_a_deadline_is_explained(asked: DeskUnderTest) -> None:
    """The API tells the terms, what is spent, and which stretches of time count: a day's hours, and the next day's."""
    asked.now += HOUR
    answer = asked.call("GET", f"/v1/conversations/{asked.conversation.id}/clocks", user="ana")
    assert answer.status == 200
    first, resolution = ExplanationList.model_validate_json(answer.body).items
    assert (first.target, first.limit_seconds, first.spent_seconds) == ("first_response", 3600, 3600)
    assert {stretch.kind for stretch in resolution.stretches} == {"counted"}
    assert len(resolution.stretches) == 3


def test_the_check_asks_no_more_when_more_is_open(desk: DeskUnderTest) -> None:
    """Eight open conversations of which none is due cost the same requests as one."""
    costs = []
    for number in (1, 7):
        for customer in range(number):
            TelegramUser(desk, id=1000 * number + customer).writes("Where is my order?")
        desk.settle()
        with metered() as meter:
            desk.pass_time(timedelta())
        costs.append(meter.requests.total())
    assert len(desk.conversations) == 8
    assert costs[0] == costs[1]
