"""What SES tells of mail that left."""

import json
from datetime import timedelta

import pytest
from pydantic import JsonValue

from tests.flow.customers import mail
from tests.flow.test_mail import sent
from transom.core.delivery import delivery_of
from transom.model import Delivery, DeliveryState, EntryName
from transom.testing.desk import DeskUnderTest

GONE: JsonValue = [{"emailAddress": "olga@example.org", "status": "5.1.1", "diagnosticCode": "smtp; 550 5.1.1 unknown"}]


def told(desk: DeskUnderTest, kind: str, **parts: JsonValue) -> JsonValue:
    """Tell of the mail sent last what SES would, and return what the function answered."""
    ses_id = str(sent(desk)[-1]["Message-ID"]).strip("<>")
    event: dict[str, JsonValue] = {
        "version": "0",
        "source": "aws.ses",
        "detail-type": f"Email {kind}",
        "time": desk.now.isoformat(),
        "detail": {"eventType": kind, "mail": {"messageId": ses_id, "tags": {}}, **parts},
    }
    record: JsonValue = {"messageId": "1", "body": json.dumps(event), "attributes": {"ApproximateReceiveCount": "1"}}
    return desk.invoke("mail_events.handler.handler", {"Records": [record]})


def fate(desk: DeskUnderTest) -> Delivery | None:
    """Return what became of the automatic answer, which is the only one."""
    moments = desk.store.timeline.page(desk.conversation.id).items
    return next(found for each in moments if (found := delivery_of(each.entry, each.beneath)))


@pytest.fixture
def answered(desk: DeskUnderTest) -> DeskUnderTest:
    """A desk whose first answer has left."""
    desk.mail(mail("Where is my order?"))
    desk.settle()
    return desk


def test_a_delivery_is_told_once(answered: DeskUnderTest) -> None:
    """EventBridge delivers at least once."""
    for _ in range(2):
        assert told(answered, "Delivery", delivery={"recipients": ["olga@example.org"]}) == {"batchItemFailures": []}
    assert [entry.name for entry in answered.timeline()].count(EntryName.MESSAGE_DELIVERED) == 1


def test_a_bounce_is_told_in_the_server_s_words_and_leaves_the_address_alone(answered: DeskUnderTest) -> None:
    """Also after SES had told that the mail was delivered."""
    told(answered, "Delivery")
    answered.now += timedelta(minutes=5)
    told(answered, "Bounce", bounce={"bounceType": "Permanent", "bouncedRecipients": GONE})
    found = fate(answered)
    assert found is not None
    assert (found.state, found.reason) == (DeliveryState.FAILED, "olga@example.org: smtp; 550 5.1.1 unknown")
    assert answered.store.suppressions.find("Olga@example.org", answered.now)


def test_a_full_mailbox_is_written_to_again(answered: DeskUnderTest) -> None:
    """What passes is no reason to leave an address alone."""
    told(answered, "Bounce", bounce={"bounceType": "Transient", "bouncedRecipients": GONE})
    assert answered.store.suppressions.find("olga@example.org", answered.now) is None


def test_who_calls_our_mail_spam_gets_no_more(answered: DeskUnderTest) -> None:
    """Until they write themselves."""
    told(answered, "Complaint", complaint={"complainedRecipients": [{"emailAddress": "olga@example.org"}]})
    suppressed = answered.store.suppressions.find("olga@example.org", answered.now)
    assert suppressed is not None
    assert "spam" in suppressed.reason


def test_a_mail_of_another_program_is_none_of_ours(answered: DeskUnderTest) -> None:
    """The account may send other mail: nothing is written down, and the event is done with."""
    event = {"time": answered.now.isoformat(), "detail": {"eventType": "Delivery", "mail": {"messageId": "other"}}}
    record = {"messageId": "1", "body": json.dumps(event), "attributes": {"ApproximateReceiveCount": "1"}}
    before = len(answered.timeline())
    assert answered.invoke("mail_events.handler.handler", {"Records": [record]}) == {"batchItemFailures": []}
    assert len(answered.timeline()) == before


@pytest.mark.parametrize("body", ["", "[]", '{"detail": {}}'])
def test_what_ses_never_sends_comes_again_and_ends_among_the_dead_letters(desk: DeskUnderTest, body: str) -> None:
    """Nothing is dropped in silence."""
    record = {"messageId": "1", "body": body, "attributes": {"ApproximateReceiveCount": "1"}}
    answer = desk.invoke("mail_events.handler.handler", {"Records": [record]})
    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}]}
