"""One answer on its way out: sent at most once where the provider cannot tell a repetition."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import channels
from channel_send import asking, gate
from channel_send.files import address, file
from transom.aws import blobs
from transom.channel import (
    Accepted,
    Idempotency,
    Letterhead,
    OutboundMessage,
    OutcomeLost,
    Quote,
    Receipt,
    Refused,
    RetryAfter,
    Template,
)
from transom.connections import connect
from transom.core.delivery import delivery_of
from transom.core.fitting import fitted
from transom.errors import DuplicateError, NotFoundError, ThrottledError
from transom.ids import new_ulid
from transom.model import Actor, ActorKind, Conversation, DeliveryState, Desk, Door, Entry, EntryName
from transom.store import Moment, Reference, Store

LEASE = timedelta(days=14)
"""As long as a queue keeps a job: who finds the lease taken knows that an earlier attempt broke off."""
REPEAT_SECONDS = 5.0
KEY_KNOWN = timedelta(minutes=5)
"""For so long every provider with keys remembers one; Discord for a few minutes alone."""
QUOTED = 1000
"""Characters of what is answered that a mail repeats."""
BROKEN_OFF = OutcomeLost(reason="an earlier attempt broke off")


class PutOffError(ThrottledError):
    """The message leaves later; `seconds` says when, and `is_paced` that this is no failure."""

    def __init__(self, receipt: RetryAfter, *, is_paced: bool = False) -> None:
        super().__init__(receipt.reason or "the provider puts the message off")
        self.seconds = receipt.seconds
        self.is_paced = is_paced


def send(store: Store, conversation_id: str, message_id: str, now: datetime) -> EntryName | None:
    """Send a queued answer and write down what became of it; None when that is known already."""
    moment = store.timeline.get(conversation_id, message_id)
    message, door = moment.entry, _door(moment.entry)
    if not _is_queued(moment):
        return None
    if message.send_at and message.send_at > now:
        wait = RetryAfter(seconds=(message.send_at - now).total_seconds(), reason="the message can still be taken back")
        raise PutOffError(wait, is_paced=True)
    if refused := gate.refusal(store, message, door, now):
        return _write_down(store, message, door, refused, now)
    if later := gate.turn(store, door, now):
        raise PutOffError(later, is_paced=True)
    if refused := gate.overspent(store, message, door, now):
        return _write_down(store, message, door, refused, now)
    receipt = _send(store, message, door, now)
    if receipt is None:
        return None
    if isinstance(receipt, RetryAfter):
        store.sends.release(conversation_id, message_id)
        gate.learn(store, door, receipt, now)
        raise PutOffError(receipt)
    outcome = _write_down(store, message, door, receipt, now)
    gate.learn(store, door, receipt, now)
    return outcome


def _send(store: Store, message: Entry, door: Door, now: datetime) -> Receipt | None:
    """Hand the answer to its channel, unless it was taken back or an attempt that broke off may have sent it."""
    from transom import http  # noqa: PLC0415 - httpx is slow to import, and not all channels need it

    connection = connect(store.desk.connection(door.connection))
    outbound = _outbound(store, message, door).model_copy(
        update={"is_in_window": gate.is_in_window(store, message, door, now)}
    )
    manifest = channels.manifest(door.channel)
    is_repeatable = manifest.idempotency is Idempotency.KEY
    if not store.sends.lease(message.conversation_id, message.id, now, LEASE):
        if not _is_queued(store.timeline.get(message.conversation_id, message.id)):
            return None
        if not is_repeatable:
            return BROKEN_OFF
    outbound = fitted(outbound, manifest, lambda sent: address(store, sent, now))
    receipt = channels.outbound(door.channel).send(outbound, connection, http.client())
    if isinstance(receipt, OutcomeLost) and is_repeatable and _is_young(store, message, now):
        return RetryAfter(seconds=REPEAT_SECONDS, reason=receipt.reason, is_failure=receipt.is_failure)
    return receipt


def _is_young(store: Store, message: Entry, now: datetime) -> bool:
    """Tell whether the provider surely still knows the message's key, if it ever saw it."""
    trouble = store.sends.trouble(message.conversation_id, message.id)
    return trouble is None or now - trouble.since < KEY_KNOWN


def fail(store: Store, conversation_id: str, message_id: str, reason: str, now: datetime) -> EntryName | None:
    """Write down that an answer was given up; None when its outcome is known already."""
    moment = store.timeline.get(conversation_id, message_id)
    if not _is_queued(moment):
        return None
    return _write_down(store, moment.entry, _door(moment.entry), Refused(reason=reason), now)


def _door(message: Entry) -> Door:
    if message.door is None:
        raise NotFoundError(f"the message {message.id} has no door to leave by")
    return message.door


def _is_queued(moment: Moment) -> bool:
    delivery = delivery_of(moment.entry, moment.beneath)
    return delivery is not None and delivery.state is DeliveryState.QUEUED


def _write_down(
    store: Store, message: Entry, door: Door, receipt: Accepted | Refused | OutcomeLost, now: datetime
) -> EntryName:
    match receipt:
        case Accepted(provider_message_ids=ids):
            outcome = _outcome(message, EntryName.MESSAGE_SENT, now, ids=ids)
        case OutcomeLost(reason=reason, provider_message_ids=ids):
            outcome = _outcome(message, EntryName.MESSAGE_OUTCOME_LOST, now, ids=ids, reason=reason)
        case Refused(reason=reason):
            ids = ()
            outcome = _outcome(message, EntryName.MESSAGE_FAILED, now, reason=reason)
    try:
        store.timeline.append_with(outcome, [_reference(message, door, item) for item in ids])
    except DuplicateError:  # the provider told of it before it answered, and it was taken for somebody else's
        store.timeline.append(outcome)
    return outcome.name


def _outcome(message: Entry, name: EntryName, now: datetime, *, ids: Sequence[str] = (), reason: str = "") -> Entry:
    return Entry(
        id=new_ulid(now),
        name=name,
        conversation_id=message.conversation_id,
        about=message.id,
        at=now,
        actor=Actor.system("channel_send"),
        is_automatic=message.is_automatic,
        provider_message_id=ids[0] if ids else None,
        data=({"reason": reason} if reason else {}) | ({"parts": list(ids)} if len(ids) > 1 else {}),
        correlation_id=message.correlation_id,
        causation_id=message.id,
    )


def _reference(message: Entry, door: Door, provider_message_id: str) -> Reference:
    return Reference(
        channel=door.channel,
        connection=door.connection,
        provider_message_id=provider_message_id,
        conversation_id=message.conversation_id,
        message_id=message.id,
    )


def _outbound(store: Store, message: Entry, door: Door) -> OutboundMessage:
    outbound = OutboundMessage(
        id=message.id,
        conversation_id=message.conversation_id,
        door=door,
        route=_route(store, door),
        text=blobs.get(message.text_key).decode() if message.text_key else message.text or "",
        html=blobs.get(message.html_key).decode() if message.html_key else None,
        files=tuple(file(attachment) for attachment in message.attachments),
        place=message.place,
        cards=message.cards,
        template=Template.model_validate(message.data["template"]) if "template" in message.data else None,
        references=message.references,
        is_automatic=message.is_automatic,
        author_name=message.actor.name if message.actor.kind is ActorKind.AGENT else "",
        queued_at=message.at,
    )
    if asking.is_meant(message):
        return asking.addressed(store, message, outbound)
    return _threaded(store, outbound) if gate.has_subject(door) else outbound


def _route(store: Store, door: Door) -> str:
    """Return what the channel needs beside the door, if it needs anything."""
    identity = store.identities.find(door) if channels.manifest(door.channel).is_routed else None
    return (identity and identity.route) or ""


def _threaded(store: Store, outbound: OutboundMessage) -> OutboundMessage:
    """Return the answer with the subject of its conversation and the ids of what it answers."""
    conversation = store.conversations.get(outbound.conversation_id)
    recent = store.timeline.page(
        outbound.conversation_id, joined=conversation.joined, brought=conversation.origins
    ).items
    received = (moment.entry for moment in recent if moment.entry.name is EntryName.MESSAGE_RECEIVED)
    answered = next((entry for entry in received if entry.provider_message_id), None)
    references = (*answered.references, str(answered.provider_message_id)) if answered else ()
    return outbound.model_copy(
        update={
            "subject": conversation.subject,
            "references": references,
            "letterhead": _letterhead(store.desk.load(), conversation),
            # who only read along is told nothing by a machine, and what a stranger wrote is not sent back unread
            "copies": () if outbound.is_automatic else conversation.participants,
            "quote": _quote(answered) if answered and not outbound.is_automatic else None,
        }
    )


def _letterhead(desk: Desk, conversation: Conversation) -> Letterhead:
    """Return how a team presents itself in the name of its brand."""
    team = next((each for each in desk.teams if each.id == conversation.team), None)
    brand = desk.presentation(conversation.door.connection)
    return Letterhead(
        name=brand.name,
        address=team.address if team else None,
        signature=(team.signature if team else "") or brand.signature,
        color=brand.color,
        logo=brand.logo,
    )


def _quote(answered: Entry) -> Quote | None:
    text = (answered.text or "").strip()
    if not text:
        return None
    short = text if len(text) <= QUOTED else f"{text[:QUOTED].rsplit(' ', 1)[0]} […]"
    return Quote(author=answered.actor.name, at=answered.at, text=short)
