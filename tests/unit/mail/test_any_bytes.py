"""Mails that were damaged on their way: whatever became of their bytes, they are read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transom.mail import read
from transom.mail.reading import recipients

MIXED = b"""\
Received: from mx.example.org by inbound.northwind.example id 1 for <support@northwind.example>; Mon, 16 Nov 2026 09:00
From: =?iso-8859-1?q?Jos=E9_N=FA=F1ez?= <jose@example.org>
To: "Northwind, Support" <support@northwind.example>, ben@northwind.example
Subject: =?koi8-r?b?58TFIM3PyiDawcvB2j8=?= =?utf-8?q?_=E2=82=AC?=
Date: Mon, 16 Nov 2026 09:00:00 +0100
Message-ID: <1@example.org>
References: <0@example.org> <01K0@northwind.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="outer"

--outer
Content-Type: multipart/alternative; boundary=inner

--inner
Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes
Content-Transfer-Encoding: quoted-printable

Gr=C3=BC=C3=9Fe, =
and thanks.

On Mon, 16 Nov 2026 at 11:30, Ben <ben@northwind.example> wrote:
> It is sent.
--inner
Content-Type: text/html; charset=windows-1252

<html><body><p class=MsoNormal>Gr\xfc\xdfe<br><img src="cid:logo@1"></p><blockquote type="cite">It is sent.</blockquote>
--inner--
--outer
Content-Type: image/png; name*0*=utf-8''caf%C3%A9; name*1=.png
Content-ID: <logo@1>
Content-Transfer-Encoding: base64

iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==
--outer
Content-Type: message/rfc822

From: ana@example.org
Subject: inner

begin 644 a.txt
#0V%T
`
end
--outer--
"""
REPORT = b"""\
Return-Path: <>
From: MAILER-DAEMON@mx.example.net
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b

Your message could not be delivered: 550 5.1.1 <ana@example.org> user unknown

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; ana@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 user unknown

--b
Content-Type: text/rfc822-headers

Message-ID: <01K0@northwind.example>
--b--
"""
AWAY = """\
From: Olga <olga@example.org>
Subject: Автоответ: заказ
Date: Mon, 16 Nov 2026 09:00:00 +0000
Auto-Submitted: auto-replied; owner-email="olga@example.org"
Authentication-Results: mx.example.org; spf=pass; dkim=fail; dmarc=none
Content-Type: text/plain; charset=koi8-r; format=flowed
Content-Transfer-Encoding: 8bit

Меня не будет в офисе до 30.11.2026.
--\x20
Ольга
""".encode("koi8-r")
HIDDEN = b"""\
From: ana@example.org
Content-Type: application/ms-tnef; name=winmail.dat

\x78\x9f\x3e\x22\x01\x00\x02\x02\x90\x06\x00\x0e\x00\x00\x00\x01\x00\xff\xff\xff\xff\x20\x00\x20\x00\x00\x00\x00\x00\
\x3d\x04\x02\x10\x80\x01\x00\x06\x00\x00\x00a.txt\x00\x00\x02\x02\x0f\x80\x06\x00\x03\x00\x00\x00Cat\x00\x01
"""
SEEDS = (MIXED, REPORT, AWAY, HIDDEN)

type Damage = tuple[str, int, int, bytes]
"""What happens, where, over how many bytes, and what is put there."""

DAMAGES = st.tuples(
    st.sampled_from(["flip", "cut", "double", "insert"]),
    st.integers(0, 2000),
    st.integers(1, 300),
    st.binary(max_size=8),
)


def damaged(raw: bytes, damage: Damage) -> bytes:
    """Return a mail after something happened to it."""
    kind, at, length, inserted = damage
    at %= len(raw) + 1
    head, hit, tail = raw[:at], raw[at : at + length], raw[at + length :]
    changed = {
        "flip": bytes(byte ^ 0x80 for byte in hit[:2]) + hit[2:],
        "cut": b"",
        "double": hit * 2,
        "insert": inserted + hit,
    }
    return head + changed[kind] + tail


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(DAMAGES, min_size=1, max_size=6))
def test_a_damaged_mail_is_read(raw: bytes, damages: list[Damage]) -> None:
    """Nothing is raised, and what is read can be stored: text without halves of characters."""
    for damage in damages:
        raw = damaged(raw, damage)
    mail = read(raw)
    assert mail.model_dump_json(exclude={"attachments"}).encode()
    assert recipients(raw) == mail.recipients


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_mail(raw: bytes) -> None:
    """A poor one, with an id of its own."""
    assert read(raw).message_id


@pytest.mark.parametrize("charset", [b"utf\0-8", b"utf-8*", b"\xff\xfe", b"undefined", b"idna", b"punycode", b"hex"])
def test_a_charset_may_be_called_anything(charset: bytes) -> None:
    """Python knows some that decode no text, and trips over names that cannot be one."""
    raw = b"Content-Type: multipart/mixed; charset=" + charset + b"\n\nGr\xfc\xdfe"
    assert "Gr" in read(raw).text
    assert "Gr" in read(raw.replace(b"multipart/mixed", b"text/plain")).text


@pytest.mark.parametrize("raw", SEEDS)
def test_an_undamaged_seed_is_understood(raw: bytes) -> None:
    """What is damaged above is worth it: each seed reaches the reader's further rooms."""
    mail = read(raw)
    assert mail.attachments or mail.is_machine
