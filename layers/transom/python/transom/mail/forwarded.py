"""A mail within a mail: what its writer forwards, as an attachment or below a block of header fields."""

import re
from collections.abc import Sequence

from transom.channel import Forwarded, Sender
from transom.mail.mail import Mail
from transom.mail.phrases import FIELD, FORWARDED, FORWARDS, FROM_FIELD, SUBJECT_FIELD
from transom.mail.reading import read

_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"]+@[^\s<>()\[\],;:\"]+\.[^\s<>()\[\],;:\"]+")
_FIELDS = 8
_TO_BE_SEARCHED = 400


def forwarded(mail: Mail) -> Forwarded | None:
    """Return the mail that this one forwards, if its writer is named there."""
    attached = [file for file in mail.attachments if file.type == "message/rfc822"]
    if len(attached) == 1:
        return _attached(attached[0].content, mail)
    lines = mail.text.replace("\r\n", "\n").split("\n")
    is_told = FORWARDS.match(mail.subject) is not None
    for number, line in enumerate(lines[:_TO_BE_SEARCHED]):
        if FORWARDED.fullmatch(line):
            return _below(lines, number + 1, lines[:number], mail.subject)
        if is_told and FROM_FIELD.match(line):
            return _below(lines, number, lines[:number], mail.subject)
    return None


def _attached(raw: bytes, mail: Mail) -> Forwarded | None:
    inner = read(raw)
    if not inner.from_addr:
        return None
    return Forwarded(
        sender=Sender(address=inner.from_addr, name=inner.from_name, email=inner.from_addr),
        subject=inner.subject,
        text=inner.visible_text,
        note=mail.visible_text.strip(),
    )


def _below(lines: Sequence[str], start: int, above: Sequence[str], subject: str) -> Forwarded | None:
    """Return the mail whose header fields begin at, or just below, this line."""
    first = next((at for at in range(start, min(start + 3, len(lines))) if lines[at].strip()), start)
    fields: list[str] = []
    end = first
    while end < len(lines) and end < first + _FIELDS and FIELD.match(lines[end]):
        fields.append(lines[end])
        end += 1
    sender = next((found["value"] for line in fields if (found := FROM_FIELD.match(line))), "")
    address = _ADDRESS.search(sender.replace("mailto:", ""))
    if address is None:
        return None
    told = next((found["value"] for line in fields if (found := SUBJECT_FIELD.match(line))), FORWARDS.sub("", subject))
    return Forwarded(
        sender=Sender(address=address[0].lower(), name=_name(sender), email=address[0].lower()),
        subject=told.strip(" *_"),
        text="\n".join(line.removeprefix("> ") for line in lines[end:]).strip(),
        note="\n".join(line for line in above if line.strip(" _-")).strip(),
    )


def _name(sender: str) -> str:
    """Return the name beside an address."""
    name = re.split(r"[<\[(]", sender)[0].strip(" \"'*_")
    return "" if "@" in name else name
