"""Mail as SES stored it, or as it came out of a mailbox."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from channels.email.faxes import fax, received
from transom.channel import Connection, InboundDelivery, InboundEvent, InboundMessage, Request, Response, Sender
from transom.core.mailboxes import without_plus
from transom.errors import UnreadableError
from transom.mail import File, Mail, read, token
from transom.mail.forwarded import forwarded
from transom.model import Attachment, DeliveryState, Door, MediaKind, Participant

KINDS = {"image": MediaKind.IMAGE, "video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}
SES = "amazonses.com"


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: mail asks no question."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Let all pass: mail comes from the bucket, into which only SES and `mail_pull` write."""


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return the message in a mail, whose raw bytes are the request's body, and which of our mails it says are lost.

    Raises `UnreadableError` for mail that somebody has to look at, unless they have let it in.
    """
    mail = read(request.body)
    if not mail.from_addr:
        raise UnreadableError("the mail names no sender")
    if not request.is_released and (reason := _suspicion(mail, connection)):
        raise UnreadableError(reason)
    occurred_at = min(mail.date, request.received_at) if mail.date else request.received_at
    message = _message(mail, connection, occurred_at).model_copy(update={"is_released": request.is_released})
    if faxed := fax(mail, connection):
        return [received(message, faxed)]
    return [message, *_failures(mail, occurred_at)]


def _suspicion(mail: Mail, connection: Connection) -> str | None:
    """Return why a mail must not come in unseen."""
    if mail.auth.has_virus:
        return "SES found a virus in the mail"
    if mail.auth.is_spam:
        return "SES takes the mail for spam"
    if mail.auth.is_refused and _is_known(mail, connection):
        return "the domain that the mail names as its sender's did not send it, and wants such mail refused"
    return None


def _is_known(mail: Mail, connection: Connection) -> bool:
    """Tell whether the results are those of the server that took the mail for us: of a mailbox's mail never SES's."""
    ours = {connection.settings.get("auth_server", "").lower(), "" if connection.settings.get("mailbox") else SES}
    return mail.auth.server in ours - {""}


def _message(mail: Mail, connection: Connection, occurred_at: datetime) -> InboundMessage:
    attached = {str(number): file for number, file in enumerate(mail.attachments, 1)}
    references = tuple(dict.fromkeys((*mail.references, *_failed(mail))))
    keys = connection.secrets("token_key")
    return InboundMessage(
        provider_message_id=mail.message_id,
        door=Door(channel=connection.channel, connection=connection.id, address=mail.from_addr),
        sender=Sender(
            address=mail.from_addr,
            name=mail.from_name,
            email=mail.from_addr,
            is_verified=mail.auth.dmarc == "pass" and _is_known(mail, connection),
        ),
        text=mail.visible_text,
        html=mail.html,
        subject=" ".join(mail.subject.split()),
        is_mail=True,
        attachments=tuple(_attachment(number, file) for number, file in attached.items()),
        contents={number: file.content for number, file in attached.items()},
        occurred_at=occurred_at,
        references=references,
        participants=tuple(_others(mail, connection)),
        conversation_id=token.find([*mail.recipients, *reversed(references)], keys),
        marked_id=token.find([mail.text], keys),
        request=token.find_request([*mail.recipients, *reversed(references), mail.text], keys),
        forwarded=forwarded(mail),
        is_machine=mail.is_machine or _is_ours(mail, keys),
    )


def _is_ours(mail: Mail, keys: Sequence[str]) -> bool:
    """Tell whether the desk itself wrote a mail."""
    return token.find([mail.origin], keys) is not None or token.find_request([mail.origin], keys) is not None


def _others(mail: Mail, connection: Connection) -> Iterator[Participant]:
    """Name whom a mail was for beside this inbox."""
    own = {mail.from_addr, connection.settings.get("address", "").lower()}
    for each in (*mail.to, *mail.cc):
        if each.address not in own and without_plus(each.address) not in own:
            yield Participant(address=each.address, name=each.name)


def _failed(mail: Mail) -> list[str]:
    return [bounce.message_id for bounce in mail.bounces if bounce.message_id]


def _failures(mail: Mail, occurred_at: datetime) -> Iterator[InboundDelivery]:
    """Tell of our mails that did not arrive; while a server goes on trying, nothing is lost."""
    for bounce in mail.bounces:
        if bounce.message_id and not bounce.is_delayed:
            yield InboundDelivery(
                provider_message_id=bounce.message_id,
                state=DeliveryState.FAILED,
                reason=bounce.reason or bounce.status,
                address=bounce.address,
                is_bounce=True,
                refused_address=bounce.address if bounce.is_hard else None,
                occurred_at=occurred_at,
            )


def _attachment(number: str, file: File) -> Attachment:
    return Attachment(
        id=number,
        kind=KINDS.get(file.type.partition("/")[0], MediaKind.FILE),
        name=file.name,
        mime=file.type,
        size=len(file.content),
        content_id=file.content_id,
    )
