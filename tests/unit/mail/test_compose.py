"""The mails that leave."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from transom.channel import Connection, OutboundFile, OutboundMessage
from transom.errors import InvalidError
from transom.mail.compose import compose
from transom.mail.token import find
from transom.model import Door

KEY = "a key"
CONNECTION = Connection(
    id="demo-email",
    channel="email",
    name="Northwind Support",
    settings={"address": "support@northwind.example"},
    secret={"token_key": KEY},
)
ANSWER = OutboundMessage(
    id="01K0000000000000000000000A",
    conversation_id="ABCD1234",
    door=Door(channel="email", connection="demo-email", address="ana@example.net"),
    text="It is on <its> way.\n\nBen",
    subject="Where is my order 10428?",
    references=("CAF1@mail.example.net", "sha256-abc", "CAF2@mail.example.net"),
    author_name="Ben",
    queued_at=datetime(2026, 11, 16, 10, tzinfo=UTC),
)


def written(message: OutboundMessage = ANSWER, connection: Connection = CONNECTION) -> EmailMessage:
    """Return the composed mail, read again."""
    return message_from_bytes(compose(message, connection).raw, policy=default)


def test_an_answer_goes_from_the_desk_to_the_customer() -> None:
    """Under the agent's name, with the conversation's subject."""
    mail = written()
    assert mail["From"] == "Ben <support@northwind.example>"
    assert mail["To"] == "ana@example.net"
    assert mail["Subject"] == "Re: Where is my order 10428?"
    assert mail["Date"].datetime == ANSWER.queued_at
    assert mail["X-Transom-Message"] == ANSWER.id


def test_it_says_the_same_as_text_and_as_html() -> None:
    """What an agent writes is text: none of it is taken for a tag."""
    mail = written()
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().splitlines() == ["It is on <its> way.", "", "Ben"]
    assert html.get_content().splitlines() == ["<p>It is on &lt;its&gt; way.</p>", "<p>Ben</p>"]


def test_the_way_back_is_in_the_reply_address_and_in_the_ids() -> None:
    """SES gives the mail another id, so our own stands among the references as well."""
    mail = written()
    assert find([mail["Reply-To"]], [KEY]) == "ABCD1234"
    assert find([mail["References"].split()[-1]], [KEY]) == "ABCD1234"
    assert mail["Message-ID"] == mail["References"].split()[-1] == f"<{compose(ANSWER, CONNECTION).id}>"


def test_only_message_ids_are_referred_to() -> None:
    """Keys that stand for mails without an id are ours alone."""
    mail = written()
    assert mail["References"].split()[:-1] == ["<CAF1@mail.example.net>", "<CAF2@mail.example.net>"]
    assert mail["In-Reply-To"] == "<CAF2@mail.example.net>"


def test_long_references_stay_readable() -> None:
    """Nothing is wrapped into encoded words, which no mail program looks into."""
    ids = tuple(f"{'x' * 120}{number}@mail.example.net" for number in range(30))
    raw = compose(ANSWER.model_copy(update={"references": ids}), CONNECTION).raw
    assert message_from_bytes(raw, policy=default)["References"].split()[:-1] == [f"<{item}>" for item in ids[-20:]]
    assert max(map(len, raw.splitlines())) < 998


def test_only_what_is_automatic_says_so() -> None:
    """So that other machines do not answer it, and people's programs do not hide agents' answers."""
    assert written()["Auto-Submitted"] is None
    automatic = written(ANSWER.model_copy(update={"is_automatic": True, "author_name": ""}))
    assert automatic["Auto-Submitted"] == "auto-replied"
    assert automatic["X-Auto-Response-Suppress"] == "All"
    assert automatic["From"].addresses[0].display_name == "Northwind Support"


def test_files_are_attached_under_their_names() -> None:
    """Whatever the letters in them."""
    file = OutboundFile(name="paragon ż.pdf", mime="application/pdf", content=b"%PDF")
    [attached] = written(ANSWER.model_copy(update={"files": (file,)})).iter_attachments()
    assert attached.get_filename() == "paragon ż.pdf"
    assert attached.get_content() == b"%PDF"


def test_without_a_key_there_is_no_token() -> None:
    """A token that anybody can make would be worse than none."""
    assert written(connection=CONNECTION.model_copy(update={"secret": {}}))["Reply-To"] is None


@pytest.mark.parametrize("address", ["nobody", "a@b.example\r\nBcc: all@c.example", "", "żółw@b.example"])
def test_an_address_that_cannot_be_written_to_is_refused(address: str) -> None:
    """Nothing is slipped into the headers."""
    door = ANSWER.door.model_copy(update={"address": address})
    with pytest.raises(InvalidError):
        compose(ANSWER.model_copy(update={"door": door}), CONNECTION)


def test_a_subject_stays_on_its_line() -> None:
    """A header cannot be put in by a subject, and `Re:` stands once."""
    subject = "RE: hello\r\nBcc: all@c.example"
    assert written(ANSWER.model_copy(update={"subject": subject}))["Subject"] == "RE: hello Bcc: all@c.example"


def test_a_connection_without_an_address_cannot_send() -> None:
    """The error names the setting."""
    with pytest.raises(InvalidError) as caught:
        compose(ANSWER, CONNECTION.model_copy(update={"settings": {}}))
    assert "address" in caught.value.fields
