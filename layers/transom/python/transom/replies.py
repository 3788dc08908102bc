"""What goes out: answers and notes, each written together with the change of its conversation."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Literal

from pydantic import Field, JsonValue

from transom import bodies, idempotency
from transom.channel import Template
from transom.contention import insist
from transom.core import offers, promises, sending, sla, states
from transom.core.delivery import delivery_of
from transom.core.waiting import Promise
from transom.errors import DuplicateError, InvalidError
from transom.events import Event
from transom.ids import derived_ulid, new_code, new_ulid
from transom.model import (
    Actor,
    Attachment,
    Contact,
    ContactCard,
    Conversation,
    DeliveryState,
    Direction,
    Door,
    Entry,
    EntryName,
    Frozen,
    Identity,
    Place,
    Promised,
    State,
)
from transom.model.evidence import Evidence, EvidenceKind
from transom.store import Arrival, Moment, Reference, Store

API = "api"
"""The channel under which callers' idempotency keys are claimed; the connection is the caller."""


class Draft(Frozen):
    """What an agent has written."""

    text: str
    attachments: tuple[Attachment, ...] = ()
    place: Place | None = None
    cards: tuple[ContactCard, ...] = ()
    template: Template | None = None
    """What it is sent as, if the provider is to get a template that it has approved; `text` is what that says."""
    contents: dict[str, bytes] = Field(default={}, repr=False)
    """The bytes of attachments that are not in the bucket yet, by attachment id."""
    key: str | None = None
    """The caller's idempotency key."""
    raw_key: str | None = None
    """Where it is kept as it came, if it was written elsewhere than in the console."""
    answers: Entry | None = None
    """The message that is answered."""
    door: Door | None = None
    """The door that it leaves by, if not by the conversation's."""
    send_at: datetime | None = None
    """When it leaves, if not at once."""

    @property
    def references(self) -> tuple[str, ...]:
        """Return what the provider knows the message by that is answered, if anything."""
        told = self.answers and (self.answers.data.get("quote_token") or self.answers.provider_message_id)
        return (str(told),) if told else ()


def queue(store: Store, conversation: Conversation, draft: Draft, *, actor: Actor, now: datetime) -> Entry:
    """Queue an agent's answer to the customer; the same key and content again give the same entry."""
    entry = Entry(
        id=new_ulid(now),
        name=EntryName.MESSAGE_QUEUED,
        conversation_id=conversation.id,
        at=now,
        actor=actor,
        direction=Direction.OUTBOUND,
        door=draft.door or conversation.door,
        language=conversation.language,
        place=draft.place,
        cards=draft.cards,
        references=draft.references,
        reply_to=draft.answers.id if draft.answers else None,
        send_at=draft.send_at,
    )
    return _write_once(store, entry, draft)


def begin(store: Store, door: Door, draft: Draft, *, actor: Actor, now: datetime) -> Entry:
    """Write first: queue a message to a door, in the conversation behind it or in a new one."""
    if identity := store.identities.find(door):
        return queue(store, store.conversations.get(identity.conversation_id), draft, actor=actor, now=now)
    entry_id = new_ulid(now)
    conversation = Conversation(
        id=new_code(),
        state=State.WAITING_CUSTOMER,
        assignee=actor.id,
        contact_id=entry_id,
        contact_name=door.address,
        door=door,
        preview=draft.text,
        created_at=now,
        last_message_at=now,
    )
    entry = Entry(
        id=entry_id,
        name=EntryName.MESSAGE_QUEUED,
        conversation_id=conversation.id,
        at=now,
        actor=actor,
        direction=Direction.OUTBOUND,
        door=door,
        text=draft.text,
        correlation_id=entry_id,
    )
    contact = Contact(id=entry_id, name=door.address, created_at=now)
    stated = Evidence(kind=EvidenceKind.AGENT, at=now, by=actor.id)
    identity = Identity(door=door, contact_id=entry_id, conversation_id=conversation.id, evidence=(stated,))
    claim = key_claim(entry, draft.key or entry_id)
    store.arrivals.record(
        Arrival(references=(claim,), entry=entry, after=conversation, contact=contact, identity=identity)
    )
    return entry


def note(store: Store, conversation: Conversation, draft: Draft, *, actor: Actor, now: datetime) -> Entry:
    """Add a note that only the desk sees; the same key and content again give the same entry."""
    entry = Entry(id=new_ulid(now), name=EntryName.NOTE_ADDED, conversation_id=conversation.id, at=now, actor=actor)
    return _write_once(store, entry, draft)


def take_back(store: Store, conversation_id: str, message_id: str, *, actor: Actor, now: datetime) -> None:
    """Take a queued answer back before it leaves; once it is gone, refuse with the reason."""

    def attempt() -> None:
        moment = store.timeline.get(conversation_id, message_id)
        _check_waiting(moment)
        before = store.conversations.get(conversation_id)
        entry = Entry(
            id=new_ulid(now),
            name=EntryName.MESSAGE_TAKEN_BACK,
            conversation_id=conversation_id,
            about=message_id,
            at=now,
            actor=actor,
            correlation_id=message_id,
        )
        restored = sending.taken_back(before, moment.entry, now, moment.beneath)
        told = entry.model_copy(update={"data": states.told(before, restored)})
        store.sends.take_back(before, sla.follow(restored, told, store.desk.load()), told, message_id)

    insist(attempt)


def _check_waiting(moment: Moment) -> None:
    delivery = delivery_of(moment.entry, moment.beneath)
    if delivery is None:
        reason = "it is no answer to a customer"
    elif delivery.state is not DeliveryState.QUEUED:
        reason = f"it is {delivery.state.replace('_', ' ')}"
    else:
        return
    raise InvalidError(f"The message cannot be taken back: {reason}.", fields={"message_id": reason})


def answer_once(
    store: Store,
    conversation: Conversation,
    promise: Promise,
    other_way: Literal["email", "phone"] | None = None,
    *,
    actor: Actor,
    cause: Event,
) -> None:
    """Queue an automatic answer, of which a conversation has one from each author, whatever is delivered twice."""
    just_after = conversation.created_at + timedelta(milliseconds=1)
    entry = Entry(
        id=derived_ulid(just_after, f"{conversation.id} {actor.id}"),
        name=EntryName.MESSAGE_QUEUED,
        conversation_id=conversation.id,
        at=max(cause.time, just_after),
        actor=actor,
        direction=Direction.OUTBOUND,
        door=conversation.door,
        text=promise.text,
        is_automatic=True,
        language=conversation.language,
        data={"promise": promise.model_dump(mode="json", exclude={"text"})},
        correlation_id=cause.correlation_id,
        causation_id=cause.id,
    )
    promised = Promised(until=promise.until, made_at=entry.at, other_way=other_way)

    def write() -> None:
        before = store.conversations.get(conversation.id)
        if before.promise is None and before.first_response_at is None:
            store.conversations.save(before, promises.given(before, promised), (entry,))

    with suppress(DuplicateError):
        insist(write)


def _write_once(store: Store, bare: Entry, draft: Draft) -> Entry:
    key, digest = draft.key, digest_of(bare, draft)
    if earlier := written_before(store, bare, key, digest):
        return earlier
    body = bodies.store(bare.id, draft.text, attachments=draft.attachments, contents=draft.contents)
    data: dict[str, JsonValue] = {"digest": digest} if key else {}
    if draft.template:
        data["template"] = draft.template.model_dump(mode="json", exclude_defaults=True)
    entry = bare.model_copy(update={**dict(body), "correlation_id": bare.id, "data": data, "raw_key": draft.raw_key})

    def write() -> Entry:
        if earlier := written_before(store, entry, key, digest):
            return earlier
        _write(store, entry, key_claim(entry, key) if key else None)
        return entry

    return insist(write)


def _write(store: Store, entry: Entry, claim: Reference | None) -> None:
    """Write a note by itself unless its author takes an offer with it, and an answer with what it does."""
    before = store.conversations.get(entry.conversation_id)
    if entry.name is EntryName.NOTE_ADDED:
        taken = offers.settled(before, before, entry.actor)
        if taken == before:
            store.timeline.append_with(entry, (claim,) if claim else ())
        else:
            store.conversations.save(before, taken, (entry,), reference=claim)
        return
    answered, told = sending.queued(before, entry)
    after = sla.follow(offers.settled(before, answered, entry.actor), told, store.desk.load())
    store.conversations.save(before, after, (told,), reference=claim)


def written_before(store: Store, entry: Entry, key: str | None, digest: str) -> Entry | None:
    """Return what was written under the key before; another content under the same key is refused."""
    claim = key_claim(entry, key) if key else None
    known = claim and store.references.find(claim.channel, claim.connection, [claim.provider_message_id])
    if not claim or not known:
        return None
    found = known[claim.provider_message_id]
    earlier = store.timeline.get(found.conversation_id, found.message_id).entry
    idempotency.check_same(earlier.data.get("digest"), digest)
    return earlier


def key_claim(entry: Entry, key: str) -> Reference:
    """Return what stands for a caller's idempotency key."""
    return Reference(
        channel=API,
        connection=entry.actor.id,
        provider_message_id=key,
        conversation_id=entry.conversation_id,
        message_id=entry.id,
    )


def digest_of(entry: Entry, draft: Draft, *more: str) -> str:
    """Return what the same content gives again, and another one does not."""
    content = [
        entry.name,
        entry.conversation_id,
        str(entry.door or ""),
        draft.text,
        *(item.id for item in draft.attachments),
        *(str(said) for said in (draft.place, *draft.cards, draft.template) if said),
        *more,
    ]
    return idempotency.digest(content)
