"""An answer that did not reach its customer is none: the desk owes it as before, and says so."""

import json
from datetime import timedelta

import httpx
import pytest
from pydantic import JsonValue

from tests.flow.customers import TelegramUser, mail
from tests.flow.test_mail_events import told
from transom.model import Desk, EntryName, State, Target
from transom.testing.desk import DeskUnderTest
from transom.testing.rest import ApiAnswer

BLOCKED = "Forbidden: bot was blocked by the user"


def answers(desk: DeskUnderTest, text: str = "Tomorrow.") -> ApiAnswer:
    """Answer the customer."""
    path = f"/v1/conversations/{desk.conversation.id}/messages"
    answer = desk.call("POST", path, {"text": text}, user="ana")
    assert answer.status == 202, answer.body
    return answer


@pytest.fixture
def asked(desk: DeskUnderTest) -> DeskUnderTest:
    """A desk whose customer has blocked the bot after writing."""
    TelegramUser(desk).writes("Where is my order?")
    desk.settle()
    desk.outbox.answer = lambda _: httpx.Response(403, json={"ok": False, "description": BLOCKED})
    desk.now += timedelta(minutes=1)
    return desk


def test_a_failed_answer_is_none(asked: DeskUnderTest) -> None:
    """State, first response, clock and promise stand as before it; the timeline and the lists say why."""
    before = asked.conversation
    message = str(answers(asked).fields["id"])
    asked.settle()
    after = asked.conversation
    assert (after.state, after.first_response_at, after.replies) == (before.state, None, 0)
    [clock] = [each for each in after.clocks if each.target is Target.FIRST_RESPONSE]
    assert clock.is_running
    asked.pass_time(timedelta(hours=1))
    assert [each.name for each in asked.timeline() if each.name.startswith("promise.")] == [EntryName.PROMISE_BROKEN]
    [change] = [each for each in asked.timeline() if "delivery_problem" in each.data]
    assert change.data["delivery_problem"] == {"from": None, "to": BLOCKED}
    listed = json.loads(asked.call("GET", "/v1/conversations", user="ana").body)["items"]
    assert [(each["delivery_problem"]["message_id"], each["delivery_problem"]["reason"]) for each in listed] == [
        (message, BLOCKED)
    ]


def test_the_next_answer_clears_it(asked: DeskUnderTest) -> None:
    """And the event that comes again marks nothing."""
    answers(asked)
    asked.settle()
    [failed] = [each for each in asked.timeline() if each.name is EntryName.MESSAGE_FAILED]
    asked.outbox.answer = lambda _: httpx.Response(
        200, json={"ok": True, "result": {"message_id": 1, "chat": {"id": 1}}}
    )
    asked.now += timedelta(minutes=1)
    answers(asked, "Once more.")
    asked.cloud.put(asked.queue("Sla"), asked.event_of(failed))
    asked.settle()
    known = asked.conversation
    assert (known.state, known.delivery_problem, known.replies) == (State.WAITING_CUSTOMER, None, 1)


def test_two_answers_that_fail_leave_none(asked: DeskUnderTest) -> None:
    """The second was written while the first one stood."""
    before = asked.conversation
    for text in ("Tomorrow.", "At noon."):
        answers(asked, text)
        asked.now += timedelta(seconds=1)
    asked.settle()
    after = asked.conversation
    assert (after.state, after.first_response_at, after.replies) == (before.state, None, 0)


def test_a_failed_answer_starts_rules_but_none_by_what_it_sent_itself(asked: DeskUnderTest) -> None:
    """A rule that writes to the customer whenever that fails would never end."""
    rule: JsonValue = {"id": "failed", "on": ["message.failed"], "then": {"add_tags": ["unreached"], "reply": "again"}}
    reply: JsonValue = {"id": "again", "name": "Again", "texts": {"en": "We could not reach you."}}
    spec = asked.spec.model_dump() | {"automations": [rule], "canned_replies": [reply]}
    asked.apply(Desk.model_validate(spec))
    answers(asked)
    asked.settle()
    assert asked.conversation.tags == ("unreached",)
    assert [each.text for each in asked.timeline()].count("We could not reach you.") == 1


def test_a_copy_that_comes_back_leaves_the_answer_as_it_is(desk: DeskUnderTest) -> None:
    """The customer has it; the reason names who has not."""
    desk.mail(mail("Where is my order?", Cc="max@example.org"))
    desk.settle()
    desk.now += timedelta(minutes=1)
    answers(desk)
    desk.settle()
    answered = desk.conversation
    desk.now += timedelta(minutes=1)
    gone: JsonValue = [{"emailAddress": "max@example.org", "status": "5.1.1", "diagnosticCode": "550 unknown"}]
    told(desk, "Bounce", bounce={"bounceType": "Transient", "bouncedRecipients": gone})
    desk.settle()
    after = desk.conversation
    assert (after.state, after.first_response_at) == (State.WAITING_CUSTOMER, answered.first_response_at)
    assert after.delivery_problem
    assert after.delivery_problem.reason == "max@example.org: 550 unknown"
    desk.now += timedelta(minutes=1)
    gone = [{"emailAddress": "olga@example.org", "status": "5.1.1", "diagnosticCode": "550 unknown"}]
    told(desk, "Bounce", bounce={"bounceType": "Permanent", "bouncedRecipients": gone})
    desk.settle()
    assert desk.conversation.first_response_at is None
