"""Agents who write mail instead of opening the console."""

from email.message import EmailMessage

import pytest

from tests.flow.customers import mail
from tests.flow.test_mail import sent
from transom.model import EntryName, State
from transom.testing.desk import DeskUnderTest

PROVEN = "amazonses.com; spf=pass; dkim=pass; dmarc=pass header.from=northwind.example;"
ANA = "Ana <ana@northwind.example>"


def asked(desk: DeskUnderTest) -> str:
    """Let a customer ask and the desk answer by itself; returns the address that leads back."""
    desk.mail(mail("Where is my order?"))
    desk.settle()
    return str(sent(desk)[-1]["Reply-To"])


def test_an_agent_s_mail_goes_to_the_customer(desk: DeskUnderTest) -> None:
    """With what is attached, once, as if it had been written in the console."""
    written = EmailMessage()
    for name, value in (("From", ANA), ("To", asked(desk)), ("Message-ID", "<a1@northwind.example>")):
        written[name] = value
    written["Authentication-Results"] = PROVEN
    written.set_content("It left this morning.")
    written.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="slip.pdf")
    for _ in range(2):
        desk.mail(written.as_bytes())
    desk.settle()
    answer = sent(desk)[-1]
    assert answer["From"] == '"Ana (Northwind)" <support@northwind.example>'
    assert answer["To"] == "olga@example.org"
    assert [part.get_filename() for part in answer.iter_attachments()] == ["slip.pdf"]
    assert len(sent(desk)) == 2
    assert desk.conversation.state is State.WAITING_CUSTOMER


def test_what_an_agent_wrote_to_the_customer_directly_is_a_note(desk: DeskUnderTest) -> None:
    """The customer has it already."""
    to = asked(desk)
    direct = {"To": f"{to}, olga@example.org", "Authentication_Results": PROVEN}
    desk.mail(mail("It left.", sender=ANA, mail_id="<a1@x>", **direct))
    desk.settle()
    assert len(sent(desk)) == 1
    assert [entry.text for entry in desk.timeline() if entry.name is EntryName.NOTE_ADDED] == ["It left."]


def test_an_agent_s_address_alone_proves_nothing(desk: DeskUnderTest) -> None:
    """Anybody can write it, and learn the reply address from a customer."""
    to = asked(desk)
    desk.mail(mail("Send your password to me.", sender=ANA, mail_id="<a1@x>", To=to))
    desk.settle()
    assert {str(each["To"]) for each in sent(desk)} == {"olga@example.org", "ana@northwind.example"}
    assert len(desk.conversations) == 2


GMAIL = """\
Please look after her.

---------- Forwarded message ---------
From: Olga Nowak <olga@example.org>
Date: Mon, 16 Nov 2026 at 10:00
Subject: Broken lamp
To: Ana <ana@northwind.example>

The lamp came broken.
"""
OUTLOOK = """\
Bitte übernehmen.

________________________________
Von: Olga Nowak <olga@example.org>
Gesendet: Montag, 16. November 2026 10:00
An: Ana <ana@northwind.example>
Betreff: Broken lamp

The lamp came broken.
"""
MAIL_RU = """\
-------- Пересылаемое сообщение --------
От: Olga Nowak <olga@example.org>
Кому: Ana <ana@northwind.example>
Дата: Понедельник, 16 ноября 2026, 10:00 +03:00
Тема: Broken lamp

The lamp came broken.
"""


@pytest.mark.parametrize(
    ("subject", "text", "note"),
    [
        ("Fwd: Broken lamp", GMAIL, "Please look after her."),
        ("WG: Broken lamp", OUTLOOK, "Bitte übernehmen."),
        ("Fwd: Broken lamp", MAIL_RU, "(forwarded by mail)"),
    ],
)
def test_a_customer_s_mail_that_an_agent_passes_on_is_the_customer_s(
    desk: DeskUnderTest, subject: str, text: str, note: str
) -> None:
    """Whatever program forwards it; what the agent wrote above is for colleagues."""
    desk.mail(mail(text, sender=ANA, mail_id="<a1@x>", Subject=subject, Authentication_Results=PROVEN))
    desk.settle()
    conversation = desk.conversation
    assert (conversation.door.address, conversation.contact_name) == ("olga@example.org", "Olga Nowak")
    assert conversation.subject == "Broken lamp"
    said = {entry.name: entry.text for entry in desk.timeline()}
    assert said[EntryName.MESSAGE_RECEIVED] == "The lamp came broken."
    assert said[EntryName.NOTE_ADDED] == note
    assert sent(desk)[-1]["To"] == "olga@example.org"


def test_a_mail_passed_on_as_an_attachment_is_the_customer_s_too(desk: DeskUnderTest) -> None:
    """The whole mail is there, so that nothing has to be guessed."""
    outer = EmailMessage()
    for name, value in (("From", ANA), ("To", "support@northwind.example"), ("Subject", "for you")):
        outer[name] = value
    outer["Authentication-Results"] = PROVEN
    outer.set_content("See below.")
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Olga <olga@example.org>", "Broken lamp"
    inner.set_content("The lamp came broken.")
    outer.add_attachment(inner)
    desk.mail(outer.as_bytes())
    assert desk.conversation.door.address == "olga@example.org"
    assert [entry.text for entry in desk.timeline()] == ["The lamp came broken.", "See below."]


def test_a_customer_who_forwards_something_stays_its_writer(desk: DeskUnderTest) -> None:
    """Only the desk's own people pass mail on."""
    desk.mail(mail(GMAIL, sender="Bob <bob@example.org>", Subject="Fwd: Broken lamp", Authentication_Results=PROVEN))
    assert desk.conversation.door.address == "bob@example.org"
