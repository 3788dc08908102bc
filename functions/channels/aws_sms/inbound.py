"""What the topic brings: messages without a time of their own, and events about ours."""

from collections.abc import Iterator

from channels.aws_sms.notices import Fate, Written, dialled, opened, told
from channels.aws_sms.states import reason, state
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDelivery,
    InboundEvent,
    InboundMessage,
    Request,
    Response,
    Sender,
)
from transom.core.consent import wish
from transom.errors import UnreadableError
from transom.model import Door
from transom.model.base import Instant
from transom.provider.reading import from_milliseconds, unsupported

REFERENCE = "reference"
"""The name under which the context of a message holds our own reference."""


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: a topic asks no question."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Accept what comes: the topic's policy says who may publish to it."""


def concerns(request: Request, connection: Connection) -> bool:
    """Tell whether a notice is about one of the connection's numbers; a connection without numbers takes all."""
    numbers = {number.strip() for number in connection.settings.get("numbers", "").split(",")} - {""}
    try:
        notice = told(opened(request))
    except UnreadableError:
        return False
    ours = notice.origin if isinstance(notice, Fate) else notice.recipient
    return not numbers or dialled(ours) in {dialled(number) for number in numbers}


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return the message or the delivery that a notice tells of."""
    envelope = opened(request)
    notice = told(envelope)
    if isinstance(notice, Fate):
        return list(fate(notice, connection))
    return list(_message(notice, connection, envelope.at))


def fate(notice: Fate, connection: Connection) -> Iterator[InboundDelivery]:
    """Yield what an event says of a message of ours, if it says anything."""
    reached = state(notice)
    if reached is None:
        return
    yield InboundDelivery(
        provider_message_id=notice.id,
        reference=(notice.context or {}).get(REFERENCE) or None,
        door=door(notice.recipient, connection) if notice.recipient else None,
        state=reached,
        reason=reason(notice),
        occurred_at=from_milliseconds(notice.at),
    )


def _message(notice: Written, connection: Connection, at: Instant) -> Iterator[InboundEvent]:
    text = notice.text if notice.text.strip() else unsupported("message")
    yield message(notice, connection, at).model_copy(update={"text": text})
    yield from wished(notice.text, notice, connection, at)


def message(notice: Written, connection: Connection, at: Instant) -> InboundMessage:
    """Return a customer's message, still without what it says."""
    number = dialled(notice.sender)
    return InboundMessage(
        provider_message_id=notice.id,
        door=door(number, connection),
        sender=Sender(address=number, phone=number, is_verified=True),
        occurred_at=at,
        references=(notice.answered,) if notice.answered else (),
    )


def wished(text: str, notice: Written, connection: Connection, at: Instant) -> Iterator[InboundConsent]:
    """Yield what a text says about being written to, if it says that."""
    is_given = wish(text)
    if is_given is not None:
        yield InboundConsent(door=door(notice.sender, connection), is_given=is_given, occurred_at=at)


def door(number: str, connection: Connection) -> Door:
    """Return where a customer is written to."""
    return Door(channel=connection.channel, connection=connection.id, address=dialled(number))
