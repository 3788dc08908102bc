"""Mail made to keep a reader busy: it is read in seconds, however it is made."""

import sys
import time

import pytest

from transom.mail import read
from transom.mail.visible import visible

SECONDS = 5
"""What no message may take; each of these takes milliseconds on a machine of this decade."""

HTML = b"From: a@b.example\r\nContent-Type: text/html\r\n\r\n"
PARTS = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
BOUNCE = b"From: mailer-daemon@b.example\r\nSubject: failure notice\r\n\r\n"
MAILS = {
    "encoded words that never end": b"Subject: " + b"=?utf-8?q?" * 3000 + b"\r\n\r\n",
    "encoded words without an end": b"Subject: " + b"=?utf-8?q?a?= " * 1500 + b"\r\n\r\n",
    "brackets in brackets": b"From: " + b"<" * 20_000 + b"\r\n\r\n",
    "comments in comments": b"From: " + b'"(' * 10_000 + b"\r\n\r\n",
    "thousands of recipients": b"To: " + b"a@b.example, " * 3000 + b"\r\n\r\n",
    "thousands of hops": b"Received: from x by y for <a@b.example>; z\r\n" * 3000 + b"\r\n",
    "quotes in quotes": HTML + b"<div><blockquote>" * 20_000 + b"x",
    "elements that never end": HTML + b"<b><i><a href=x>" * 5000,
    "half a tag": HTML + b"<a " * 100_000,
    "a thousand pages of text": b"From: a@b.example\r\n\r\n" + b"hello there how are you\r\n" * 50_000,
    "addresses in a report": BOUNCE + b"failed to a@b.example ; " * 6000,
    "an address that never ends": BOUNCE + b"a." * 50_000 + b"@",
    "blanks in a report": BOUNCE + b"failed" + b" " * 90_000 + b"x",
    "parts in parts": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (each, each) for each in range(800)
    ),
    "thousands of parts": PARTS + b"--b\r\n\r\nx\r\n" * 10_000,
    "uuencoded beginnings": b"From: a@b.example\r\n\r\n" + b"begin 644 a\r\n" * 20_000 + b"\r\nend",
    "dates in an absence": b"Auto-Submitted: auto-replied\r\n\r\nI am away until " + b"1 1 1 " * 5000,
}
TEXTS = {
    "blank lines": "\n" * 20_000 + "x",
    "plain lines": "hello there\n" * 20_000,
    "quotes by turns": "On x wrote\n> a\n" * 8000,
    "a device's words": "Sent from " + "ab " * 20_000 + "!",
    "one long line": "a" * 200_000 + "\n> quoted",
    "one long introduction": "On Mon, 1 " * 20_000 + "\n> quoted",
    "rules": "-" * 100_000 + "\n" + "= " * 50_000,
    "headers in the text": "From: a\nTo: b\n" * 10_000,
    "introductions": "On Mon 1\n" * 20_000,
}


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_is_read_in_time(name: str) -> None:
    """Whatever it is made of, and to something."""
    began = time.process_time()
    mail = read(MAILS[name])
    assert time.process_time() - began < SECONDS
    assert mail.kind


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_visible_is_found_in_time(name: str) -> None:
    """Whatever the customer, or who quotes them, wrote."""
    began = time.process_time()
    assert len(visible(TEXTS[name])) <= len(TEXTS[name])
    assert time.process_time() - began < SECONDS


def test_depth_is_bounded_by_the_mail_and_not_by_the_interpreter() -> None:
    """A reader that recurses would fail where the stack is nearly full."""
    limit = sys.getrecursionlimit()
    mail = read(HTML + b"<div>" * limit * 4 + b"hello")
    assert mail.text == "hello"
