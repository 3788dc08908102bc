"""No mail is lost unseen: each hour's mail is counted, and what nobody can account for is named."""

from datetime import timedelta

import pytest

from api.door_views import MailCountPage
from tests.flow.customers import mail
from transom.model import ConnectionSpec
from transom.model.mail import MailCount
from transom.raw import RELEASED
from transom.testing.desk import DeskUnderTest

NOBODY = "sales@northwind.example"


@pytest.fixture
def counted(desk: DeskUnderTest) -> DeskUnderTest:
    """A desk to which mail of each fate came, and one that no function took."""
    desk.mail(mail("Where is my order?"))
    desk.mail(mail("I am away until Monday.", mail_id="<2@example.org>", Auto_Submitted="auto-replied"))
    desk.mail(mail("Where is my order?"))
    desk.mail(mail("Buy now", mail_id="<3@example.org>", To=NOBODY))
    desk.keep_mail(mail("Is anybody there?", mail_id="<4@example.org>"))
    desk.settle()
    desk.now += timedelta(hours=2)
    return desk


def count(desk: DeskUnderTest) -> MailCount:
    """Count the mail, and return the only hour's."""
    desk.invoke("mail_count.handler.handler", {})
    [counted] = desk.store.mails.counts().items
    return counted


def test_what_came_in_is_accounted_for(counted: DeskUnderTest) -> None:
    """Messages, machine mail, duplicates and quarantine make up what the bucket holds, but for what was lost."""
    told = count(counted)
    assert (told.messages, told.machine, told.quarantined, told.duplicates) == (1, 1, 1, 1)
    assert (told.received, told.missing) == (5, 1)
    assert told.examples[0] in counted.cloud.keys("mail/")


def test_a_mail_that_was_lost_is_taken_when_it_is_announced_again(counted: DeskUnderTest) -> None:
    """After that the count is even, and the mail is where it belongs."""
    counted.announce_mail(count(counted).examples[0])
    told = count(counted)
    assert (told.messages, told.missing, told.examples) == (2, 0, ())
    assert "Is anybody there?" in [each.preview for each in counted.conversations]


def test_the_same_mail_announced_twice_is_no_duplicate_of_its_own(desk: DeskUnderTest) -> None:
    """A queue may deliver twice, and much later: the mail stays the message that it became."""
    key = desk.mail(mail("Where is my order?"))
    desk.now += timedelta(hours=2)
    desk.announce_mail(key)
    told = count(desk)
    assert (told.messages, told.duplicates) == (1, 0)
    assert len(desk.timeline()) == 1


def test_a_mail_that_cannot_be_read_waits_once(counted: DeskUnderTest) -> None:
    """Announced again, it is no second record."""
    [record] = counted.store.quarantine.page().items
    for key in counted.cloud.keys("mail/"):
        counted.announce_mail(key)
    assert counted.store.quarantine.page().items == [record]


def test_what_is_understood_later_leaves_quarantine(counted: DeskUnderTest) -> None:
    """The inbox was connected since: announced again, all mail is messages and none waits any longer."""
    sales = ConnectionSpec(id="sales", channel="email", name="Sales", settings={"address": NOBODY})
    counted.connect(sales, {})
    for key in counted.cloud.keys("mail/"):
        counted.announce_mail(key)
    assert counted.store.quarantine.page().items == []
    told = count(counted)
    assert (told.messages, told.quarantined, told.missing) == (3, 0, 0)


def test_mail_that_was_let_in_is_counted_as_what_it_became(desk: DeskUnderTest) -> None:
    """A lead lets it in: the copy is a message of that hour, and the first one is still told as quarantined."""
    desk.mail(mail("Buy now", X_SES_Spam_Verdict="FAIL"))
    [record] = desk.store.quarantine.page().items
    assert desk.call("POST", f"/v1/quarantine/{record.id}/retry", user="lea").status == 202
    desk.settle()
    assert desk.conversation.preview == "Buy now"
    assert desk.cloud.keys(RELEASED)


def test_leads_see_the_count_and_agents_do_not(counted: DeskUnderTest) -> None:
    """The hours stand newest first, with the names of what is missing."""
    missing = count(counted).examples[0]
    answer = counted.call("GET", "/v1/mail-counts", user="lea")
    [item] = MailCountPage.model_validate_json(answer.body).items
    assert (item.received, item.missing, item.examples) == (5, 1, (missing,))
    assert counted.call("GET", "/v1/mail-counts", user="ana").status == 403
