"""Bounces, absences and other machines' mail, told from what people write."""

from datetime import date
from email.message import EmailMessage

import pytest

from transom.mail import Bounce, Kind, Mail, read

REPORT = """\
From: MAILER-DAEMON@mx.example.net
To: support@northwind.example
Subject: Undelivered Mail Returned to Sender
Date: Mon, 16 Nov 2026 09:00:00 +0000
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; Ana@Example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {diagnosis}

--b
Content-Type: message/rfc822

Message-ID: <01K0@northwind.example>
From: support@northwind.example
Subject: Your order

Hello
--b--
"""


def mail(text: str, **fields: str) -> Mail:
    """Return a mail as it is read; a field's underscores stand for hyphens."""
    message = EmailMessage()
    for name, value in ({"From": "ana@example.org", "Date": "Mon, 16 Nov 2026 09:00:00 +0000"} | fields).items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return read(message.as_bytes())


@pytest.mark.parametrize(
    ("action", "status", "diagnosis", "code", "is_hard", "is_delayed"),
    [
        ("failed", "5.1.1", "550 5.1.1 user unknown", 550, True, False),
        ("failed", "5.2.2", "552 5.2.2 mailbox full", 552, False, False),
        ("failed", "4.4.1", "connection timed out", None, False, False),
        ("failed", "5.0.0", "550 5.1.10 no such recipient", 550, True, False),
        ("delayed", "4.4.7", "451 4.4.7 still trying", 451, False, True),
    ],
)
def test_a_report_names_address_code_and_the_mail_that_failed(
    action: str, status: str, diagnosis: str, code: int | None, *, is_hard: bool, is_delayed: bool
) -> None:
    """RFC 3464; what may pass later is no hard bounce, and a code in words is better than none in the field."""
    found = read(REPORT.format(action=action, status=status, diagnosis=diagnosis).encode())
    assert found.kind is Kind.BOUNCE
    assert found.bounce
    assert (found.bounce.address, found.bounce.message_id) == ("ana@example.org", "01K0@northwind.example")
    assert (found.bounce.code, found.bounce.is_hard, found.bounce.is_delayed) == (code, is_hard, is_delayed)
    assert found.bounce.status == ("5.1.10" if "5.1.10" in diagnosis else status)


def test_a_report_of_success_is_no_bounce() -> None:
    """Nor is it a person's mail."""
    found = read(REPORT.format(action="delivered", status="2.0.0", diagnosis="250 ok").encode())
    assert (found.kind, found.bounces) == (Kind.AUTO_REPLY, ())


def test_a_server_that_knows_no_standard_says_it_in_words() -> None:
    """As qmail and Exim do: the address stands in a line of its own, the mail's id in the copy below."""
    found = mail(
        "Hi. This is the qmail-send program.\nI'm afraid I wasn't able to deliver your message.\n\n"
        "<olga@example.net>:\n550 sorry, no mailbox here by that name. (#5.1.1)\n\n"
        "--- Below this line is a copy of the message.\n\nMessage-ID: <7@northwind.example>\nSubject: Hi\n",
        From="MAILER-DAEMON@mx.example.net",
        Subject="failure notice",
    )
    reason = found.bounces[0].reason
    told = Bounce(
        address="olga@example.net",
        status="5.1.1",
        code=550,
        is_hard=True,
        message_id="7@northwind.example",
        reason=reason,
    )
    assert found.bounces == (told,)


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Undelivered parcel", "My parcel could not be delivered, the mailbox is full of leaves. Please help."),
        ("Question", "I got 'mailbox unavailable' when I wrote to sales@northwind.example. Why?"),
        ("Re: Out of office", "Thanks, I read that you are on vacation until Monday. No hurry."),
        ("Vacation rental", "We will be on vacation in July; is the house free until 20 July?"),
    ],
)
def test_people_who_write_of_such_things_are_people(subject: str, text: str) -> None:
    """Words alone make no machine."""
    assert mail(text, Subject=subject).kind is Kind.HUMAN


@pytest.mark.parametrize(
    ("subject", "text", "back"),
    [
        ("Automatic reply: Order", "I am out of the office until 23 November.", date(2026, 11, 23)),
        ("Automatische Antwort: Auftrag", "Ich bin bis zum 24.11.2026 im Urlaub.", date(2026, 11, 24)),
        ("Automatyczna odpowiedź: zamówienie", "Jestem na urlopie do 3 grudnia.", date(2026, 12, 3)),
        ("Автоответ: заказ", "Я сейчас в отпуске до 05.01.2027.", date(2027, 1, 5)),
        ("Réponse automatique : commande", "Je suis absent, de retour le 2 janvier.", date(2027, 1, 2)),
        ("Out of office", "I am away on annual leave. For urgent matters call Ben.", None),
    ],
)
def test_an_absence_says_until_when(subject: str, text: str, back: date | None) -> None:
    """In the language of who is away; a date without a year is the next."""
    found = mail(text, Subject=subject)
    assert (found.kind, found.returns_on) == (Kind.OUT_OF_OFFICE, back)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"List_Id": "<news.example.net>"}, Kind.LIST),
        ({"Auto_Submitted": "auto-generated"}, Kind.AUTO_REPLY),
        ({"X_Transom_Hops": "1"}, Kind.LOOP),
        ({"From": "noreply@boxbe.com", "Subject": "Re: Order (Action Required)"}, Kind.CHALLENGE),
        ({"From": "no-reply@shop.example"}, Kind.NOTIFICATION),
        ({"Feedback_ID": "1:2:3:ses"}, Kind.NOTIFICATION),
    ],
)
def test_other_machines_are_of_their_sorts(fields: dict[str, str], kind: Kind) -> None:
    """Each by its sign."""
    assert mail("Hello", **fields).kind is kind


def test_what_the_first_server_found_of_the_sender_is_kept() -> None:
    """The topmost header alone: those below may be the sender's own."""
    raw = (
        b"Authentication-Results: mx.example; spf=pass smtp.mailfrom=a.example; dkim=fail; dmarc=none\r\n"
        b"Authentication-Results: evil.example; dmarc=pass\r\nFrom: a@a.example\r\n\r\nHi"
    )
    found = read(raw).auth
    assert (found.spf, found.dkim, found.dmarc) == ("pass", "fail", "none")
