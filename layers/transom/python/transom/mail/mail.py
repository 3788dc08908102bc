"""A mail as it is meant."""

import datetime as dt
from enum import StrEnum

from pydantic import Field

from transom.model import Frozen, Instant


class Address(Frozen):
    """Who a header names."""

    address: str
    name: str = ""


class File(Frozen):
    """Something that a mail brings beside its text."""

    name: str
    type: str
    content: bytes = Field(repr=False)
    content_id: str | None = None
    is_inline: bool = False
    """Whether the HTML shows it where it belongs."""


class Kind(StrEnum):
    """Who writes: a person, or which sort of machine."""

    HUMAN = "human"
    AUTO_REPLY = "auto_reply"
    OUT_OF_OFFICE = "out_of_office"
    BOUNCE = "bounce"
    CHALLENGE = "challenge"
    LIST = "list"
    FEEDBACK = "feedback"
    CALENDAR = "calendar"
    LOOP = "loop"
    NOTIFICATION = "notification"


class Bounce(Frozen):
    """What a mail server tells of a mail that it could not deliver."""

    address: str | None
    status: str | None = None
    """The enhanced status code, such as 5.1.1 (RFC 3463)."""
    code: int | None = None
    """The SMTP reply code, such as 550."""
    is_hard: bool = False
    """Whether it is no use to send again."""
    is_delayed: bool = False
    """Whether the server goes on trying."""
    reason: str = ""
    message_id: str | None = None
    """The id of the mail that failed."""


class Auth(Frozen):
    """What the first receiving server found of who sent the mail (RFC 8601): `pass`, `fail`, … or nothing."""

    spf: str = ""
    dkim: str = ""
    dmarc: str = ""
    server: str = ""
    """Who says so; anybody may write such a field, so that only a server that is known counts."""
    is_refused: bool = False
    """Whether the sender's domain wants such mail, which it did not send, refused."""
    is_spam: bool = False
    has_virus: bool = False


class Mail(Frozen):
    """A mail as it is meant; ids stand without their angle brackets, addresses in lower case."""

    message_id: str
    """As it is stated, or `sha256-` and the hash of the raw mail."""
    from_addr: str
    from_name: str = ""
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    recipients: tuple[str, ...] = ()
    """All whom the mail was for, those of its envelope first."""
    subject: str = ""
    date: Instant | None = None
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()
    """The ids of the mails that this one answers, newest last; `in_reply_to` is among them."""
    text: str = ""
    html: str | None = None
    visible_text: str = ""
    """What the writer wrote: without quotes and signature."""
    attachments: tuple[File, ...] = ()
    kind: Kind = Kind.HUMAN
    bounces: tuple[Bounce, ...] = ()
    returns_on: dt.date | None = None
    """When someone who is out of the office says to be back."""
    auth: Auth = Auth()
    origin: str = ""
    """The id that a desk such as this one gave it."""
    defects: tuple[str, ...] = ()
    """What could not be read as it was meant."""

    @property
    def is_machine(self) -> bool:
        """Tell whether no person wrote the mail."""
        return self.kind is not Kind.HUMAN

    @property
    def bounce(self) -> Bounce | None:
        """Return the first of its bounces."""
        return next(iter(self.bounces), None)
