"""Reads any mail: what its writer meant, however their program wrote it down."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email import message_from_bytes
from email.headerregistry import AddressHeader
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import EmailPolicy
from email.utils import getaddresses
from hashlib import sha256

from transom.errors import UnreadableError
from transom.mail.charsets import decoded, whole
from transom.mail.html import as_text, sanitised
from transom.mail.machine import is_machine
from transom.mail.parts import Part, leaves
from transom.mail.quotes import visible
from transom.model import Attachment, Frozen, Instant

_SENDERS = ("From", "Sender", "Reply-To", "Return-Path")
_RECIPIENTS = (
    "X-Original-To",
    "Delivered-To",
    "X-Forwarded-To",
    "X-Envelope-To",
    "Envelope-To",
    "To",
    "Cc",
    "Resent-To",
)
_FOR = re.compile(r"\bfor\s+<?([^\s<>;]+@[^\s<>;]+)", re.IGNORECASE)
_BRACKETED = re.compile(r"<([^<>\s]+)>")
_MAX_SUBJECT = 500
_MAX_NAME = 200
_MAX_ID = 500


class Address(Frozen):
    """Who a header names."""

    address: str
    name: str = ""


class Mail(Frozen):
    """A mail as it is meant; ids stand without their angle brackets."""

    id: str
    sender: Address | None
    recipients: tuple[str, ...]
    subject: str
    text: str
    """What the writer wrote, without the quote at the end."""
    html: str | None
    attachments: tuple[Attachment, ...]
    contents: dict[str, bytes]
    references: tuple[str, ...]
    """The ids of the mails that this one answers, newest last."""
    date: Instant | None
    is_machine: bool


def read(raw: bytes) -> Mail:
    """Read a mail; raises `UnreadableError` only where the standard library cannot take it apart at all."""
    try:
        message = message_from_bytes(raw, policy=_Lenient())
        parts = leaves(message)
    except RecursionError:
        raise UnreadableError("the mail's parts are nested too deeply") from None
    sender = _sender(message)
    html = _html(parts)
    attached = {str(number): part for number, part in enumerate(parts, 1) if not part.is_body}
    return Mail(
        id=_id(message, raw),
        sender=sender,
        recipients=_recipients(message),
        subject=_clean(_header(message, "Subject"))[:_MAX_SUBJECT],
        text=visible(_text(parts) or as_text(html or "")),
        html=sanitised(html) if html else None,
        attachments=tuple(_attachment(number, part) for number, part in attached.items()),
        contents={number: part.content for number, part in attached.items()},
        references=_references(message),
        date=_date(message),
        is_machine=is_machine(message, sender.address if sender else ""),
    )


def recipients(raw: bytes) -> tuple[str, ...]:
    """Return all whom a mail was for, those of its envelope first, without reading its body."""
    return _recipients(BytesHeaderParser(policy=_Lenient()).parsebytes(raw))


class _Lenient(EmailPolicy):
    """The standard policy, whose parsers of structured headers fail in many ways: such a header stays plain text."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return a header's name and text; bytes that are not ASCII are read by the likeliest charset."""
        name, value = super().header_source_parse(sourcelines)
        # encoded words that hold such bytes say their charset themselves
        is_told = value.isascii() or "=?" in value
        return name, value if is_told else decoded(value.encode("utf-8", "surrogateescape"))

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return the parsed header, or its text."""
        try:
            header: str = super().header_fetch_parse(name, value)
        except Exception:  # noqa: BLE001 - IndexError, AttributeError, AssertionError and others, by Python's version
            return " ".join(value.split())
        return header


def _header(message: Message, name: str) -> str:
    return str(message.get(name, ""))


def _clean(text: str) -> str:
    """Return text on one line, and without the halves of characters that encoded words can make."""
    return " ".join(whole(text).split())


def _id(message: Message, raw: bytes) -> str:
    stated = _clean(_header(message, "Message-ID"))
    found = _BRACKETED.search(stated)
    mail_id = found[1] if found else stated.strip("<> ")
    return _short(mail_id) if mail_id else f"sha256-{sha256(raw).hexdigest()}"


def _short(mail_id: str) -> str:
    return mail_id if len(mail_id) <= _MAX_ID else f"sha256-{sha256(mail_id.encode()).hexdigest()}"


def _references(message: Message) -> tuple[str, ...]:
    stated = f"{_header(message, 'References')} {_header(message, 'In-Reply-To')}"
    ids = [_short(item) for item in _BRACKETED.findall(whole(stated))]
    # an id that stands twice counts where it stands last
    return tuple(reversed(dict.fromkeys(reversed(ids))))


def _sender(message: Message) -> Address | None:
    found = (address for name in _SENDERS for address in _addresses(message, name))
    return next(found, None)


def _recipients(message: Message) -> tuple[str, ...]:
    traced = [
        _clean(match[1]).lower() for item in message.get_all("Received", []) for match in _FOR.finditer(str(item))
    ]
    named = [address.address for name in _RECIPIENTS for address in _addresses(message, name)]
    return tuple(dict.fromkeys([*traced, *named]))


def _addresses(message: Message, name: str) -> list[Address]:
    headers = message.get_all(name, [])
    pairs = [pair for header in headers for pair in _pairs(header)]
    return [
        Address(address=_clean(address).lower(), name=_clean(name)[:_MAX_NAME])
        for name, address in pairs
        if "@" in address.strip("@")
    ]


def _pairs(header: object) -> Iterable[tuple[str, str]]:
    parsed = header.addresses if isinstance(header, AddressHeader) else ()
    pairs = [(address.display_name, address.addr_spec) for address in parsed if address.addr_spec]
    return pairs or getaddresses([str(header)], strict=False)


def _date(message: Message) -> datetime | None:
    stated: object = getattr(message.get("Date"), "datetime", None)
    if not isinstance(stated, datetime):
        return None
    try:
        return stated.astimezone(UTC) if stated.tzinfo else stated.replace(tzinfo=UTC)
    except (OverflowError, ValueError):
        return None


def _text(parts: list[Part]) -> str:
    return _joined(part.text for part in parts if part.is_body and part.mime == "text/plain")


def _html(parts: list[Part]) -> str | None:
    return _joined(part.text for part in parts if part.is_body and part.mime == "text/html") or None


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(text.replace("\r\n", "\n").strip() for text in texts).strip()


def _attachment(number: str, part: Part) -> Attachment:
    return Attachment(
        id=number,
        kind=part.kind,
        name=part.name,
        mime=part.mime,
        size=len(part.content),
        content_id=part.content_id,
    )
