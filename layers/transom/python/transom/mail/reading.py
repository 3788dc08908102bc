"""Reads any mail: what its writer meant, however their program wrote it down."""

import re
from collections.abc import Iterable
from email.message import Message
from email.parser import BytesFeedParser, BytesHeaderParser
from hashlib import sha256

from transom.mail import headers, machine, parts
from transom.mail.auth import auth
from transom.mail.bounces import bounces
from transom.mail.html import sanitised, unquoted
from transom.mail.mail import Address, File, Mail
from transom.mail.visible import visible

_SENDERS = ("From", "Sender", "Reply-To", "Return-Path")
_ENVELOPE = ("X-Original-To", "Delivered-To", "X-Forwarded-To", "X-Envelope-To", "Envelope-To")
_NAMED = ("To", "Cc", "Bcc", "Resent-To", "Resent-Cc")
_FOR = re.compile(r"\bfor\s+<?([^\s<>;]+@[^\s<>;]+)", re.IGNORECASE)
_MAX_SUBJECT = 500
_MAX_NAME = 200
_MAX_ID = 500
_PIECE = 8192
_CID = re.compile(r"""cid:([^"'\s>)]+)""", re.IGNORECASE)


def read(raw: bytes) -> Mail:
    """Read any mail that a server lets pass; what cannot be decoded is kept as it is, and named."""
    try:
        return _read(_parsed(raw), raw)
    except RecursionError:
        flat = _read(BytesHeaderParser(policy=headers.RAW).parsebytes(raw), raw)
        return flat.model_copy(update={"defects": ("its parts are nested too deeply",)})


def _parsed(raw: bytes) -> Message:
    """Return a mail's parts; by pieces, as the standard library's own reader holds a mail many times over."""
    parser = BytesFeedParser(policy=headers.RAW)
    for start in range(0, len(raw), _PIECE):
        parser.feed(raw[start : start + _PIECE])
    return parser.close()


def _read(message: Message, raw: bytes) -> Mail:
    found = parts.contents(message)
    text, html = found.text, found.html
    sender = _sender(message)
    failed = bounces(message, sender.address, text)
    kind = machine.kind(message, sender.address, failed, text)
    date = headers.date(message)
    answered = tuple(map(_short, headers.ids(message, "In-Reply-To")))
    return Mail(
        message_id=_id(message, raw),
        from_addr=sender.address,
        from_name=sender.name,
        reply_to=headers.addresses(message, "Reply-To"),
        to=headers.addresses(message, "To"),
        cc=headers.addresses(message, "Cc"),
        recipients=_recipients(message),
        subject=headers.text(message, "Subject")[:_MAX_SUBJECT],
        date=date,
        in_reply_to=answered[0] if answered else None,
        references=_references(message, answered),
        text=text,
        html=sanitised(html) if html else None,
        visible_text=_visible(found, text, html),
        attachments=tuple(_placed(found.files, html)),
        kind=kind,
        bounces=failed,
        returns_on=machine.returns_on(kind, text, date.date() if date else None),
        auth=auth(message),
        origin=headers.raw(message, machine.ORIGIN)[:_MAX_ID],
        defects=tuple(dict.fromkeys(type(defect).__name__ for part in message.walk() for defect in part.defects)),
    )


def recipients(raw: bytes) -> tuple[str, ...]:
    """Return all whom a mail was for, those of its envelope first, without reading its body."""
    return _recipients(BytesHeaderParser(policy=headers.RAW).parsebytes(raw))


def _visible(found: parts.Contents, text: str, html: str | None) -> str:
    """Return what the writer wrote; HTML says better than text where its quotes begin."""
    if html is None or any(section.text is not None for section in found.sections):
        return visible(text)
    return visible(unquoted(html) or text)


def _placed(files: Iterable[File], html: str | None) -> Iterable[File]:
    shown = {each.lower() for each in _CID.findall(html or "")}
    return (
        file.model_copy(update={"is_inline": bool(file.content_id and file.content_id.lower() in shown)})
        for file in files
    )


def _sender(message: Message) -> Address:
    found = next((address for name in _SENDERS for address in headers.addresses(message, name)), None)
    if found is None:
        return Address(address="", name=headers.text(message, "From")[:_MAX_NAME])
    return Address(address=found.address, name=found.name[:_MAX_NAME])


def _recipients(message: Message) -> tuple[str, ...]:
    traced = [match[1].lower() for line in headers.raws(message, "Received") for match in _FOR.finditer(line)]
    named = [each.address for each in headers.addresses(message, *_ENVELOPE, *_NAMED)]
    return tuple(dict.fromkeys([*traced, *named]))


def _id(message: Message, raw: bytes) -> str:
    stated = headers.ids(message, "Message-ID")
    return _short(stated[0]) if stated else f"sha256-{sha256(raw).hexdigest()}"


def _short(mail_id: str) -> str:
    return mail_id if len(mail_id) <= _MAX_ID else f"sha256-{sha256(mail_id.encode()).hexdigest()}"


def _references(message: Message, answered: Iterable[str]) -> tuple[str, ...]:
    ids = [*map(_short, headers.ids(message, "References")), *answered]
    # an id that stands twice counts where it stands last
    return tuple(reversed(dict.fromkeys(reversed(ids))))
