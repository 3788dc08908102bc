"""`python -m tools.bench.reading`: what reading a mail costs beside what the standard library takes for it.

Both take turns, and of each the middle one of all its turns counts, as a busy machine stretches single ones. The
standard library parses the mail, decodes every part and reads the usual headers; it neither tells machines from people
nor finds what is quoted. Memory is what Python allocates at the peak, the raw mail itself left out.
"""

import json
import random
import time
import tracemalloc
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default
from statistics import median

from pydantic import JsonValue

from transom.mail import read

TURNS = 9
HEADERS = ("From", "To", "Cc", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References")
QUOTE = "\n".join(f"> It left our house on {day} November and should be with you soon." for day in range(1, 25))
TEXT = f"""\
Hello Ben,

thank you for your answer. It has not come yet: the carrier says „Zustellung nicht möglich“, and I was at home all day.
Could you send it once more, to the address of my office? I'd be glad to have it before the weekend.

Kind regards
Ana Kowalska

On Mon, 16 Nov 2026 at 11:30, Ben <support@northwind.example> wrote:
{QUOTE}
"""


def reading_costs() -> dict[str, JsonValue]:
    """Return CPU milliseconds of reading a mail, to the standard library's, and peak memory to the mail's size."""
    mails = {"3 kB of text": plain(), "1 MB with attachments": with_attachments(), "1 MB of HTML": of_html()}
    return {name: _costs(raw) for name, raw in mails.items()}


def plain() -> bytes:
    """Return an answer in plain text, with the headers that servers add on its way."""
    return _headed("Re: Order 10428").as_bytes()


def with_attachments() -> bytes:
    """Return a mail in text and HTML with two photos and a table of figures."""
    mail = _headed("Re: Order 10428: photos")
    mail.add_alternative("".join(f"<p>{line}</p>" for line in TEXT.splitlines()), subtype="html")
    chance = random.Random(20261122)  # noqa: S311 - the same mail in every run
    for number in range(2):
        mail.add_attachment(chance.randbytes(330_000), maintype="image", subtype="jpeg", filename=f"photo-{number}.jpg")
    mail.add_attachment("order;piece;price\n10428;2;9,90 €\n" * 2000, subtype="csv", filename="orders.csv")
    return mail.as_bytes()


def of_html() -> bytes:
    """Return a mail that is one long page."""
    mail = _headed("Terms")
    mail.set_content("<p>Hello <b>Ana</b></p>\n" * 43_000, subtype="html")
    return mail.as_bytes()


def _headed(subject: str) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["Return-Path"] = "<ana@example.org>"
    for hop in range(4):
        mail["Received"] = (
            f"from mx{hop}.example.org by mx{hop}.example.net (Postfix) with ESMTPS id 4Xs{hop}; "
            "Mon, 16 Nov 2026 12:00:00 +0100"
        )
    mail["Authentication-Results"] = "amazonses.com; spf=pass; dkim=pass header.i=@example.org; dmarc=pass"
    mail["From"] = "Ana Kowalská <ana@example.org>"
    mail["To"] = "Northwind <support@northwind.example>"
    mail["Subject"] = subject
    mail["Date"] = "Mon, 16 Nov 2026 12:00:00 +0100"
    mail["Message-ID"] = "<20261116110000.4242@example.org>"
    mail["In-Reply-To"] = "<01K0@northwind.example>"
    mail["References"] = "<1@example.org> <01K0@northwind.example>"
    mail.set_content(TEXT)
    return mail


def _costs(raw: bytes) -> JsonValue:
    readers = {"transom": read, "stdlib": _read_by_the_standard_library}
    turns: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(TURNS):
        for name, reader in readers.items():
            turns[name].append(_cpu_ms(reader, raw))
    own, theirs = median(turns["transom"]), median(turns["stdlib"])
    return {
        "bytes": len(raw),
        "cpu_ms": round(own, 2),
        "stdlib_cpu_ms": round(theirs, 2),
        "to_stdlib": round(own / theirs, 2),
        "peak_to_size": round(_peak(read, raw) / len(raw), 1),
        "stdlib_peak_to_size": round(_peak(_read_by_the_standard_library, raw) / len(raw), 1),
    }


def _cpu_ms(reader: Callable[[bytes], object], raw: bytes) -> float:
    began = time.process_time()
    reader(raw)
    return (time.process_time() - began) * 1000


def _peak(reader: Callable[[bytes], object], raw: bytes) -> int:
    """Return the bytes that are allocated at most while a mail is read."""
    tracemalloc.start()
    try:
        reader(raw)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _read_by_the_standard_library(raw: bytes) -> list[object]:
    message = message_from_bytes(raw, policy=default)
    parts = [part for part in message.walk() if not part.is_multipart()]
    return [[str(message[name]) for name in HEADERS], [part.get_content() for part in parts]]


if __name__ == "__main__":
    print(json.dumps(reading_costs(), indent=2))
