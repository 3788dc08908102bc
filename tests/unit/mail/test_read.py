"""Reading mail of all kinds."""

import json
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import EVENTS, mail
from transom.errors import UnreadableError
from transom.mail.read import read, recipients
from transom.model import MediaKind

SAMPLES = sorted(path.stem for path in (EVENTS / "email").glob("*.eml"))
CORPORA = EVENTS.parent.parent / "shared" / "corpora" / "mail"
PIECES = [
    *(
        b"From: ",
        b"To",
        b": ",
        b"<",
        b">",
        b"@",
        b"\r\n",
        b"--b",
        b"=?utf-8?b?",
        b"?=",
        b'"',
        b";",
        b"\xff",
        b"(",
        b"[",
    ),
    *(b"Date: ", b"Mon, 99 Nov 0000", b"Message-ID: ", b"Content-Type: ", b"message/rfc822"),
    b"Content-Type: multipart/mixed; boundary=b\r\n",
    b"Content-Disposition: attachment; filename*=utf-8''%ff%zz\r\n",
]
"""Beginnings of headers, and what breaks them."""


def test_a_plain_mail() -> None:
    """Who wrote, to whom, when, what and under which id."""
    found = read(mail("plain"))
    assert found.sender is not None
    assert (found.sender.address, found.sender.name) == ("ana@example.net", "Ana Kowalska")
    assert found.recipients == ("support@northwind.example",)
    assert (found.id, found.subject) == ("CAF1x2y3@mail.example.net", "Where is my order 10428?")
    assert found.text.startswith("Dzień dobry,\n\nI ordered")
    assert found.date == datetime(2026, 11, 16, 9, 12, 31, tzinfo=UTC)
    assert not found.is_machine


def test_html_alone_gives_text_and_every_other_part_is_an_attachment() -> None:
    """Encoded names and subjects are read, and the picture knows where in the HTML it stands."""
    found = read(mail("html_with_photo"))
    assert found.sender is not None
    assert (found.sender.name, found.subject) == ("Ana Kowalska, Łódź", "Zdjęcie")
    assert found.text == "It came like this:"
    assert found.html is not None
    assert "script" not in found.html
    photo, receipt = found.attachments
    assert (photo.kind, photo.name, photo.content_id) == (MediaKind.IMAGE, "shelf.png", "shelf@example.net")
    assert (receipt.name, receipt.mime) == ("paragon ż.pdf", "application/pdf")
    assert found.contents[photo.id].startswith(b"\x89PNG")
    assert receipt.size == len(found.contents[receipt.id])


def test_a_reply_names_what_it_answers_newest_last() -> None:
    """In-Reply-To repeats the last reference, which counts once; the quote is taken off."""
    found = read(mail("reply"))
    assert found.references == ("CAF1x2y3@mail.example.net", "0107019abc-1@eu-central-1.amazonses.com")
    assert found.text == "Thank you, it has come."


@pytest.mark.parametrize("case", ["out_of_office", "bounce"])
def test_a_machine_s_mail_is_told_from_a_person_s(case: str) -> None:
    """By its headers, whatever the text."""
    assert read(mail(case)).is_machine


@pytest.mark.parametrize(
    ("header", "value", "expected"),
    [
        ("Auto-Submitted", "auto-generated; owner-email=x", True),
        ("Auto-Submitted", "No", False),
        ("Precedence", "Bulk", True),
        ("Precedence", "first-class", False),
        ("List-Id", "<news.example.net>", True),
        ("X-Transom-Message", "01K0", True),
        ("X-Amazon-Mail-Relay-Type", "NOTIFICATION", True),
        ("From", "No-Reply <no-reply@shop.example>", True),
        ("From", "noreplying@people.example", False),
    ],
)
def test_each_sign_of_a_machine(header: str, value: str, *, expected: bool) -> None:
    """One is enough, and `Auto-Submitted: no` is the sign of a person."""
    message = EmailMessage()
    message[header] = value
    assert read(message.as_bytes()).is_machine is expected


def test_the_parts_of_a_bounce_are_kept() -> None:
    """The report and the returned mail are attachments."""
    assert [item.mime for item in read(mail("bounce")).attachments] == ["message/delivery-status", "message/rfc822"]


def test_a_mail_without_an_id_is_known_by_its_bytes() -> None:
    """The same bytes have the same id, and what is missing is empty."""
    bare = mail("without_id_or_date")
    assert read(bare).id == read(bare).id
    assert read(bare).id != read(bare + b" ").id
    assert (read(bare).subject, read(bare).date) == ("", None)


def test_a_wrong_charset_is_read_by_the_likeliest() -> None:
    """A charset that nobody knows, and bytes that are no UTF-8."""
    assert read(mail("wrong_charset")).text == "Grüße aus Köln"
    raw = b"From: a@b.example\r\nSubject: Gr\xfc\xdfe\r\n\r\nGr\xfc\xdfe"
    assert (read(raw).subject, read(raw).text) == ("Grüße", "Grüße")


def test_the_envelope_counts_before_the_headers() -> None:
    """A blind copy and a forwarded mail name the inbox only there."""
    raw = (
        b"Received: from x by y for support@northwind.example; Mon, 16 Nov 2026 09:00:00 +0000\r\n"
        b"Delivered-To: help@northwind.example\r\nTo: Everybody <all@example.net>, undisclosed-recipients:;\r\n\r\n"
    )
    assert recipients(raw) == ("support@northwind.example", "help@northwind.example", "all@example.net")


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\\b:c.txt", "\r\nX: y", "." * 9])
def test_a_file_s_name_is_no_path(name: str) -> None:
    """It may be written to a disk one day."""
    message = EmailMessage()
    message.set_content("x")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename=" ".join(name.split()))
    [attachment] = read(message.as_bytes()).attachments
    assert attachment.name
    assert not set(attachment.name) & set('/\\:\r\n"')
    assert not attachment.name.startswith(".")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 3000), st.binary(max_size=6)), max_size=8))
def test_no_mail_is_too_odd(case: str, changes: list[tuple[int, bytes]]) -> None:
    """Bytes are put in anywhere: what comes out can be stored, or the error says that it cannot be read."""
    raw = mail(case)
    for place, inserted in changes:
        raw = raw[:place] + inserted + raw[place + len(inserted) // 2 :]
    _check(raw)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_no_header_is_too_broken(pieces: list[bytes]) -> None:
    """The standard library's parsers fail on some; the mail is read all the same."""
    _check(b"".join(pieces))


def _check(raw: bytes) -> None:
    try:
        found = read(raw)
    except UnreadableError:
        return
    json.dumps(found.model_dump(mode="json", exclude={"contents"}), ensure_ascii=False).encode()
    assert set(found.contents) == {attachment.id for attachment in found.attachments}


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the example corpora are not beside the checkout")
@pytest.mark.parametrize("folder", ["zbateson", "phpmime"])
def test_real_mails_say_what_their_collectors_say(folder: str) -> None:
    """Addresses and names are right in all, subjects and numbers of attachments in all but a few that are hard."""
    wrong: dict[str, list[str]] = {"from_addr": [], "from_name": [], "subject": [], "attachments": []}
    for path in sorted((CORPORA / folder).glob("*.eml")):
        expected = json.loads(path.with_suffix(".json").read_text())
        mail = read(path.read_bytes())
        found = {
            "from_addr": mail.sender.address if mail.sender else "",
            "from_name": mail.sender.name if mail.sender else "",
            "subject": mail.subject,
            "attachments": len(mail.attachments),
        }
        for key, names in wrong.items():
            if key in expected and str(found[key]).lower() != " ".join(str(expected[key]).lower().split()):
                names.append(path.stem)
    assert wrong["from_addr"] == wrong["from_name"] == []
    # utf-7, a Hebrew charset, uuencode, and mails within mails, which count once here
    assert set(wrong["subject"]) <= {"m1011", "issue149"}
    assert set(wrong["attachments"]) <= {"m0018", "m1009", "m4002", "m4004"}
