"""Telnyx' webhook: proved by Ed25519, it tells of faxes that came, and of what became of ours."""

import binascii
from base64 import b64decode
from collections.abc import Iterable
from datetime import timedelta

from channels.fax.updates import Event, Fax, Notice
from transom.channel import (
    Connection,
    InboundDelivery,
    InboundEvent,
    InboundMessage,
    Request,
    Response,
    Sender,
    header,
)
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Attachment, DeliveryState, Door
from transom.provider import proof, reading

TOLERANCE = timedelta(minutes=5)


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: Telnyx asks no question first."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless Telnyx signed the body, and did so just now."""
    stated = header(request.headers, "telnyx-timestamp")
    if not (stated.isascii() and stated.isdigit() and len(stated) <= len("9999999999")):
        raise UnauthenticError("the time of the signature is missing")
    proof.check_time(reading.from_seconds(int(stated)), request.received_at, TOLERANCE)
    signed = f"{stated}|".encode() + request.body
    _check(header(request.headers, "telnyx-signature-ed25519"), signed, connection.secrets("public_key"))


def _check(signature: str, signed: bytes, public_keys: Iterable[str]) -> None:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - large, and only this scheme needs it
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - the same

    for key in public_keys:
        try:
            Ed25519PublicKey.from_public_bytes(_bytes(key)).verify(_bytes(signature), signed)
        except (InvalidSignature, ValueError):
            continue
        return
    raise UnauthenticError("the signature is not Telnyx'")


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return the fax that came, or what became of one of ours; the stages in between tell nothing."""
    event = reading.read(Notice, request.body, "event of Telnyx'").data
    if event.payload.direction == "outbound":
        return _fate(event, connection)
    if event.event_type == "fax.received":
        return [_received(event, connection)]
    if event.event_type == "fax.failed":
        text = f"A fax did not come through: {event.payload.failure_reason or 'no reason is given'}"
        return [_message(event, connection, text, is_machine=True)]
    return []


def _received(event: Event, connection: Connection) -> InboundMessage:
    fax = event.payload
    if not fax.media_url:
        raise UnreadableError("a fax without its document")
    document = Attachment(
        id="document", name=f"fax-{_plain(fax.fax_id)}.pdf", mime="application/pdf", provider_media_id=fax.media_url
    )
    message = _message(event, connection, _text(fax))
    return message.model_copy(update={"attachments": (document,)})


def _text(fax: Fax) -> str:
    pages = "Fax" if fax.page_count is None else f"Fax, {fax.page_count} page{'' if fax.page_count == 1 else 's'}"
    return f"{pages} (it broke off before its end)" if fax.partial_content else pages


def _plain(fax_id: str) -> str:
    return "".join(character for character in fax_id if character.isalnum() or character == "-")


def _message(event: Event, connection: Connection, text: str, *, is_machine: bool = False) -> InboundMessage:
    number = event.payload.sender or "unknown"
    phone = number if number.startswith("+") else None
    return InboundMessage(
        provider_message_id=event.payload.fax_id,
        door=Door(channel=connection.channel, connection=connection.id, address=number),
        sender=Sender(address=number, name=event.payload.caller_id or number, phone=phone),
        text=text,
        occurred_at=event.occurred_at,
        is_machine=is_machine,
    )


def _fate(event: Event, connection: Connection) -> list[InboundEvent]:
    states = {"fax.delivered": DeliveryState.DELIVERED, "fax.failed": DeliveryState.FAILED}
    fax, state = event.payload, states.get(event.event_type)
    if state is None:
        return []
    return [
        InboundDelivery(
            provider_message_id=fax.fax_id,
            reference=_reference(fax.client_state),
            door=Door(channel=connection.channel, connection=connection.id, address=fax.recipient),
            state=state,
            reason=fax.failure_reason,
            occurred_at=event.occurred_at,
        )
    ]


def _reference(client_state: str | None) -> str | None:
    """Return our reference, which Telnyx brings back in base64."""
    try:
        return _bytes(client_state or "").decode() or None
    except ValueError:
        return None
