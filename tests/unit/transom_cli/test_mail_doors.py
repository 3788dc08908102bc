"""Mail on loopback: what customers send in, and what SES relays out."""

import asyncio
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Thread

import pytest

from channels.email import inbound
from transom.channel import Connection, InboundMessage, OutboundFile, Request
from transom.errors import UnavailableError
from transom.model import MediaKind
from transom_cli.outbox.faults import Fault, Faults
from transom_cli.outbox.ledger import Ledger
from transom_cli.outbox.mail import MailDoor
from transom_cli.send import mail
from transom_cli.send.customer import Customer
from transom_cli.smtp.arrival import Envelope, received
from transom_cli.smtp.door import CustomerDoor
from transom_cli.smtp.listener import listen

from .conftest import NOW

pytestmark = pytest.mark.loopback


@contextmanager
def serving(handler: object, max_size: int = 100_000) -> Iterator[smtplib.SMTP]:
    """Serve a handler's hooks on a free port, and give a client of it."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(listen(handler, host="127.0.0.1", port=0, max_size=max_size))
    thread = Thread(target=loop.run_forever)
    thread.start()
    try:
        with smtplib.SMTP("127.0.0.1", server.sockets[0].getsockname()[1], timeout=10) as client:
            yield client
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


@pytest.fixture
def bucket() -> dict[str, bytes]:
    """Give a bucket."""
    return {}


@pytest.fixture
def door(bucket: dict[str, bytes]) -> CustomerDoor:
    """Give the door of the demo's domain."""
    return CustomerDoor(["northwind.example"], bucket.__setitem__, lambda: NOW)


def test_a_mail_is_stored_as_ses_would(door: CustomerDoor, bucket: dict[str, bytes]) -> None:
    """Show that the raw mail is kept below the headers that SES adds, with every envelope recipient."""
    with serving(door) as client:
        client.send_message(_mail(), to_addrs=["support@northwind.example", "billing@Northwind.example"])

    [(key, raw)] = bucket.items()
    stored = message_from_bytes(raw, policy=default)
    assert key.startswith("mail/")
    assert stored["Return-Path"] == "<ana@example.com>"
    first, second = stored.get_all("Received") or []
    assert "for support@northwind.example;" in first
    assert "for billing@Northwind.example;" in second
    assert (stored["X-SES-Spam-Verdict"], stored["X-SES-Virus-Verdict"]) == ("PASS", "PASS")
    assert "dmarc=pass header.from=example.com" in stored["Authentication-Results"]
    assert raw.replace(b"\r\n", b"\n").endswith(_mail().as_bytes())


def test_the_channel_reads_what_is_stored(door: CustomerDoor, bucket: dict[str, bytes]) -> None:
    """Show that a mail of `transom send email` comes through the door to the e-mail channel whole."""
    picture = OutboundFile(name="lamp.png", mime="image/png", content=b"\x89PNG", kind=MediaKind.IMAGE)
    letter = mail.Letter(
        customer=Customer.named("Ana"), to="support@northwind.example", subject="Order", text="Where?", files=(picture,)
    )
    with serving(door) as client:
        client.send_message(mail.compose(letter, NOW))

    [raw] = bucket.values()
    request = Request(body=raw, received_at=NOW)
    [event] = inbound.parse(request, Connection(id="demo-email", channel="email"))
    assert isinstance(event, InboundMessage)
    assert (event.sender.name, event.sender.address) == ("Ana", "ana@example.com")
    assert (event.subject, event.text) == ("Order", "Where?")
    assert list(event.contents.values()) == [b"\x89PNG"]


def test_another_domains_mail_is_refused(door: CustomerDoor, bucket: dict[str, bytes]) -> None:
    """Show that the door relays for nobody."""
    with serving(door) as client, pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        client.send_message(_mail(), to_addrs=["someone@elsewhere.example"])

    assert refused.value.recipients["someone@elsewhere.example"][0] == 550
    assert bucket == {}


def test_a_mail_that_is_too_large_is_refused(door: CustomerDoor, bucket: dict[str, bytes]) -> None:
    """Show that the limit answers 552, also to a client that does not tell the size beforehand."""
    with serving(door, max_size=1_000) as client:
        client.ehlo()
        client.mail("ana@example.com")
        client.rcpt("support@northwind.example")
        code, _ = client.data(b"Subject: big\r\n\r\n" + b"x" * 998 + b"\r\n" + b"x" * 998)

    assert code == 552
    assert bucket == {}


def test_a_sender_keeps_what_cannot_be_stored() -> None:
    """Show that a bucket that does not answer makes the sender try again later."""

    def put(_key: str, _content: bytes) -> None:
        raise UnavailableError("the bucket is away")

    door = CustomerDoor(["northwind.example"], put, lambda: NOW)
    with serving(door) as client, pytest.raises(smtplib.SMTPDataError) as refused:
        client.send_message(_mail())

    assert refused.value.smtp_code == 451


def test_marked_mail_gets_a_bad_verdict() -> None:
    """Show that the two industry test strings, and nothing else, are taken for spam and for a virus."""
    spam = rb"XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"
    envelope = Envelope(sender="ana@example.com", recipients=("support@northwind.example",))

    stored = message_from_bytes(received(b"\r\n" + spam, envelope, mail_id="1", at=NOW), policy=default)

    assert (stored["X-SES-Spam-Verdict"], stored["X-SES-Virus-Verdict"]) == ("FAIL", "PASS")


def test_a_borrowed_author_passes_no_dmarc() -> None:
    """Show that DMARC passes only where envelope and author are of one domain."""
    envelope = Envelope(sender="bulk@sender.example", recipients=("support@northwind.example",))

    stored = message_from_bytes(received(_mail().as_bytes(), envelope, mail_id="1", at=NOW), policy=default)

    assert "dmarc=none header.from=example.com" in stored["Authentication-Results"]


def test_relayed_mail_is_in_the_outbox(tmp_path: Path) -> None:
    """Show that a mail of the desk is recorded with its text, headers and attachment."""
    ledger = Ledger(tmp_path)
    sent = _mail()
    sent.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="żarówka.png")

    with serving(MailDoor(ledger, Faults(), lambda: NOW)) as client:
        client.send_message(sent, to_addrs=["customer@example.com"])

    [message] = ledger.find(channel="email", to="customer@example.com")
    assert (message.subject, message.text) == ("Zażółć", "Where is my order?\nAna")
    assert message.attachments[0].name == "żarówka.png"
    assert ledger.attachment(message.id, 0)[1] == b"\x89PNG"
    headers = message.request["headers"]
    assert isinstance(headers, dict)
    assert headers["message-id"] == "<1@example.com>"


@pytest.mark.parametrize("mode", ["fail", "throttle", "drop"])
def test_a_mail_fault_refuses_once(tmp_path: Path, mode: str) -> None:
    """Show that a faulty far end takes no mail, and takes it when the fault has worn off."""
    ledger, faults = Ledger(tmp_path), Faults()
    faults.set(Fault.model_validate({"channel": "email", "mode": mode, "times": 1}))

    with serving(MailDoor(ledger, faults, lambda: NOW)) as client:
        with pytest.raises(smtplib.SMTPDataError):
            client.send_message(_mail())
        client.send_message(_mail())

    assert len(ledger.find()) == 1


def _mail() -> EmailMessage:
    written = EmailMessage()
    written["From"] = "Ana <ana@example.com>"
    written["To"] = "support@northwind.example"
    written["Subject"] = "Zażółć"
    written["Message-ID"] = "<1@example.com>"
    written.set_content("Where is my order?\nAna\n")
    return written
