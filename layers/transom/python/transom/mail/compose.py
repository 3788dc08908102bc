"""Writes the mails that leave: the answer, what it answers, and the way back to its conversation."""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape

from transom.channel import Connection, OutboundMessage
from transom.errors import InvalidError
from transom.mail import token
from transom.mail.html import sanitised
from transom.model import Frozen

# references are long words, which the standard width would break into encoded ones that nobody reads;
# SES takes no bytes over 127 where a recipient's server might not
_POLICY = SMTP.clone(max_line_length=900, cte_type="7bit")
_MAX_REFERENCES = 20


class Letter(Frozen):
    """A mail ready to be sent; `id` is its own, without angle brackets."""

    id: str
    sender: str
    raw: bytes


def compose(message: OutboundMessage, connection: Connection) -> Letter:
    """Return an answer as a mail from the connection's address; raises `InvalidError` when it cannot be written."""
    sender = connection.settings.get("address", "")
    if "@" not in sender:
        raise InvalidError("the connection has no address to send from", fields={"address": "is missing"})
    try:
        mail = _written(message, connection, sender)
        return Letter(id=mail["Message-ID"].strip("<>"), sender=sender, raw=mail.as_bytes())
    except (MessageError, ValueError, IndexError, AttributeError) as error:
        # the standard library's parsers of addresses fail in all these ways
        raise InvalidError(f"a mail to this address cannot be written: {type(error).__name__}") from None


def _written(message: OutboundMessage, connection: Connection, sender: str) -> EmailMessage:
    mail = EmailMessage(policy=_POLICY)
    mail["From"] = Address(display_name=message.author_name or connection.name, addr_spec=sender)
    mail["To"] = Address(addr_spec=message.door.address)
    mail["Subject"] = _subject(message, connection)
    mail["Date"] = format_datetime(message.queued_at)
    mail["X-Transom-Message"] = message.id
    _add_way_back(mail, message, connection, sender)
    if message.is_automatic:
        mail["Auto-Submitted"] = "auto-replied"
        mail["X-Auto-Response-Suppress"] = "All"
    _add_content(mail, message)
    return mail


def _add_way_back(mail: EmailMessage, message: OutboundMessage, connection: Connection, sender: str) -> None:
    """Name the conversation in the reply address and in the ids, since SES gives the mail another id."""
    local, _, domain = sender.rpartition("@")
    key = connection.secret.get("token_key")
    mark = token.sign(message.conversation_id, key) if key else ""
    if mark:
        mail["Reply-To"] = Address(display_name=connection.name, addr_spec=f"{local}+{mark}@{domain}")
    own = f"<{message.id}.{mark}@{domain}>" if mark else f"<{message.id}@{domain}>"
    # what came by another door, or without an id, is known here by a key that is no Message-ID
    answered = [f"<{item}>" for item in message.references[-_MAX_REFERENCES:] if "@" in item]
    mail["Message-ID"] = own
    mail["References"] = " ".join([*answered, own])
    if answered:
        mail["In-Reply-To"] = answered[-1]


def _subject(message: OutboundMessage, connection: Connection) -> str:
    subject = " ".join((message.subject or connection.name).split())
    return subject if subject.lower().startswith("re:") else f"Re: {subject}"


def _add_content(mail: EmailMessage, message: OutboundMessage) -> None:
    mail.set_content(message.text)
    mail.add_alternative(sanitised(message.html) if message.html else _as_html(message.text), subtype="html")
    for file in message.files:
        main, _, sub = file.mime.partition("/")
        mail.add_attachment(file.content, maintype=main, subtype=sub or "octet-stream", filename=file.name)


def _as_html(text: str) -> str:
    paragraphs = escape(text.strip()).replace("\r\n", "\n").split("\n\n")
    return "\n".join(f"<p>{paragraph.replace('\n', '<br>\n')}</p>" for paragraph in paragraphs)
