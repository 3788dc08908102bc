"""Mail as programs of all ages write it: each in its own form, all read alike."""

import struct
from email.message import EmailMessage

import pytest

from transom.mail import read
from transom.mail.charsets import decoded
from transom.mail.visible import visible

TEXTS = {
    "Здравствуйте! Где мой заказ номер 10428? Он должен был прийти в понедельник.": ("koi8-r", "cp1251", "iso8859-5"),
    "Dzień dobry, gdzie jest moje zamówienie? Miało przyjść w poniedziałek, a wciąż go nie ma.": (
        "cp1250",
        "iso8859-2",
    ),
    "お世話になっております。注文番号10428はどこですか。月曜日に届くはずでした。": ("cp932", "euc-jp", "iso2022_jp"),
    "您好，我的订单10428在哪里？应该在星期一到达。请尽快回复我，谢谢。": ("gb18030",),  # noqa: RUF001 - Chinese signs
    "您好，我的訂單在哪裡？應該在星期一到達。請儘快回覆我，謝謝。": ("big5",),  # noqa: RUF001 - the same
    "Grüße aus München, die schöne Lieferung wäre fällig": ("cp1252", "utf-8"),
}


@pytest.mark.parametrize(("text", "charset"), [(text, charset) for text, known in TEXTS.items() for charset in known])
@pytest.mark.parametrize("stated", ["right", None, "us-ascii", "x-unknown", "utf-8", "iso-8859-1"])
def test_a_charset_may_be_missing_or_a_lie(text: str, charset: str, stated: str | None) -> None:
    """What the bytes say counts for more than what is said of them."""
    assert decoded(text.encode(charset), charset if stated == "right" else stated) == text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("=?utf-8?B?xYHDs2TFug==?= =?utf-8?Q?_i_inne?=", "Łódź i inne"),
        ("=?utf-8?B?xYHD?= =?utf-8?B?s2TFug==?=", "Łódź"),  # a letter cut between two words
        ("=?utf-8?Q?Hello world?=", "Hello world"),
        ("Re:=?koi8-r?B?7sXU?=!", "Re:Нет!"),
        ("=?iso-2022-jp?B?GyRCQ20bKEI=?=", "注"),
        ("=?nobody-knows?Q?caf=C3=A9?=", "café"),
        ("=?utf-8?Z?x?= stays", "=?utf-8?Z?x?= stays"),
        ("folded\r\n\tline", "folded line"),
    ],
)
def test_encoded_words_are_read_wherever_they_stand(written: str, meant: str) -> None:
    """RFC 2047, and what programs make of it."""
    assert read(f"From: a@b.example\r\nSubject: {written}\r\n\r\n".encode()).subject == meant


@pytest.mark.parametrize(
    ("written", "address", "name"),
    [
        ('"Kowalska, Ana" <Ana@Example.net>', "ana@example.net", "Kowalska, Ana"),
        ("ana@example.net (Ana Kowalska)", "ana@example.net", "Ana Kowalska"),
        ("=?utf-8?Q?Ana_=3Cana=40example=2Enet=3E?=", "ana@example.net", "Ana"),
        ("Ana [Shop] <ana@example.net>", "ana@example.net", "Ana [Shop]"),
        ("<mailto:ana@example.net>", "ana@example.net", ""),
        ("ana@example.net", "ana@example.net", ""),
        ("Ana", "", "Ana"),
    ],
)
def test_a_sender_is_read_as_it_is_meant(written: str, address: str, name: str) -> None:
    """Also where the grammar has no name for it."""
    found = read(f"From: {written}\r\n\r\nHi".encode())
    assert (found.from_addr, found.from_name) == (address, name)


def test_a_file_within_a_text_is_taken_out() -> None:
    """Uuencoded, with its name; the words around it stay."""
    raw = b"From: a@b.example\r\n\r\nSee below.\r\n\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n\r\nAna"
    found = read(raw)
    assert found.text.split() == ["See", "below.", "Ana"]
    assert [(file.name, file.type, file.content) for file in found.attachments] == [("cat.txt", "text/plain", b"Cat")]


def test_a_winmail_is_opened() -> None:
    """Its files count, not it; one that cannot be opened is kept as it came."""
    values = ((0x9002, b""), (0x8010, b"plan.pdf\0"), (0x800F, b"%PDF"))
    tnef = struct.pack("<IH", 0x223E9F78, 1)
    tnef += b"".join(struct.pack("<BHHI", 2, kind, 6, len(value)) + value + b"\0\0" for kind, value in values)
    for content, names in ((tnef, ["plan.pdf"]), (b"nothing", ["winmail.dat"])):
        message = EmailMessage()
        message.set_content("See the plan.")
        message.add_attachment(content, maintype="application", subtype="ms-tnef", filename="winmail.dat")
        assert [file.name for file in read(message.as_bytes()).attachments] == names


def test_flowed_lines_are_joined() -> None:
    """RFC 3676: at the depth at which they flow, and not into a signature."""
    raw = b"Content-Type: text/plain; format=flowed\n\nOne \nline.\n> And \n> a quote.\n-- \nAna"
    assert read(raw).text == "One line.\n> And a quote.\n-- \nAna"


def test_a_boundary_that_is_written_wrongly_is_found() -> None:
    """The parts are there, whatever the header calls their boundary."""
    parts = b"--b\nContent-Type: text/plain\n\nHello\n--b\nContent-Type: image/png\n\nx\n--b--\n"
    raw = b'Content-Type: multipart/mixed; boundary="lost"\n\n' + parts
    found = read(raw)
    assert (found.text, [file.type for file in found.attachments]) == ("Hello", ["image/png"])


def test_text_and_pictures_in_turns_are_one_message() -> None:
    """Apple Mail writes a part for each stretch between two pictures."""
    message = EmailMessage()
    message.set_content("First.")
    message.add_attachment(b"x", maintype="image", subtype="png", disposition="inline", filename="a.png")
    message.add_attachment("<p>Second.</p>", subtype="html", disposition="inline")
    found = read(message.as_bytes())
    assert found.text.split() == ["First.", "Second."]
    assert found.html
    assert "First." in found.html
    assert [file.name for file in found.attachments] == ["a.png"]


@pytest.mark.parametrize(
    "quote",
    [
        '<div class="gmail_quote">On Monday Ben wrote:<blockquote>Old</blockquote></div>',
        '<div id="divRplyFwdMsg"><b>From:</b> Ben</div><div>Old</div>',
        '<blockquote type="cite">Old</blockquote>',
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt">From: Ben</div><p>Old</p>',
        '<div class="yahoo_quoted">Old</div>',
        "<p>16.11.2026, 10:00, Ben &lt;ben@b.example&gt;:</p><p>Old</p>",
    ],
)
def test_html_says_where_its_quote_begins(quote: str) -> None:
    """By the marks of mail programs, or else by the words."""
    message = EmailMessage()
    message.set_content(f"<p>New</p>{quote}", subtype="html")
    found = read(message.as_bytes())
    assert found.visible_text == "New"
    assert "Old" in found.text


@pytest.mark.parametrize(
    "ending",
    [
        "-- \nAna Kowalska\n+48 500 100 200",
        "Sent from my iPhone",
        "Wysłane z iPhone'a",
        "Отправлено из мобильной Почты Mail.ru",
        "Best regards,\nAna\nNorthwind",
        "-----Ursprüngliche Nachricht-----\nVon: Ben\nGesendet: Montag\n\nAlt",
        "От: Бен\nДата: 16.11.2026\nТема: Заказ\n\nСтарое",  # noqa: RUF001 - Cyrillic
        "2026年11月16日 10:00，Ben <ben@b.example> 写道：\n\n旧",  # noqa: RUF001 - Chinese signs
        "пн, 16 нояб. 2026 г. в 10:00, Бен <ben@b.example>:\n\n> Старое",  # noqa: RUF001 - Cyrillic
        "Le lun. 16 nov. 2026 à 10:00, Ben <ben@b.example> a\nécrit :\n\n> Ancien",
    ],
)
def test_signatures_and_quotes_are_left_out(ending: str) -> None:
    """In the language of whoever wrote."""
    assert visible(f"Thanks, it works.\n\n{ending}") == "Thanks, it works."
