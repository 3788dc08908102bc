"""Reading mail of all kinds."""

import json
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.samples import EVENTS, mail
from transom.mail import Kind, read
from transom.mail.html import as_text
from transom.mail.reading import recipients
from transom.model import Frozen

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
    assert (found.from_addr, found.from_name) == ("ana@example.net", "Ana Kowalska")
    assert [address.address for address in found.to] == ["support@northwind.example"]
    assert found.recipients == ("support@northwind.example",)
    assert (found.message_id, found.subject) == ("CAF1x2y3@mail.example.net", "Where is my order 10428?")
    assert found.text.startswith("Dzień dobry,\n\nI ordered")
    assert found.date == datetime(2026, 11, 16, 9, 12, 31, tzinfo=UTC)
    assert found.kind is Kind.HUMAN


def test_html_alone_gives_text_and_every_other_part_is_an_attachment() -> None:
    """Encoded names and subjects are read, and the picture knows where in the HTML it stands."""
    found = read(mail("html_with_photo"))
    assert (found.from_name, found.subject) == ("Ana Kowalska, Łódź", "Zdjęcie")
    assert found.text == "It came like this:"
    assert found.html is not None
    assert "script" not in found.html
    photo, receipt = found.attachments
    assert (photo.type, photo.name, photo.content_id) == ("image/png", "shelf.png", "shelf@example.net")
    assert photo.content.startswith(b"\x89PNG")
    assert (photo.is_inline, receipt.is_inline) == (True, False)
    assert (receipt.name, receipt.type) == ("paragon ż.pdf", "application/pdf")


def test_a_reply_names_what_it_answers_newest_last() -> None:
    """In-Reply-To repeats the last reference, which counts once; the quote is taken off."""
    found = read(mail("reply"))
    assert found.references == ("CAF1x2y3@mail.example.net", "0107019abc-1@eu-central-1.amazonses.com")
    assert found.in_reply_to == found.references[-1]
    assert found.visible_text == "Thank you, it has come."
    assert found.text.startswith("Thank you, it has come.\n\nOn ")


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
        ("X-Transom-Hops", "1", True),
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
    assert [item.type for item in read(mail("bounce")).attachments] == ["message/delivery-status", "message/rfc822"]


def test_a_mail_without_an_id_is_known_by_its_bytes() -> None:
    """The same bytes have the same id, and what is missing is empty."""
    bare = mail("without_id_or_date")
    assert read(bare).message_id == read(bare).message_id
    assert read(bare).message_id != read(bare + b" ").message_id
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
@example("bounce", [(614, b"\x80")])
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
    found = read(raw)
    json.dumps(
        found.model_dump(mode="json", exclude={"attachments": {"__all__": {"content"}}}), ensure_ascii=False
    ).encode()


EXPECTED_AMISS = {
    # what another parser takes for text, or leaves out, is a file here: a signature, and a text with a name
    "attachments": {"m1009", "m4002", "m4004"},
    # utf-7 in a header, where nothing but ASCII may stand, and as a charset of text that is Latin
    "subject": {"m1011"},
    "body": {"m1011"},
    # all who are named count, where the collectors' parser was asked for the first
    "to": {"m0006", "m3004"},
    # spam, an absence, and a server that wants to be confirmed, which their collector counts otherwise
    "is_bounce": {
        "spam-bogus-email-in-report.msg",
        "spam-lots-of-bogus-addresses.msg",
        "spam-with-image.msg",
        "warning-6.msg",
        "whitelist.msg",
    },
}
"""In which mails our reading differs from their collectors', and why."""


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the example corpora are not beside the checkout")
@pytest.mark.parametrize("folder", ["zbateson", "phpmime", "bounceparser"])
def test_real_mails_say_what_their_collectors_say(folder: str) -> None:
    """In who wrote, to whom, about what, in the text, the number of files, and whether a server wrote it."""
    amiss: dict[str, set[str]] = {}
    for path in sorted((CORPORA / folder).glob("*.eml")):
        expected = _Expected.model_validate_json(path.with_suffix(".json").read_bytes())
        found = _found(path.read_bytes(), expected)
        for key, value in expected.model_dump(exclude_unset=True, exclude={"body_kind"}).items():
            if found[key] != (_words(value) if isinstance(value, str) else value):
                amiss.setdefault(key, set()).add(path.stem)
    assert [key for key, names in amiss.items() if names - EXPECTED_AMISS.get(key, set())] == []


class _Expected(Frozen):
    """What a collector says of a mail, as far as it says so."""

    from_addr: str = ""
    from_name: str = ""
    to: tuple[str, ...] = ()
    subject: str = ""
    message_id: str = ""
    body: str = ""
    body_kind: str = "text"
    attachments: int = 0
    is_auto: bool = False
    is_bounce: bool = False


def _found(raw: bytes, expected: _Expected) -> dict[str, object]:
    mail = read(raw)
    body = mail.text if expected.body_kind == "text" else as_text(mail.html or "")
    wanted = expected.body if expected.body_kind == "text" else as_text(expected.body)
    return {
        "from_addr": mail.from_addr,
        "from_name": _words(mail.from_name),
        "to": tuple(address.address for address in mail.to),
        "subject": _words(mail.subject),
        "message_id": mail.message_id,
        "body": _words(expected.body) if _words(body) == _words(wanted) else body,
        "attachments": len(mail.attachments),
        "is_auto": mail.is_machine,
        "is_bounce": mail.kind is Kind.BOUNCE,
    }


def _words(text: str) -> str:
    return " ".join(text.split())
