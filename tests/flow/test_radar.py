"""The conflict radar over all functions: a furious mail, the playbook's steps, and the answer that ends it."""

from datetime import timedelta

import pytest

from tests.flow.customers import mail
from transom.model import Desk, EntryName, Priority, Radar, Sign
from transom.testing.desk import DeskUnderTest

STEPS = [
    {"then": {"team": "billing", "priority": "high", "add_tags": ["conflict"]}, "within": "PT30M"},
    {"then": {"assignee": "lea", "priority": "urgent", "notify": {"users": ["lea"], "text": "A customer is furious."}}},
]
FURIOUS = "This is the third time I write and nobody answers. My lawyer will contact you."


@pytest.fixture
def desk_spec(desk_spec: Desk) -> Desk:
    """The desk with a playbook of two steps, and a rule of its own for what gets tense."""
    radar = Radar.model_validate({"playbooks": [{"id": "conflict", "at_least": 50, "steps": STEPS}]})
    rule = {
        "id": "tense",
        "on": ["tension.rose"],
        "when": {"all": [{"field": "tension", "operator": "at_least", "value": 60}]},
        "then": {"add_tags": ["seen-by-rule"]},
    }
    return Desk.model_validate(desk_spec.model_dump(mode="json") | {"radar": radar, "automations": [rule]})


def _minutely(desk: DeskUnderTest, after: timedelta = timedelta()) -> None:
    desk.pass_time(after)
    desk.settle()


def test_a_conflict_goes_through_its_playbook(desk: DeskUnderTest) -> None:
    """A mail is read as a conflict, moves to another team within a minute, and to the lead half an hour later."""
    desk.is_online("ana")
    desk.mail(mail(FURIOUS, Subject="Order 10428"))
    desk.settle()
    assert desk.conversation.tension is not None
    assert {reason.sign for reason in desk.conversation.tension.reasons} == {Sign.LEGAL, Sign.ASKED_BEFORE}
    _minutely(desk)
    taken = desk.conversation
    assert (taken.team, taken.priority, taken.tags) == ("billing", Priority.HIGH, ("conflict", "seen-by-rule"))
    _minutely(desk, timedelta(minutes=31))
    assert (desk.conversation.assignee, desk.conversation.priority) == ("lea", Priority.URGENT)
    rose = [entry.data["step"] for entry in desk.timeline() if entry.name is EntryName.TENSION_ROSE]
    assert rose == [1, 2]


def test_an_answer_in_time_spares_the_next_step(desk: DeskUnderTest) -> None:
    """The agent answers within the step's time: the lead is not asked, and the tension eases."""
    desk.is_online("ana")
    desk.mail(mail(FURIOUS, Subject="Order 10428"))
    desk.settle()
    _minutely(desk)
    before = desk.conversation.tension
    answer = desk.call(
        "POST", f"/v1/conversations/{desk.conversation.id}/messages", {"text": "I am on it."}, user="ana"
    )
    assert answer.status == 202, answer.body
    desk.settle()
    _minutely(desk, timedelta(minutes=31))
    after = desk.conversation.tension
    assert desk.conversation.assignee != "lea"
    assert before is not None
    assert after is not None
    assert after.score < before.score


def test_agents_see_why(desk: DeskUnderTest) -> None:
    """The API tells the score, its reasons with the customer's words, and the playbook's step."""
    desk.mail(mail(FURIOUS, Subject="Order 10428"))
    desk.settle()
    _minutely(desk)
    shown = desk.call("GET", f"/v1/conversations/{desk.conversation.id}", user="ana").fields["tension"]
    assert isinstance(shown, dict)
    assert (shown["score"], shown["playbook"], shown["step"]) == (65, "conflict", 1)
    assert isinstance(shown["reasons"], list)
    assert {"sign": "legal", "points": 40, "words": ["lawyer"]} in shown["reasons"]


def test_a_customer_who_comes_back_so_soon_counts(desk: DeskUnderTest) -> None:
    """A second conversation within a week of the first one is a repeated contact."""
    desk.mail(mail("Where is it?", Subject="Order 10428"))
    _minutely(desk, timedelta(hours=1))
    desk.mail(mail("And where is the other one?", mail_id="<2@example.org>", Subject="Order 10429"))
    desk.settle()
    latest = max(desk.conversations, key=lambda each: each.created_at)
    assert latest.tension is not None
    assert [reason.sign for reason in latest.tension.reasons] == [Sign.RETURNED]
