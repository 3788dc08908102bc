"""A customer's e-mail, handed to the desk's SMTP door."""

import smtplib
from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr

import httpx

from transom.channel import OutboundFile
from transom.errors import InvalidError, NotFoundError, UnavailableError
from transom.model import Frozen
from transom_cli.local import Local
from transom_cli.send.customer import Customer


class Letter(Frozen):
    """What a customer writes; `references` are the ids of the mails that it answers."""

    customer: Customer
    to: str
    subject: str
    text: str
    files: tuple[OutboundFile, ...] = ()
    references: tuple[str, ...] = ()
    id: str = ""
    """The Message-ID of a mail that may be sent again; without it the mail gets a new one."""


class _Sent(Frozen):
    headers: dict[str, str]


class _Recorded(Frozen):
    subject: str | None = None
    request: _Sent


class _Listing(Frozen):
    items: tuple[_Recorded, ...]


def send(letter: Letter, local: Local, now: datetime) -> str:
    """Send the mail and return its Message-ID."""
    message = compose(letter, now)
    host, port = local.smtp_address
    try:
        with smtplib.SMTP(host, port, timeout=60) as server:
            server.send_message(message, from_addr=letter.customer.email, to_addrs=[letter.to])
    except smtplib.SMTPResponseException as error:
        raise InvalidError(f"The desk refused the mail: {_said(error.smtp_error)}.") from error
    except smtplib.SMTPRecipientsRefused as error:
        raise InvalidError(f"The desk takes no mail for {letter.to}.") from error
    except OSError as error:
        raise UnavailableError(f"Nothing takes mail at {local.smtp}; `make up` starts the local stack.") from error
    return str(message["Message-ID"])


def compose(letter: Letter, now: datetime) -> EmailMessage:
    """Return the mail as a mail program writes it."""
    message = EmailMessage()
    message["From"] = letter.customer.mailbox
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = letter.id or make_msgid(domain=letter.customer.email.rpartition("@")[2])
    if letter.references:
        message["In-Reply-To"] = letter.references[-1]
        message["References"] = " ".join(letter.references)
    message.set_content(letter.text)
    for file in letter.files:
        kind, _, subtype = file.mime.partition("/")
        message.add_attachment(file.content, maintype=kind, subtype=subtype, filename=file.name)
    return message


def reply(customer: Customer, text: str, files: Sequence[OutboundFile], local: Local, http: httpx.Client) -> Letter:
    """Return the customer's answer to the last mail that the desk sent to them."""
    listing = http.get(f"{local.outbox}/messages", params={"channel": "email", "to": customer.email})
    items = _Listing.model_validate_json(listing.content).items
    if not items:
        raise NotFoundError(f"The desk has sent no mail to {customer.email} yet.")
    headers = items[-1].request.headers
    subject = items[-1].subject or ""
    earlier = headers.get("references", "").split()
    return Letter(
        customer=customer,
        to=parseaddr(headers.get("reply-to") or headers["from"])[1],
        subject=subject if subject.lower().startswith("re:") else f"Re: {subject}",
        text=text,
        files=tuple(files),
        references=(*earlier, headers["message-id"]),
    )


def _said(answer: bytes | str) -> str:
    return answer if isinstance(answer, str) else answer.decode(errors="replace")
