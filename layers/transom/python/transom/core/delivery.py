"""What became of a message, told by the entries beneath it; they may have come in any order."""

from collections.abc import Iterable
from enum import StrEnum

from transom.model import (
    Actor,
    ActorKind,
    Attachment,
    Delivery,
    DeliveryState,
    Direction,
    Entry,
    EntryName,
    Frozen,
    Instant,
)

_STATES = {
    EntryName.MESSAGE_TAKEN_BACK: DeliveryState.TAKEN_BACK,
    EntryName.MESSAGE_SENT: DeliveryState.SENT,
    EntryName.MESSAGE_DELIVERED: DeliveryState.DELIVERED,
    EntryName.MESSAGE_READ: DeliveryState.READ,
    EntryName.MESSAGE_FAILED: DeliveryState.FAILED,
    EntryName.MESSAGE_OUTCOME_LOST: DeliveryState.UNKNOWN,
}
_UNSETTLED = {DeliveryState.QUEUED, DeliveryState.UNKNOWN}
_YIELDS_TO = {
    DeliveryState.TAKEN_BACK: {DeliveryState.QUEUED},
    DeliveryState.SENT: _UNSETTLED,
    DeliveryState.DELIVERED: set(DeliveryState) - {DeliveryState.READ},
    DeliveryState.READ: set(DeliveryState),
    DeliveryState.FAILED: set(DeliveryState) - {DeliveryState.DELIVERED, DeliveryState.READ},
    DeliveryState.UNKNOWN: {DeliveryState.QUEUED},
}
BOUNCE = "is_bounce"
"""Marks that a mail came back: only then was it not delivered, although a server had taken it."""


def comes_after(state: DeliveryState, present: DeliveryState) -> bool:
    """Tell whether a state goes further than the present one."""
    return state is not present and present in _YIELDS_TO[state]


class AttachmentState(StrEnum):
    """Whether an attachment's bytes are at hand."""

    STORED = "stored"
    PENDING = "pending"
    LOST = "lost"


class PresentAttachment(Frozen):
    """An attachment as it stands now."""

    attachment: Attachment
    state: AttachmentState


class Reaction(Frozen):
    """A sign that somebody put to a message."""

    by: str
    sign: str
    is_ours: bool = False
    """Whether it is the desk's own."""


class PresentMessage(Frozen):
    """A message as it stands now: its latest text, its attachments and its fate."""

    text: str | None
    text_key: str | None = None
    edited_at: Instant | None = None
    deleted_at: Instant | None = None
    reactions: tuple[Reaction, ...] = ()
    attachments: tuple[PresentAttachment, ...] = ()
    delivery: Delivery | None = None
    refused: str | None = None
    """Why the last change of it was not taken."""


def present(message: Entry, beneath: Iterable[Entry] = ()) -> PresentMessage:
    """Return a message as the entries beneath it leave it; one that was brought back has its text again."""
    told = _taken(beneath)
    changes = [entry for entry in told if entry.name in {EntryName.MESSAGE_EDITED, EntryName.MESSAGE_DELETED}]
    latest = changes[-1] if changes else None
    if latest and latest.name is EntryName.MESSAGE_DELETED:
        return PresentMessage(text=None, deleted_at=latest.at, delivery=delivery_of(message, told))
    failed = [entry for entry in told if entry.name is EntryName.MESSAGE_CHANGE_FAILED]
    shown = latest or message
    return PresentMessage(
        reactions=_reactions(told),
        text=shown.text,
        text_key=shown.text_key,
        edited_at=latest.at if latest else None,
        attachments=_attachments(message, told),
        delivery=delivery_of(message, told),
        refused=str(failed[-1].data.get("reason")) if failed else None,
    )


def delivery_of(message: Entry, beneath: Iterable[Entry] = ()) -> Delivery | None:
    """Return how far an outbound message came; None for any other entry."""
    if message.direction is not Direction.OUTBOUND:
        return None
    is_elsewhere = message.name is EntryName.MESSAGE_ECHOED
    delivery = Delivery(state=DeliveryState.SENT if is_elsewhere else DeliveryState.QUEUED, at=message.at)
    for entry in _in_order(beneath):
        state = _STATES.get(entry.name)
        is_back = BOUNCE in entry.data and delivery.state is DeliveryState.DELIVERED
        if state and (is_back or delivery.state in _YIELDS_TO[state]):
            reason = entry.data.get("reason")
            delivery = Delivery(state=state, at=entry.at, reason=str(reason) if reason else None)
    return delivery


def _reactions(told: list[Entry]) -> tuple[Reaction, ...]:
    """Return each person's last sign, unless they took it back."""
    last = {_hand(entry.actor): entry for entry in told if _is_reaction(entry)}
    put = ((entry.actor, entry.data.get("sign")) for entry in last.values())
    return tuple(Reaction(by=actor.name, sign=str(sign), is_ours=_is_desk(actor)) for actor, sign in put if sign)


def desk_sign(beneath: Iterable[Entry]) -> str:
    """Return the sign that the desk has put to a message, if any."""
    signs = [entry.data.get("sign") for entry in _taken(beneath) if _is_reaction(entry) and _is_desk(entry.actor)]
    return str(signs[-1] or "") if signs else ""


def _is_desk(actor: Actor) -> bool:
    return actor.kind is ActorKind.AGENT


def _hand(actor: Actor) -> str:
    """Return who puts a sign: the desk has one for all its agents."""
    return "desk" if _is_desk(actor) else actor.id


def _is_reaction(entry: Entry) -> bool:
    return entry.name is EntryName.MESSAGE_REACTED


def _attachments(message: Entry, told: list[Entry]) -> tuple[PresentAttachment, ...]:
    stored = _attached(told, EntryName.ATTACHMENT_STORED)
    lost = _attached(told, EntryName.ATTACHMENT_LOST)
    found = []
    for attachment in message.attachments:
        latest = stored.get(attachment.id, attachment)
        state = AttachmentState.LOST if attachment.id in lost else AttachmentState.PENDING
        found.append(PresentAttachment(attachment=latest, state=AttachmentState.STORED if latest.key else state))
    return tuple(found)


def _attached(told: list[Entry], name: EntryName) -> dict[str, Attachment]:
    return {item.id: item for entry in told if entry.name is name for item in entry.attachments}


def _taken(beneath: Iterable[Entry]) -> list[Entry]:
    """Return the entries in order, without the changes that a provider did not take."""
    told = _in_order(beneath)
    failed = {entry.data.get("change") for entry in told if entry.name is EntryName.MESSAGE_CHANGE_FAILED}
    return [entry for entry in told if entry.id not in failed]


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries as they happened: of one moment, which may be a whole second, a deletion is the last."""
    return sorted(entries, key=lambda entry: (entry.at, entry.name is EntryName.MESSAGE_DELETED, entry.id))
