"""Service clocks over a business day, told by the check that runs every minute."""

from datetime import timedelta

import pytest

from api.conversation_views import ExplanationList
from sla import sweeping
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
    desk.pass_time(timedelta())  # the first check ever notes by which policies clocks are measured
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


def test_a_change_of_the_policy_is_seen_within_a_minute(asked: DeskUnderTest) -> None:
    """The open question is measured by the new target, in one write, and the next minute writes nothing."""
    asked.pass_time(timedelta())
    before = asked.conversation
    policy = asked.spec.policies[0].model_copy(update={"first_response": 2 * HOUR})
    asked.apply(asked.spec.model_copy(update={"policies": (policy,)}))
    asked.pass_time(timedelta(minutes=1))
    after = asked.conversation
    assert after.clocks[0].due_at - before.clocks[0].due_at == HOUR
    assert (after.clocks[0].policy_version, after.version) == (policy.version, before.version + 1)
    asked.pass_time(timedelta(minutes=1))
    assert asked.conversation == after


def test_many_open_conversations_are_measured_in_turns(desk: DeskUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """One in each minute here: the next minute goes on where the last one stopped, and then there is an end."""
    monkeypatch.setattr("sla.renewing.MAX_LIMIT", 1)
    monkeypatch.setattr(sweeping, "PAGES", 1)
    for number in range(3):
        TelegramUser(desk, id=7100 + number).writes("Where is my order?")
        desk.settle()
        desk.pass_time(timedelta(seconds=10))
    policy = desk.spec.policies[0].model_copy(update={"first_response": 2 * HOUR})
    desk.apply(desk.spec.model_copy(update={"policies": (policy,)}))
    renewed = []
    for _ in range(4):
        desk.pass_time(timedelta(minutes=1))
        renewed.append(sum(each.clocks[0].limit == 2 * HOUR for each in desk.conversations))
    assert renewed == [1, 2, 3, 3]


def test_a_customer_of_another_tier_is_owed_what_that_tier_is(asked: DeskUnderTest) -> None:
    """Setting the tier moves the open conversation's clocks; a new conversation begins with it, and says why."""
    special = {"when": {"tiers": ["gold"]}, "first_response": "PT20M"}
    policy = asked.spec.policies[0].model_dump(exclude_unset=True) | {"terms": [special]}
    brand = asked.spec.brand.model_copy(update={"tiers": ("gold",)})
    asked.apply(asked.spec.model_validate(asked.spec.model_dump() | {"brand": brand, "policies": [policy]}))
    path = f"/v1/contacts/{asked.conversation.contact_id}"
    assert asked.call("PATCH", path, {"tier": "gold"}, user="ana", headers={"If-Match": '"1"'}).status == 200
    first = asked.conversation.clocks[0]
    assert first.due_at - first.started_at == HOUR / 3
    clocks = asked.call("GET", f"/v1/conversations/{asked.conversation.id}/clocks", user="ana")
    assert ExplanationList.model_validate_json(clocks.body).items[0].terms == ("tiers: gold",)
    asked.call("PATCH", f"/v1/conversations/{asked.conversation.id}", {"state": "spam"}, user="ana", headers=_of(asked))
    asked.pass_time(15 * 24 * HOUR)
    TelegramUser(asked).writes("Another thing")
    asked.settle()
    assert {each.customer.tier for each in asked.conversations} == {"gold"}


def _of(desk: DeskUnderTest) -> dict[str, str]:
    return {"If-Match": f'"{desk.conversation.version}"'}
