"""Mail on its way in."""

import pytest

from mail_receive.inboxes import inboxes
from tests.samples import mail
from transom.mail.token import sign
from transom.model import ConnectionSpec
from transom.testing.desk import TOKEN_KEY, DeskUnderTest

SUPPORT = ConnectionSpec(
    id="demo-email", channel="email", name="Northwind Support", settings={"address": "support@northwind.example"}
)
SALES = ConnectionSpec(id="sales", channel="email", name="Sales", settings={"address": "Sales@northwind.example"})


@pytest.fixture
def inbox(desk: DeskUnderTest) -> DeskUnderTest:
    """Return a desk with two inboxes."""
    desk.connect(SUPPORT, {})
    desk.connect(SALES, {})
    return desk


@pytest.mark.parametrize(
    ("recipients", "expected"),
    [
        (["support@northwind.example"], ["demo-email"]),
        (["SUPPORT+token@Northwind.example"], ["demo-email"]),
        (["sales@northwind.example", "support@northwind.example"], ["demo-email", "sales"]),
        (["nobody@northwind.example", "support@other.example"], []),
    ],
)
def test_an_inbox_is_found_by_its_address(recipients: list[str], expected: list[str]) -> None:
    """Whatever the case, and whatever follows a plus."""
    assert [each.id for each in inboxes(recipients, [SUPPORT, SALES])] == expected


def test_a_mail_becomes_a_message_in_its_inbox(inbox: DeskUnderTest) -> None:
    """The same mail delivered twice is stored once."""
    inbox.mail(mail("plain"))
    inbox.mail(mail("plain"))
    [entry] = inbox.timeline()
    assert inbox.conversation.subject == "Where is my order 10428?"
    assert entry.door is not None
    assert str(entry.door) == "email#demo-email#ana@example.net"


def test_parts_of_a_mail_are_stored_before_it_is_shown(inbox: DeskUnderTest) -> None:
    """HTML and attachments stand in the bucket."""
    inbox.mail(mail("html_with_photo"))
    [entry] = inbox.timeline()
    assert [item.key for item in entry.attachments] == inbox.cloud.keys("media/")
    assert inbox.cloud.keys("bodies/") == [entry.html_key]


def test_an_answer_finds_its_conversation_by_our_token(inbox: DeskUnderTest) -> None:
    """Though its ids were rewritten."""
    inbox.mail(mail("plain"))
    token = sign(inbox.conversation.id, TOKEN_KEY).encode()
    reply = mail("reply").replace(b"abcd1234aaaaaaaaaaaaaaaa", token).replace(b"CAF1x2y3@", b"rewritten@")
    inbox.mail(reply)
    assert [entry.text for entry in inbox.timeline()][-1] == "Thank you, it has come."


def test_a_mail_to_two_inboxes_counts_once_in_each(inbox: DeskUnderTest) -> None:
    """Two teams may answer."""
    inbox.mail(mail("two_inboxes"))
    assert {conversation.door.connection for conversation in inbox.conversations} == {"demo-email", "sales"}


@pytest.mark.parametrize(("case", "connection"), [("plain", ""), ("unreadable_no_sender", "demo-email")])
def test_what_is_for_nobody_or_not_readable_is_kept(desk: DeskUnderTest, case: str, connection: str) -> None:
    """Raw, with the reason."""
    desk.connect(SUPPORT if connection else SALES, {})
    desk.mail(mail(case))
    assert desk.conversations == []
    [record] = desk.store.quarantine.page().items
    assert (record.channel, record.connection, record.size) == ("email", connection, len(mail(case)))
    assert desk.cloud.keys("quarantine/email/") == [record.key]
