"""The far end of outgoing mail: what SES relays arrives here over SMTP."""

from asyncio import sleep
from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

from aiosmtpd.smtp import SMTP, Envelope, Session
from pydantic import JsonValue

from transom.channel import OutboundFile
from transom_cli.outbox.faults import Faults
from transom_cli.outbox.ledger import Ledger


class MailDoor:
    """Records the mail that the desk sends; its methods are aiosmtpd's hooks."""

    def __init__(self, ledger: Ledger, faults: Faults, clock: Callable[[], datetime]) -> None:
        self._ledger = ledger
        self._faults = faults
        self._clock = clock

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        """Take a mail, or refuse it as told."""
        fault = self._faults.take("email")
        if fault and fault.mode == "slow":
            await sleep(fault.seconds)
        elif fault:
            return "451 4.3.0 Refused as told"
        self._record(envelope)
        return "250 2.0.0 Ok"

    def _record(self, envelope: Envelope) -> None:
        message = BytesParser(EmailMessage, policy=default).parsebytes(envelope.original_content or b"")
        self._ledger.add(
            channel="email",
            to=", ".join(envelope.rcpt_tos),
            subject=str(message["subject"] or ""),
            text=body(message, "plain") or body(message, "html"),
            files=[_file(part) for part in message.iter_attachments()],
            at=self._clock(),
            request=_request(envelope, message),
        )


def body(message: EmailMessage, kind: str) -> str:
    """Return a mail's body of a kind, with the line ends of this system."""
    part = message.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n").rstrip("\n") if part else ""


def _request(envelope: Envelope, message: EmailMessage) -> dict[str, JsonValue]:
    headers: dict[str, JsonValue] = {name.lower(): str(value) for name, value in message.items()}
    return {"from": envelope.mail_from, "headers": headers, "html": body(message, "html")}


def _file(part: EmailMessage) -> OutboundFile:
    content = part.get_payload(decode=True)
    return OutboundFile(
        name=part.get_filename() or "attachment",
        mime=part.get_content_type(),
        content=content if isinstance(content, bytes) else part.as_bytes(),
    )
