"""Writes the mails that leave: the answer, what it answers, and the way back to its conversation."""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from transom.channel import Connection, OutboundMessage
from transom.errors import InvalidError
from transom.mail import page, token
from transom.mail.machine import HOPS, ORIGIN
from transom.model import Frozen

# references are long words, which the standard width would break into encoded ones that nobody reads;
# SES takes no bytes over 127 where a recipient's server might not
_POLICY = SMTP.clone(max_line_length=900, cte_type="7bit")
_MAX_REFERENCES = 20
_SHOWN = {"image/png", "image/jpeg", "image/gif", "image/webp"}
"""Pictures that every mail program shows."""


class Letter(Frozen):
    """A mail ready to be sent; `id` is its own, without angle brackets."""

    id: str
    sender: str
    recipients: tuple[str, ...]
    raw: bytes


def compose(message: OutboundMessage, connection: Connection) -> Letter:
    """Return an answer as a mail from the connection's address; raises `InvalidError` when it cannot be written."""
    sender = connection.settings.get("address", "")
    if "@" not in sender:
        raise InvalidError("the connection has no address to send from", fields={"address": "is missing"})
    try:
        mail = _written(message, connection, sender)
        recipients = (message.door.address, *(each.address for each in message.copies))
        return Letter(id=mail[ORIGIN], sender=sender, recipients=recipients, raw=mail.as_bytes())
    except (MessageError, ValueError, IndexError, AttributeError) as error:
        # the standard library's parsers of addresses fail in all these ways
        raise InvalidError(f"a mail to this address cannot be written: {type(error).__name__}") from None


def _written(message: OutboundMessage, connection: Connection, sender: str) -> EmailMessage:
    mail = EmailMessage(policy=_POLICY)
    head = message.letterhead
    mail["From"] = Address(
        display_name=_display_name(message, connection), addr_spec=head.address if head and head.address else sender
    )
    mail["To"] = Address(addr_spec=message.door.address)
    if shown := [Address(each.name, addr_spec=each.address) for each in message.copies if not each.is_hidden]:
        mail["Cc"] = shown
    mail["Subject"] = _subject(message, connection)
    mail["Date"] = format_datetime(message.queued_at)
    mark = _add_way_back(mail, message, connection, sender)
    mail[HOPS] = "1" if message.is_automatic else "0"
    if message.is_automatic:
        mail["Auto-Submitted"] = "auto-replied"
        mail["X-Auto-Response-Suppress"] = "All"
    _add_content(mail, message, mark)
    return mail


def _display_name(message: OutboundMessage, connection: Connection) -> str:
    """Return who writes, and for whom."""
    name = message.letterhead.name if message.letterhead else ""
    if message.author_name and name:
        return f"{message.author_name} ({name})"
    return message.author_name or name or connection.name


def _add_way_back(mail: EmailMessage, message: OutboundMessage, connection: Connection, sender: str) -> str:
    """Name the conversation in the reply address and in the ids, since SES gives the mail another id.

    Returns the mark that names it in the text, for relays that write anew both.
    """
    local, _, domain = sender.rpartition("@")
    key = connection.secret.get("token_key")
    signed = token.sign(message.conversation_id, key, message.request_id) if key else ""
    if signed:
        mail["Reply-To"] = Address(display_name=connection.name, addr_spec=f"{local}+{signed}@{domain}")
    own = f"{message.id}.{signed}@{domain}" if signed else f"{message.id}@{domain}"
    # what came by another door, or without an id, is known here by a key that is no Message-ID
    answered = [f"<{item}>" for item in message.references[-_MAX_REFERENCES:] if "@" in item]
    mail["Message-ID"] = f"<{own}>"
    mail[ORIGIN] = own
    mail["References"] = " ".join([*answered, f"<{own}>"])
    if answered:
        mail["In-Reply-To"] = answered[-1]
    return token.mark(signed) if signed else ""


def _subject(message: OutboundMessage, connection: Connection) -> str:
    subject = " ".join((message.subject or connection.name).split())
    is_first = message.request_id and not message.references
    return subject if is_first or subject.lower().startswith("re:") else f"Re: {subject}"


def _add_content(mail: EmailMessage, message: OutboundMessage, mark: str) -> None:
    """Write the words as text and as HTML, which shows the pictures; what else comes along is attached."""
    pictures = {f"{number}.{message.id}": file for number, file in enumerate(message.files) if file.mime in _SHOWN}
    mail.set_content(page.as_text(message, mark))
    mail.add_alternative(
        page.as_html(message, mark, {key: file.name for key, file in pictures.items()}), subtype="html"
    )
    *_, html = mail.iter_parts()
    for key, file in pictures.items():
        main, _, sub = file.mime.partition("/")
        html.add_related(file.content, main, sub, cid=f"<{key}>", filename=file.name, disposition="inline")
    for file in message.files:
        if file.mime not in _SHOWN:
            main, _, sub = file.mime.partition("/")
            mail.add_attachment(file.content, maintype=main, subtype=sub or "octet-stream", filename=file.name)
