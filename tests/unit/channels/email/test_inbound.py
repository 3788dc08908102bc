"""Mail as the contract's messages."""

import pytest

from channels.email.inbound import handshake, parse, verify
from tests.samples import NOW, mail
from transom.channel import Connection, InboundMessage, Request
from transom.errors import UnreadableError
from transom.mail.token import sign

CONNECTION = Connection(
    id="demo-email", channel="email", secret={"token_key": "new"}, previous_secret={"token_key": "old"}
)


def message(raw: bytes) -> InboundMessage:
    """Return the message in a mail."""
    [event] = parse(Request(body=raw, received_at=NOW), CONNECTION)
    assert isinstance(event, InboundMessage)
    return event


def test_a_mail_is_a_message_of_its_sender() -> None:
    """The answer goes to the address that it came from."""
    found = message(mail("plain"))
    assert str(found.door) == "email#demo-email#ana@example.net"
    assert (found.sender.email, found.sender.name) == ("ana@example.net", "Ana Kowalska")
    assert (found.provider_message_id, found.subject) == ("CAF1x2y3@mail.example.net", "Where is my order 10428?")
    assert found.conversation_id is None


@pytest.mark.parametrize("key", ["new", "old"])
def test_our_token_names_the_conversation(key: str) -> None:
    """Signed by the present key, or by the one before."""
    raw = mail("reply").replace(b"abcd1234aaaaaaaaaaaaaaaa", sign("ABCD1234", key).encode())
    assert message(raw).conversation_id == "ABCD1234"


def test_the_token_of_a_request_names_it_and_no_conversation() -> None:
    """So that an answer to a department never reaches the customer; our own mail that comes back is a machine's."""
    token = sign("ABCD1234", "new", "WXYZ6789")
    raw = mail("reply").replace(b"abcd1234aaaaaaaaaaaaaaaa", token.encode())
    answer = message(raw)
    assert (answer.request, answer.conversation_id, answer.is_machine) == (("ABCD1234", "WXYZ6789"), None, False)
    assert message(f"X-Transom-Message: 01K0.{token}@northwind.example\n".encode() + raw).is_machine


def test_a_forged_token_names_nothing() -> None:
    """The sample's is made up."""
    assert message(mail("reply")).conversation_id is None


def test_a_date_in_the_future_is_not_believed() -> None:
    """Nor is a missing one: then the mail was written when it came."""
    late = mail("plain").replace(b"2026 10:12:31", b"2031 10:12:31")
    assert message(late).occurred_at == NOW
    assert message(mail("without_id_or_date")).occurred_at == NOW


def test_a_mail_without_any_sender_is_unreadable() -> None:
    """There is nobody to answer."""
    with pytest.raises(UnreadableError):
        message(mail("unreadable_no_sender"))


def test_mail_needs_no_proof_and_asks_no_question() -> None:
    """It comes from the bucket alone."""
    request = Request(body=mail("plain"), received_at=NOW)
    verify(request, CONNECTION)
    assert handshake(request, CONNECTION) is None


@pytest.mark.parametrize(
    ("given", "server", "is_verified"),
    [
        ({}, "amazonses.com", True),
        ({}, "mx.google.com", False),
        ({"mailbox": "gmail"}, "amazonses.com", False),
        ({"mailbox": "gmail"}, "", False),
        ({"mailbox": "gmail", "auth_server": "mx.google.com"}, "mx.google.com", True),
        ({"mailbox": "gmail", "auth_server": "mx.google.com"}, "amazonses.com", False),
    ],
)
def test_only_the_server_that_took_the_mail_is_believed(
    given: dict[str, str], server: str, *, is_verified: bool
) -> None:
    """Of a mailbox's mail never SES: anybody may write that it found all well."""
    raw = f"Authentication-Results: {server}; dmarc=pass\r\n".encode() + mail("plain")
    [event] = parse(Request(body=raw, received_at=NOW), CONNECTION.model_copy(update={"settings": given}))
    assert isinstance(event, InboundMessage)
    assert event.sender.is_verified is is_verified
