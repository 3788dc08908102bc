"""What the agent's topic brings: texts, files, places and choices of customers, and events about our messages."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Literal

from pydantic import ValidationError

from channels.aws_sms.inbound import concerns, door, fate, handshake, message, verify, wished
from channels.aws_sms.notices import Fate, Written, opened, told
from channels.rcs.bodies import Body, Coordinates, body
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDelivery,
    InboundEvent,
    InboundTyping,
    InboundWatermark,
    Request,
)
from transom.errors import UnreadableError
from transom.model import Attachment, DeliveryState, MediaKind
from transom.model.base import Instant
from transom.provider.reading import unsupported

__all__ = ["concerns", "handshake", "parse", "verify"]

UNWRITTEN = frozenset({"CONVERSATION_STARTED"})
"""Events that nobody wrote to the desk."""
REACHED: dict[str, Literal[DeliveryState.DELIVERED, DeliveryState.READ]] = {
    "RCS_DELIVERED": DeliveryState.DELIVERED,
    "RCS_READ": DeliveryState.READ,
}
WISHES = {"UNSUBSCRIBE": False, "SUBSCRIBE": True}
KINDS = {"image": MediaKind.IMAGE, "video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}

type Parts = dict[str, object]


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return the message, the wish or the delivery that a notice tells of."""
    envelope = opened(request)
    notice = told(envelope)
    if isinstance(notice, Fate):
        return list(fate(notice, connection))
    return list(_written(notice, connection, envelope.at))


def _written(notice: Written, connection: Connection, at: Instant) -> Iterator[InboundEvent]:
    content = body(notice.text)
    if content and content.kind in UNWRITTEN:
        return
    if content and content.kind == "RCS_TYPING":
        yield InboundTyping(door=door(notice.sender, connection), occurred_at=at)
        return
    if content and content.kind in REACHED:
        yield _reached(notice, REACHED[content.kind], connection, at)
        return
    if content and content.kind in WISHES:
        yield InboundConsent(door=door(notice.sender, connection), is_given=WISHES[content.kind], occurred_at=at)
        return
    parts = _parts(content, notice.id) if content else _plain(notice.text)
    yield message(notice, connection, at).model_copy(update=parts)
    yield from wished(content.text if content else notice.text, notice, connection, at)


def _reached(
    notice: Written, state: Literal[DeliveryState.DELIVERED, DeliveryState.READ], connection: Connection, at: Instant
) -> InboundDelivery | InboundWatermark:
    """Return how far the message came that the notice names, or else all that were sent before."""
    customer = door(notice.sender, connection)
    if notice.answered:
        return InboundDelivery(provider_message_id=notice.answered, door=customer, state=state, occurred_at=at)
    return InboundWatermark(door=customer, state=state, until=at, occurred_at=at)


def _plain(text: str) -> Parts:
    return {"text": text if text.strip() else unsupported("message")}


def _parts(content: Body, message_id: str) -> Parts:
    if content.media_status:
        return _file(content, message_id)
    if content.kind == "LOCATION":
        return {"place": _coordinates(content).place()}
    if content.kind == "SUGGESTION":
        return _plain(content.text)
    return {"text": unsupported(content.kind)}


def _file(content: Body, message_id: str) -> Parts:
    """Return the file where AWS could keep it, else a line that there was one."""
    name = PurePosixPath(content.name).name or message_id
    if content.media_status != "SUCCESS" or not (content.bucket and content.key):
        return {"text": f"[file not received: {name}]"}
    file = Attachment(
        id="0",
        kind=KINDS.get(content.mime.partition("/")[0], MediaKind.FILE),
        name=name,
        mime=content.mime,
        size=content.size,
        provider_media_id=f"s3://{content.bucket}/{content.key}",
    )
    return {"attachments": (file,)}


def _coordinates(content: Body) -> Coordinates:
    if content.location:
        return content.location
    try:
        return Coordinates.model_validate({"latitude": content.latitude, "longitude": content.longitude})
    except ValidationError:
        raise UnreadableError("a place without its coordinates") from None
