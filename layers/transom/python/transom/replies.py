"""What goes out: answers and notes, each written together with the change of its conversation."""

import hashlib
import json
from contextlib import suppress
from datetime import datetime, timedelta

from pydantic import Field

from transom import bodies
from transom.contention import insist
from transom.core import lifecycle, offers, sla
from transom.core.waiting import Promise
from transom.errors import DuplicateError, InvalidError
from transom.events import Event
from transom.ids import derived_ulid, new_code, new_ulid
from transom.model import (
    Actor,
    Attachment,
    Contact,
    Conversation,
    Direction,
    Door,
    Entry,
    EntryName,
    Frozen,
    Identity,
    State,
)
from transom.store import Arrival, Reference, Store

API = "api"
"""The channel under which callers' idempotency keys are claimed; the connection is the caller."""


class Draft(Frozen):
    """What an agent has written."""

    text: str
    attachments: tuple[Attachment, ...] = ()
    contents: dict[str, bytes] = Field(default={}, repr=False)
    """The bytes of attachments that are not in the bucket yet, by attachment id."""
    key: str | None = None
    """The caller's idempotency key."""
    answers: Entry | None = None
    """The message that is answered."""

    @property
    def references(self) -> tuple[str, ...]:
        """Return the provider's id of the message that is answered, if it has one."""
        told = self.answers and self.answers.provider_message_id
        return (told,) if told else ()


def queue(store: Store, conversation: Conversation, draft: Draft, *, actor: Actor, now: datetime) -> Entry:
    """Queue an agent's answer to the customer; the same key and content again give the same entry."""
    entry = Entry(
        id=new_ulid(now),
        name=EntryName.MESSAGE_QUEUED,
        conversation_id=conversation.id,
        at=now,
        actor=actor,
        direction=Direction.OUTBOUND,
        door=conversation.door,
        language=conversation.language,
        references=draft.references,
        reply_to=draft.answers.id if draft.answers else None,
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
    identity = Identity(door=door, contact_id=entry_id, conversation_id=conversation.id)
    claim = _claim(entry, draft.key or entry_id)
    store.arrivals.record(
        Arrival(references=(claim,), entry=entry, after=conversation, contact=contact, identity=identity)
    )
    return entry


def note(store: Store, conversation: Conversation, draft: Draft, *, actor: Actor, now: datetime) -> Entry:
    """Add a note that only the desk sees; the same key and content again give the same entry."""
    entry = Entry(id=new_ulid(now), name=EntryName.NOTE_ADDED, conversation_id=conversation.id, at=now, actor=actor)
    return _write_once(store, entry, draft)


def answer_once(store: Store, conversation: Conversation, promise: Promise, *, actor: Actor, cause: Event) -> None:
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
    with suppress(DuplicateError):
        store.timeline.append(entry)


def _write_once(store: Store, bare: Entry, draft: Draft) -> Entry:
    key, digest = draft.key, _digest(bare, draft)
    if earlier := _earlier(store, bare, key, digest):
        return earlier
    body = bodies.store(bare.id, draft.text, attachments=draft.attachments, contents=draft.contents)
    data = {"digest": digest} if key else {}
    entry = bare.model_copy(update={**dict(body), "correlation_id": bare.id, "data": data})

    def write() -> Entry:
        if earlier := _earlier(store, entry, key, digest):
            return earlier
        _write(store, entry, _claim(entry, key) if key else None)
        return entry

    return insist(write)


def _write(store: Store, entry: Entry, claim: Reference | None) -> None:
    """Write a note by itself unless its author takes an offer with it, and an answer with what it does."""
    before = store.conversations.get(entry.conversation_id)
    if entry.name is EntryName.NOTE_ADDED:
        taken = offers.settled(before, entry.actor)
        if taken == before:
            store.timeline.append_with(entry, (claim,) if claim else ())
        else:
            store.conversations.save(before, taken, (entry,), reference=claim)
        return
    answered = offers.settled(lifecycle.on_agent_reply(before, entry.at), entry.actor)
    after = sla.follow(answered, entry, store.desk.load())
    store.conversations.save(before, after, (entry,), reference=claim)


def _earlier(store: Store, entry: Entry, key: str | None, digest: str) -> Entry | None:
    """Return what was written under the key before; another content under the same key is refused."""
    claim = _claim(entry, key) if key else None
    known = claim and store.references.find(claim.channel, claim.connection, [claim.provider_message_id])
    if not claim or not known:
        return None
    found = known[claim.provider_message_id]
    earlier = store.timeline.get(found.conversation_id, found.message_id).entry
    if earlier.data.get("digest") != digest:
        reason = "was used before for another content"
        raise InvalidError(f"The idempotency key {reason}.", fields={"Idempotency-Key": reason})
    return earlier


def _claim(entry: Entry, key: str) -> Reference:
    return Reference(
        channel=API,
        connection=entry.actor.id,
        provider_message_id=key,
        conversation_id=entry.conversation_id,
        message_id=entry.id,
    )


def _digest(entry: Entry, draft: Draft) -> str:
    content = [entry.name, entry.conversation_id, draft.text, *(item.id for item in draft.attachments)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
