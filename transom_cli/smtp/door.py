"""The SMTP door for customers: which mail is taken, and where it goes."""

import asyncio
from collections.abc import Callable, Collection
from datetime import datetime

from aiosmtpd.smtp import SMTP, Session
from aiosmtpd.smtp import Envelope as Received

from transom.errors import TransomError
from transom_cli.smtp.arrival import Envelope, new_mail_id, received

type Put = Callable[[str, bytes], None]
"""Stores an object under a key; raises `TransomError` when it cannot."""


class CustomerDoor:
    """Takes mail for the desk's domains and stores it raw; its methods are aiosmtpd's hooks."""

    def __init__(self, domains: Collection[str], put: Put, clock: Callable[[], datetime]) -> None:
        self._domains = {domain.lower() for domain in domains}
        self._put = put
        self._clock = clock

    async def handle_RCPT(  # noqa: N802 - its name
        self, _server: SMTP, _session: Session, envelope: Received, address: str, _options: list[str]
    ) -> str:
        """Take mail for our own domains alone."""
        if address.rpartition("@")[2].lower() not in self._domains:
            return "550 5.1.1 Mailbox does not exist"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Received) -> str:  # noqa: N802 - its name
        """Store a mail; when that fails the sender keeps it and comes again."""
        mail_id = new_mail_id()
        facts = Envelope(
            sender=envelope.mail_from or "",
            recipients=tuple(envelope.rcpt_tos),
            host=session.host_name or "localhost",
            peer=str(session.peer[0]) if session.peer else "127.0.0.1",
        )
        mail = received(envelope.original_content or b"", facts, mail_id=mail_id, at=self._clock())
        try:
            await asyncio.to_thread(self._put, f"mail/{mail_id}", mail)
        except TransomError:
            return "451 4.3.0 The mail cannot be stored now; try again later"
        return f"250 2.0.0 OK {mail_id}"
