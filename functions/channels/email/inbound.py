"""Mail as SES stored it."""

from transom.channel import Connection, InboundEvent, InboundMessage, Request, Response, Sender
from transom.errors import UnreadableError
from transom.mail import token
from transom.mail.read import Address, Mail, read
from transom.model import Door


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: mail asks no question."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Let all pass: mail comes from the bucket, into which only SES writes."""


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return the message in a mail, whose raw bytes are the request's body."""
    mail = read(request.body)
    if mail.sender is None:
        raise UnreadableError("the mail names no sender")
    keys = connection.secrets("token_key")
    occurred_at = min(mail.date, request.received_at) if mail.date else request.received_at
    return [
        InboundMessage(
            provider_message_id=mail.id,
            door=Door(channel=connection.channel, connection=connection.id, address=mail.sender.address),
            sender=_sender(mail.sender),
            text=mail.text,
            html=mail.html,
            subject=mail.subject,
            attachments=mail.attachments,
            contents=mail.contents,
            occurred_at=occurred_at,
            references=mail.references,
            conversation_id=_conversation(mail, keys),
            is_machine=mail.is_machine,
        )
    ]


def _sender(address: Address) -> Sender:
    return Sender(address=address.address, name=address.name, email=address.address)


def _conversation(mail: Mail, keys: list[str]) -> str | None:
    """Return the conversation that our token names, in a recipient or else in the newest id that is answered."""
    return token.find([*mail.recipients, *reversed(mail.references)], keys)
