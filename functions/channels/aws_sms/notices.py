"""What End User Messaging tells an SNS topic: messages of customers, and what became of ours."""

from typing import Annotated

from pydantic import Field

from transom.channel import Request
from transom.model.base import Frozen
from transom.provider.reading import Milliseconds, Moment, read

type Id = Annotated[str, Field(min_length=1)]


class Envelope(Frozen):
    """A notification of SNS: its time is the only one that a message has."""

    message: str = Field(alias="Message")
    at: Moment = Field(alias="Timestamp")


class Written(Frozen):
    """A customer's message."""

    id: Id = Field(alias="inboundMessageId")
    sender: Id = Field(alias="originationNumber")
    recipient: str = Field(default="", alias="destinationNumber")
    text: str = Field(default="", alias="messageBody")
    answered: str | None = Field(default=None, alias="previousPublishedMessageId")


class Fate(Frozen):
    """What became of a message of ours."""

    kind: str = Field(alias="eventType")
    at: Milliseconds = Field(alias="eventTimestamp")
    id: Id = Field(alias="messageId")
    recipient: str = Field(default="", alias="destinationPhoneNumber")
    origin: str = Field(default="", alias="originationPhoneNumber")
    status: str = Field(default="", alias="messageStatus")
    description: str = Field(default="", alias="messageStatusDescription")
    context: dict[str, str] | None = None


class _Kind(Frozen):
    kind: str | None = Field(default=None, alias="eventType")


def opened(request: Request) -> Envelope:
    """Return the notification that a record of the queue holds."""
    return read(Envelope, request.body, "notification of SNS")


def told(envelope: Envelope) -> Written | Fate:
    """Return what a notification tells."""
    if read(_Kind, envelope.message, "notice of End User Messaging").kind:
        return read(Fate, envelope.message, "event of End User Messaging")
    return read(Written, envelope.message, "message of End User Messaging")


def dialled(number: str) -> str:
    """Return a number with its plus, which some notices leave out: one customer has one door."""
    return f"+{number}" if number.isdecimal() and len(number) > 6 else number  # noqa: PLR2004 - short codes are shorter
