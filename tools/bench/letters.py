"""The mails that a desk gets, by a seed: new ones and answers, text and HTML, in the charsets that people use."""

# ruff: noqa: RUF001 - words and signs of other alphabets

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from html import escape
from typing import NamedTuple

START = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
INBOX = "support@northwind.example"
ANSWERS = 0.3
"""The share of mails that answer an earlier one."""
WITH_FILE = 0.05
FILE_SIZE = 50_000


class Tongue(NamedTuple):
    """How people of a language sign, ask and encode."""

    charset: str
    names: tuple[str, ...]
    subjects: tuple[str, ...]
    sentences: tuple[str, ...]


TONGUES = (
    Tongue(
        "utf-8",
        ("Ana Kowalska", "Łukasz Żak", "Zoë Müller", "陈静"),
        ("Where is my order?", "Faktura za październik", "Zahlung „doppelt“ abgebucht", "退款"),
        (
            "I ordered two lamps last week and have not heard from you since.",
            "Paczka przyszła uszkodzona, proszę o wymianę albo zwrot pieniędzy.",
            "Bitte schicken Sie mir die Rechnung noch einmal – die alte ist unleserlich.",
            "请问我的订单什么时候发货？",
        ),
    ),
    Tongue(
        "iso-8859-1",
        ("José Núñez", "Jürgen Groß", "Hélène Lefèvre"),
        ("Pedido dañado", "Rückgabe möglich?", "Commande non reçue à ce jour"),
        (
            "El paquete llegó ayer, pero falta una pieza.",
            "Könnten Sie mir bitte sagen, wann das Gerät geliefert wird?",
            "J'ai réglé la commande il y a dix jours déjà.",
        ),
    ),
    Tongue(
        "koi8-r",
        ("Иван Петров", "Ольга Смирнова"),
        ("Где мой заказ?", "Возврат товара"),
        (
            "Заказал у вас лампу две недели назад, до сих пор ничего не пришло.",
            "Подскажите, пожалуйста, как вернуть товар.",
        ),
    ),
)


class Writer(NamedTuple):
    """A customer who writes."""

    name: str
    address: str
    tongue: Tongue


class Letter(NamedTuple):
    """A mail that was written, as far as an answer to it must know."""

    id: str
    writer: Writer
    subject: str
    text: str


def letters(count: int, seed: int = 20261116) -> Iterator[bytes]:
    """Return raw mails, a minute between each; what an answer names stands before it."""
    chance = random.Random(seed)  # noqa: S311 - the same mails in every run
    written: list[Letter] = []
    for number in range(count):
        answered = chance.choice(written) if written and chance.random() < ANSWERS else None
        letter = _letter(chance, number, answered)
        written.append(letter)
        mail = _mail(chance, letter, answered)
        mail["Date"] = format_datetime(START + timedelta(minutes=number))
        yield mail.as_bytes()


def _letter(chance: random.Random, number: int, answered: Letter | None) -> Letter:
    writer = answered.writer if answered else _writer(chance, number)
    tongue = writer.tongue
    subject = f"Re: {answered.subject.removeprefix('Re: ')}" if answered else chance.choice(tongue.subjects)
    text = "\n\n".join(chance.choices(tongue.sentences, k=chance.randint(2, 8)))
    return Letter(f"<{number}.{chance.randrange(10**9)}@mail.example.org>", writer, subject, text)


def _writer(chance: random.Random, number: int) -> Writer:
    tongue = chance.choice(TONGUES)
    return Writer(chance.choice(tongue.names), f"customer-{number}@example.org", tongue)


def _mail(chance: random.Random, letter: Letter, answered: Letter | None) -> Message:
    charset = letter.writer.tongue.charset
    mail = _body(chance, letter, answered)
    if chance.random() < WITH_FILE:
        text, mail = mail, MIMEMultipart("mixed")
        mail.attach(text)
        photo = MIMEApplication(chance.randbytes(FILE_SIZE), "pdf")
        photo.add_header("Content-Disposition", "attachment", filename="order.pdf")
        mail.attach(photo)
    mail["Received"] = f"from mx.example.org by inbound.northwind.example id 1 for <{INBOX}>"
    mail["From"] = f"{Header(letter.writer.name, charset).encode()} <{letter.writer.address}>"
    mail["To"] = INBOX
    mail["Subject"] = Header(letter.subject, charset)
    mail["Message-ID"] = letter.id
    if answered:
        mail["In-Reply-To"] = mail["References"] = answered.id
    return mail


def _body(chance: random.Random, letter: Letter, answered: Letter | None) -> Message:
    """Return text, with HTML beside it for half of the mails; an answer quotes what it answers."""
    charset = letter.writer.tongue.charset
    intro = f"On Mon, 16 Nov 2026 at 11:30, {letter.writer.name} <{letter.writer.address}> wrote:"
    quoted = answered.text if answered else ""
    below = f"\n\n{intro}\n\n> {quoted.replace('\n', '\n> ')}\n" if answered else "\n"
    text = MIMEText(letter.text + below, "plain", charset)
    if chance.random() < 1 / 2:
        return text
    both = MIMEMultipart("alternative")
    both.attach(text)
    quote = f'<div class="gmail_quote"><div>{escape(intro)}</div><blockquote>{escape(quoted)}</blockquote></div>'
    both.attach(MIMEText(f"<div>{escape(letter.text)}</div>{quote if answered else ''}", "html", charset))
    return both
