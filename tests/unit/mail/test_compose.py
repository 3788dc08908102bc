"""The mails that leave."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from transom.channel import Connection, Letterhead, OutboundFile, OutboundMessage, Quote
from transom.errors import InvalidError
from transom.mail import read
from transom.mail.compose import compose
from transom.mail.token import find, find_request
from transom.model import Door, MediaKind, Participant

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
    assert find([mail["X-Transom-Message"]], [KEY]) == "ABCD1234"
    assert mail["X-Transom-Hops"] == "0"


def test_it_says_the_same_as_text_and_as_html() -> None:
    """What an agent writes is text: none of it is taken for a tag."""
    mail = written()
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().splitlines()[:3] == ["It is on <its> way.", "", "Ben"]
    assert html.get_content().splitlines()[1:3] == ["<p>It is on &lt;its&gt; way.</p>", "<p>Ben</p>"]


def test_the_way_back_is_in_the_reply_address_and_in_the_ids() -> None:
    """SES gives the mail another id, so our own stands among the references as well."""
    mail = written()
    assert find([mail["Reply-To"]], [KEY]) == "ABCD1234"
    assert find([mail["References"].split()[-1]], [KEY]) == "ABCD1234"
    assert mail["Message-ID"] == mail["References"].split()[-1] == f"<{compose(ANSWER, CONNECTION).id}>"


def test_a_mail_to_a_department_leads_back_to_its_request_alone() -> None:
    """In the address, the ids and the text, and nowhere to the conversation; only a later one is a reply."""
    asked = ANSWER.model_copy(
        update={"request_id": "WXYZ6789", "references": (), "subject": "Warehouse: Did it leave?"}
    )
    mail = written(asked)
    places = [mail["Reply-To"], mail["Message-ID"], mail["X-Transom-Message"], compose(asked, CONNECTION).raw.decode()]
    assert [find_request([each], [KEY]) for each in places] == [("ABCD1234", "WXYZ6789")] * 4
    assert find(places, [KEY]) is None
    assert mail["Subject"] == "Warehouse: Did it leave?"
    assert written(asked.model_copy(update={"references": ("a@b.example",)}))["Subject"].startswith("Re: Warehouse")


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
    assert automatic["X-Transom-Hops"] == "1"
    assert automatic["From"].addresses[0].display_name == "Northwind Support"


def test_files_are_attached_under_their_names() -> None:
    """Whatever the letters in them."""
    file = OutboundFile(name="paragon ż.pdf", mime="application/pdf", content=b"%PDF")
    [attached] = written(ANSWER.model_copy(update={"files": (file,)})).iter_attachments()
    assert attached.get_filename() == "paragon ż.pdf"
    assert attached.get_content() == b"%PDF"


def test_pictures_are_shown_where_the_words_are() -> None:
    """They come within the mail, beneath the words and above the signature; other files stay attachments."""
    picture = OutboundFile(name='the "shelf".png', mime="image/png", content=b"png", kind=MediaKind.IMAGE)
    label = OutboundFile(name="label.pdf", mime="application/pdf", content=b"%PDF")
    letterhead = Letterhead(name="Northwind", signature="Northwind, Gdynia")
    raw = compose(ANSWER.model_copy(update={"files": (picture, label), "letterhead": letterhead}), CONNECTION).raw
    mail = read(raw)
    assert mail.html is not None
    assert mail.html.index("on &lt;its&gt; way") < mail.html.index("<img") < mail.html.index("Gdynia")
    shelf, other = mail.attachments
    assert (shelf.content, shelf.is_inline, other.is_inline) == (b"png", True, False)
    assert f'src="cid:{shelf.content_id}"' in mail.html


def test_without_a_key_there_is_no_token() -> None:
    """A token that anybody can make would be worse than none."""
    mail = written(connection=CONNECTION.model_copy(update={"secret": {}}))
    assert mail["Reply-To"] is None
    assert b"[ref." not in mail.as_bytes()


def test_the_text_itself_leads_back() -> None:
    """For relays that write anew both the addresses and the ids, the mark is in both bodies."""
    mail = written()
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        assert body is not None
        assert find([body.get_content()], [KEY]) == "ABCD1234"


def test_who_reads_along_gets_the_mail_too() -> None:
    """Those who are hidden are in the envelope alone."""
    copies = (
        Participant(address="bob@example.net", name="Bob"),
        Participant(address="eve@example.net", is_hidden=True),
    )
    letter = compose(ANSWER.model_copy(update={"copies": copies}), CONNECTION)
    assert message_from_bytes(letter.raw, policy=default)["Cc"] == "Bob <bob@example.net>"
    assert letter.recipients == ("ana@example.net", "bob@example.net", "eve@example.net")
    assert b"eve@example.net" not in letter.raw


HEAD = Letterhead(
    name="Northwind",
    address="billing@northwind.example",
    signature="Northwind Billing\nnorthwind.example/help",
    color="#115588",
    logo="https://northwind.example/logo.png",
)
QUOTE = Quote(author="Ana <K>", at=datetime(2026, 11, 16, 9, 30, tzinfo=UTC), text="Where is it?\n\nAna")


def test_the_brand_and_the_team_sign() -> None:
    """The mail comes from the team's own address, and the answer to it to the inbox."""
    mail = written(ANSWER.model_copy(update={"letterhead": HEAD}))
    assert mail["From"] == '"Ben (Northwind)" <billing@northwind.example>'
    assert mail["Reply-To"].addresses[0].addr_spec.startswith("support+")
    html = str(mail.get_body(("html",)))
    assert "border-bottom:3px solid #115588" in html
    assert 'src="https://northwind.example/logo.png"' in html


def test_what_is_answered_is_quoted_so_that_every_reader_cuts_it() -> None:
    """Our own reader too: what comes back has the signature, the quote and the mark taken off."""
    raw = compose(ANSWER.model_copy(update={"letterhead": HEAD, "quote": QUOTE}), CONNECTION).raw
    assert b"On Mon, 16 Nov 2026 at 09:30 UTC, Ana <K> wrote:" in raw
    assert b"Ana &lt;K&gt; wrote:" in raw
    assert read(raw).visible_text == "It is on <its> way.\n\nBen"


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
