"""What goes out: answers and notes, each written together with the change of its conversation."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from transom import bodies
from transom.contention import insist
from transom.core import lifecycle, sla
from transom.core.waiting import Promise
from transom.errors import DuplicateError, InvalidError
from transom.events import Event
from transom.ids import derived_ulid, new_ulid
from transom.model import Actor, Attachment, Conversation, Direction, Entry, EntryName
from transom.store import Reference, Store

API = "api"
"""The channel under which callers' idempotency keys are claimed; the connection is the caller."""


def queue(
    store: Store,
    conversation: Conversation,
    *,
    text: str,
    actor: Actor,
    now: datetime,
    attachments: Sequence[Attachment] = (),
    key: str | None = None,
) -> Entry:
    """Queue an agent's answer to the customer; the same `key` and content again give the same entry."""
    entry = Entry(
        id=new_ulid(now),
        name=EntryName.MESSAGE_QUEUED,
        conversation_id=conversation.id,
        at=now,
        actor=actor,
        direction=Direction.OUTBOUND,
        door=conversation.door,
        language=conversation.language,
    )
    return _write_once(store, entry, text, attachments, key)


def note(
    store: Store,
    conversation: Conversation,
    *,
    text: str,
    actor: Actor,
    now: datetime,
    attachments: Sequence[Attachment] = (),
    key: str | None = None,
) -> Entry:
    """Add a note that only the desk sees; the same `key` and content again give the same entry."""
    entry = Entry(id=new_ulid(now), name=EntryName.NOTE_ADDED, conversation_id=conversation.id, at=now, actor=actor)
    return _write_once(store, entry, text, attachments, key)


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


def _write_once(store: Store, bare: Entry, text: str, attachments: Sequence[Attachment], key: str | None) -> Entry:
    digest = _digest(bare, text, attachments)
    if earlier := _earlier(store, bare, key, digest):
        return earlier
    body = bodies.store(bare.id, text, attachments=attachments)
    data = {"digest": digest} if key else {}
    entry = bare.model_copy(update={**dict(body), "correlation_id": bare.id, "data": data})

    def write() -> Entry:
        if earlier := _earlier(store, entry, key, digest):
            return earlier
        _write(store, entry, _claim(entry, key) if key else None)
        return entry

    return insist(write)


def _write(store: Store, entry: Entry, claim: Reference | None) -> None:
    """Write a note by itself, and an answer with what it does to the conversation."""
    if entry.name is EntryName.NOTE_ADDED:
        store.timeline.append_with(entry, (claim,) if claim else ())
        return
    before = store.conversations.get(entry.conversation_id)
    answered = lifecycle.on_agent_reply(before, entry.at)
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


def _digest(entry: Entry, text: str, attachments: Sequence[Attachment]) -> str:
    content = [entry.name, entry.conversation_id, text, *(item.id for item in attachments)]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
