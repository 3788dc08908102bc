"""Faxes that a gateway brings as mails."""

import pytest

from channels.email.faxes import faxable, is_faxed
from channels.email.inbound import parse
from tests.samples import NOW, mail
from transom.channel import Connection, InboundMessage, OutboundMessage, Quote, Request
from transom.model import Door, Participant

PLAIN = mail("plain")
BY_ADDRESS = {"fax_from": "{number}@fax.example", "fax_to": "{number}@send.fax.example"}
BY_SUBJECT = {"fax_from": "fax@fax.example", "fax_subject": "Fax from {number}", "fax_to": "{number}@send.fax.example"}


def message(sender: str, subject: str, settings: dict[str, str]) -> InboundMessage:
    """Return what a mail tells that came from a machine."""
    raw = PLAIN.replace(b"ana@example.net", sender.encode()).replace(b"Where is my order 10428?", subject.encode())
    connection = Connection(id="fax", channel="email", settings=settings)
    [event] = parse(Request(body=b"Auto-Submitted: auto-generated\n" + raw, received_at=NOW), connection)
    assert isinstance(event, InboundMessage)
    return event


@pytest.mark.parametrize(
    ("sender", "subject", "settings", "number", "phone"),
    [
        ("48223070001@fax.example", "A fax", BY_ADDRESS, "48223070001", None),
        ("+48223070001@fax.example", "A fax", BY_ADDRESS, "48223070001", "+48223070001"),
        ("0048223070001@FAX.example", "A fax", BY_ADDRESS, "0048223070001", "+48223070001"),
        ("fax@fax.example", "2 pages: fax from +48 22 307-00-01 (9:12)", BY_SUBJECT, "48223070001", "+48223070001"),
    ],
)
def test_a_gateway_s_mail_is_a_fax_of_its_caller(
    sender: str, subject: str, settings: dict[str, str], number: str, phone: str | None
) -> None:
    """The number is in the sender's address or in the subject; no machine wrote it, and it begins no new matter."""
    fax = message(sender, subject, settings)
    assert (fax.door.address, fax.sender.phone) == (f"{number}@send.fax.example", phone)
    assert (fax.is_mail, fax.subject, fax.is_machine, fax.sender.email, fax.sender.is_verified) == (
        False,
        None,
        False,
        None,
        False,
    )


@pytest.mark.parametrize(
    ("sender", "subject", "settings"),
    [
        ("ana@example.net", "Fax from +48223070001", BY_SUBJECT),
        ("reports@fax.example", "Fax sent", BY_ADDRESS),
        ("fax@fax.example", "Your invoice", BY_SUBJECT),
        ("48223070001@faxyexample", "A fax", BY_ADDRESS),
        ("48223070001@fax.example", "A fax", {}),
    ],
)
def test_other_mails_are_mails(sender: str, subject: str, settings: dict[str, str]) -> None:
    """Of other senders, of the gateway about something else, and where none is set up."""
    assert message(sender, subject, settings).door.address == sender


def test_an_answer_is_faxed_without_what_it_answers() -> None:
    """And only what goes to the gateway is."""
    connection = Connection(id="fax", channel="email", settings=BY_ADDRESS)
    answer = OutboundMessage(
        id="m",
        conversation_id="ABCD1234",
        door=Door(channel="email", connection="fax", address="48223070001@send.fax.example"),
        text="The invoice",
        copies=(Participant(address="eva@example.org"),),
        quote=Quote(author="x", at=NOW, text="Fax"),
        queued_at=NOW,
    )
    assert is_faxed(answer, connection)
    assert (faxable(answer).quote, faxable(answer).copies) == (None, ())
    other = answer.model_copy(update={"door": Door(channel="email", connection="fax", address="ana@example.net")})
    assert not is_faxed(other, connection)
