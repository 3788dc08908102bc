"""Vonage's webhooks of both its APIs, at one address: each is told by the way in which it is signed."""

from collections.abc import Iterator

from channels.vonage.messages import Media, Profile, Reaction, Webhook
from channels.vonage.signatures import check_parameters, check_token, is_by_token
from channels.vonage.sms import Sms, parameters, sms
from transom.channel import (
    Connection,
    InboundConsent,
    InboundDelivery,
    InboundEvent,
    InboundMessage,
    InboundPart,
    InboundReaction,
    Request,
    Response,
    Sender,
)
from transom.core.consent import wish
from transom.errors import UnauthenticError, UnreadableError
from transom.model import Attachment, DeliveryState, Door, MediaKind, Place
from transom.provider.reading import read, unsupported

STATES = {
    "accepted": DeliveryState.SENT,
    "buffered": DeliveryState.SENT,
    "submitted": DeliveryState.SENT,
    "delivered": DeliveryState.DELIVERED,
    "read": DeliveryState.READ,
    "expired": DeliveryState.FAILED,
    "failed": DeliveryState.FAILED,
    "rejected": DeliveryState.FAILED,
    "undeliverable": DeliveryState.FAILED,
}
KINDS = {
    "image": (MediaKind.IMAGE, "image"),
    "video": (MediaKind.VIDEO, "video"),
    "audio": (MediaKind.AUDIO, "audio"),
    "sticker": (MediaKind.STICKER, "sticker"),
    "vcard": (MediaKind.FILE, "contact.vcf"),
}
PHONES = frozenset({"sms", "mms", "whatsapp", "viber_service", "rcs"})
BARE = frozenset({"sms", "mms"})
"""Channels whose doors are numbers and nothing else: an MMS goes on where an SMS began."""


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: Vonage asks no question before it sends."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the request carries one of Vonage's proofs."""
    if is_by_token(request):
        return check_token(request, connection)
    try:
        given = parameters(request)
    except UnreadableError:
        raise UnauthenticError("the request carries neither a token nor signed parameters") from None
    return check_parameters(given, request, connection)


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what a webhook tells; only what its proof covers is read."""
    if not is_by_token(request):
        return list(_told_by_sms(sms(request), connection))
    webhook = read(Webhook, request.body, "webhook of the Messages API")
    if webhook.status:
        return list(_fate(webhook, connection))
    return list(_reacted(webhook, webhook.reaction, connection) if webhook.reaction else _message(webhook, connection))


def _told_by_sms(told: Sms, connection: Connection) -> Iterator[InboundEvent]:
    if told.status:
        yield from _receipt(told, connection)
        return
    is_shown = told.kind in {"text", "unicode"} and told.text
    message = InboundMessage(
        provider_message_id=_series(told) if told.series else told.id,
        door=_door("sms", told.number, connection),
        sender=_sender("sms", told.number),
        text=told.text if is_shown else unsupported(told.kind),
        occurred_at=told.occurred_at,
    )
    if told.series:
        yield InboundPart(message=message, position=told.position, total=told.total)
        return
    yield message
    is_given = wish(told.text)
    if is_given is not None:
        yield InboundConsent(door=message.door, is_given=is_given, occurred_at=told.occurred_at)


def _series(told: Sms) -> str:
    """Return what the parts of one text have in common; a phone counts anew after some hundred long texts."""
    return f"{told.number}.{told.series}.{told.total}.{told.occurred_at:%Y-%m-%d}"


def _receipt(told: Sms, connection: Connection) -> Iterator[InboundEvent]:
    state = STATES.get(told.status)
    if state is None:
        return
    yield InboundDelivery(
        provider_message_id=told.id,
        reference=told.reference or None,
        door=_door("sms", told.number, connection),
        state=state,
        reason=f"Vonage's error {told.error or 'is not stated'}" if state is DeliveryState.FAILED else None,
        occurred_at=told.occurred_at,
    )


def _fate(webhook: Webhook, connection: Connection) -> Iterator[InboundEvent]:
    state = STATES.get(webhook.status)
    if state is None:
        return
    failure = webhook.error.reason if webhook.error else ""
    yield InboundDelivery(
        provider_message_id=webhook.id,
        reference=webhook.client_ref or None,
        door=_door(webhook.channel, webhook.recipient, connection) if webhook.recipient else None,
        state=state,
        reason=(failure or webhook.status) if state is DeliveryState.FAILED else None,
        occurred_at=webhook.occurred_at,
    )


def _reacted(webhook: Webhook, reaction: Reaction, connection: Connection) -> Iterator[InboundEvent]:
    if not webhook.context or not webhook.context.message_uuid:
        raise UnreadableError("a reaction to no message")
    yield InboundReaction(
        provider_message_id=webhook.context.message_uuid,
        door=_door(webhook.channel, webhook.sender, connection),
        sender=_sender(webhook.channel, webhook.sender, webhook.profile),
        sign="" if reaction.action == "unreact" else reaction.emoji,
        occurred_at=webhook.occurred_at,
    )


def _message(webhook: Webhook, connection: Connection) -> Iterator[InboundEvent]:
    text, files = webhook.words, webhook.files
    door = _door(webhook.channel, webhook.sender, connection)
    yield InboundMessage(
        provider_message_id=webhook.id,
        door=door,
        sender=_sender(webhook.channel, webhook.sender, webhook.profile),
        text=text if text or files or webhook.location else unsupported(webhook.message_type),
        attachments=tuple(_attachment(index, *file) for index, file in enumerate(files)),
        place=Place.model_validate(webhook.location.model_dump()) if webhook.location else None,
        referral=webhook.whatsapp.referral.referral if webhook.whatsapp.referral else None,
        references=(webhook.context.message_uuid,) if webhook.context and webhook.context.message_uuid else (),
        occurred_at=webhook.occurred_at,
    )
    is_given = wish(text)
    if is_given is not None:
        yield InboundConsent(door=door, is_given=is_given, occurred_at=webhook.occurred_at)


def _door(channel: str, address: str, connection: Connection) -> Door:
    known = address if channel in BARE else f"{channel}:{address}"
    return Door(channel=connection.channel, connection=connection.id, address=known)


def _sender(channel: str, address: str, profile: Profile | None = None) -> Sender:
    number = address.removeprefix("+")
    phone = f"+{number}" if channel in PHONES and number.isdecimal() else None
    known = profile or Profile()
    return Sender(address=address, name=known.name, username=known.username, phone=phone, is_verified=True)


def _attachment(index: int, kind: str, media: Media) -> Attachment:
    known, name = KINDS.get(kind.partition("/")[0], (MediaKind.FILE, "file"))
    return Attachment(
        id=str(index), kind=known, name=media.name.rpartition("/")[2] or name, provider_media_id=media.url
    )
