"""What SES adds to a mail before it stores it."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from email.parser import BytesHeaderParser
from email.policy import default
from email.utils import format_datetime

from transom.model import Frozen

_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_GTUBE = b"XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"
_ALPHABET = "abcdefghijklmnopqrstuv0123456789"


class Envelope(Frozen):
    """What the SMTP conversation told about a mail."""

    sender: str
    recipients: tuple[str, ...]
    host: str = "localhost"
    peer: str = "127.0.0.1"


def new_mail_id() -> str:
    """Return an id as SES makes them: 40 small letters and digits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(40))


def received(mail: bytes, envelope: Envelope, *, mail_id: str, at: datetime) -> bytes:
    """Return the mail with the headers that SES puts on top of it."""
    lines = [
        f"Return-Path: <{envelope.sender}>",
        *(_trace(envelope, recipient, mail_id, at) for recipient in envelope.recipients),
        f"X-SES-Spam-Verdict: {_verdict(_GTUBE, mail)}",
        f"X-SES-Virus-Verdict: {_verdict(_EICAR, mail)}",
        f"Received-SPF: pass client-ip={envelope.peer}; envelope-from={envelope.sender}; helo={envelope.host};",
        _authentication(_domain(envelope.sender), _author_domain(mail)),
        f"X-SES-RECEIPT: {mail_id}",
    ]
    return "".join(f"{line}\r\n" for line in lines).encode() + mail


def _trace(envelope: Envelope, recipient: str, mail_id: str, at: datetime) -> str:
    return (
        f"Received: from {envelope.host} ({envelope.host} [{envelope.peer}])\r\n"
        f" by inbound-smtp.us-east-1.amazonaws.com with SMTP id {mail_id}\r\n"
        f" for {recipient};\r\n"
        f" {format_datetime(at)}"
    )


def _authentication(sender: str, author: str) -> str:
    """Tell what SES would of a sender who does not sign, and whose domain publishes its hosts."""
    dmarc = "pass" if sender == author else "none"
    return (
        "Authentication-Results: amazonses.com;\r\n"
        f" spf=pass smtp.mailfrom={sender};\r\n dkim=none;\r\n dmarc={dmarc} header.from={author};"
    )


def _verdict(mark: bytes, mail: bytes) -> str:
    return "FAIL" if mark in mail else "PASS"


def _author_domain(mail: bytes) -> str:
    author = BytesHeaderParser(policy=default).parsebytes(mail)["from"]
    addresses: Sequence[object] = getattr(author, "addresses", ())
    return str(getattr(addresses[0], "domain", "")) if addresses else ""


def _domain(address: str) -> str:
    return address.rpartition("@")[2]
