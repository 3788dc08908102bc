"""Journeys as the table stands: a customer who has proven who they are goes on with their matter elsewhere."""

from contextlib import suppress
from datetime import datetime

from transom import identities, standing
from transom.contention import insist
from transom.core import contacts, journeys
from transom.core.identities import shared_address
from transom.errors import InvalidError
from transom.ids import new_ulid
from transom.model import Actor, Contact, Conversation, Entry, EntryName
from transom.model.evidence import Evidence, EvidenceKind
from transom.store import Store
from transom.store.page import MAX_LIMIT

type Pair = tuple[Contact, Contact]

ACTOR = Actor.system("journeys")


def follow(store: Store, secret: str, conversation_id: str, now: datetime) -> None:
    """Let a conversation go on with the one that a pass leads to; what is no valid pass changes nothing."""
    if known_id := store.journeys.redeem_pass(secret, conversation_id, now):
        known, later = (store.conversations.get(each) for each in (known_id, conversation_id))
        _prove(store, known, later, f"wrote by a link of {known.code}", ACTOR, now)
        _learn(store, later, Evidence(kind=EvidenceKind.LINK, at=now, by=ACTOR.id))


def prove_by_code(store: Store, known_id: str, later_id: str, actor: Actor, now: datetime) -> None:
    """Let a conversation go on with the one whose customer was sent the code that was told in it."""
    known, later = (store.conversations.get(each) for each in (known_id, later_id))
    _prove(store, known, later, f"told the one-time code that {known.code} was sent", actor, now)
    for each in (known, later):  # who tells the code has read it where it was sent
        _learn(store, each, Evidence(kind=EvidenceKind.ONE_TIME_CODE, at=now, by=actor.id))


def prove_by_address(store: Store, known: Conversation, later: Conversation, actor: Actor, now: datetime) -> bool:
    """Let a conversation go on with another one if both were written to from an address that was verified there.

    It must have been verified in this very conversation: who forges a known address has proven nothing.
    """
    moments = store.timeline.page(later.id, limit=MAX_LIMIT).items
    written_by = [each.entry.door for each in moments if each.entry.is_verified and each.entry.door]
    customer = identities.current(store, known.contact_id)
    shared = shared_address(written_by, identities.of(store, customer))
    if shared:
        _prove(store, known, later, f"has the same verified {shared.kind}: {shared.value}", actor, now)
    return shared is not None


def _prove(store: Store, known: Conversation, later: Conversation, evidence: str, actor: Actor, now: datetime) -> None:
    """Make two conversations stages of one journey, and their customers one; done again it changes nothing."""

    def attempt() -> bool:
        before = store.conversations.get(later.id), store.conversations.get(known.id)
        after = journeys.joined(before[1], before[0])
        if after:
            told = (
                _entry(later, f"continues {known.code}", actor, now),
                _entry(known, f"continued_by {later.code}", actor, now),
            )
            store.conversations.save_both(before, after, *told)
        return after is not None

    is_new = insist(attempt)
    two = insist(lambda: _merged(store, later, known, evidence, actor, now))
    if two and is_new:
        store.timeline.append(_note(later, f"The customer of {known.code} stays another one in the desk: {two}", now))


def _merged(
    store: Store, later: Conversation, known: Conversation, evidence: str, actor: Actor, now: datetime
) -> str | None:
    """Make the customers of two conversations one, and return why they stay two, if they do."""
    one, other = (identities.current(store, each.contact_id) for each in (later, known))
    if one.id == other.id:
        return None
    if reason := identities.conflict(store, store.desk.load(), one, other):
        return f"{reason}."  # an agent decides whether they are one customer nevertheless
    try:
        before, after = _one_of(one, other, evidence, actor, now)
    except InvalidError as error:
        return error.message
    store.contacts.save(*zip(before, after, strict=True))
    standing.follow(store, store.contacts.get(before[1].id), store.desk.load(), now)
    return None


def _one_of(one: Contact, other: Contact, evidence: str, actor: Actor, now: datetime) -> tuple[Pair, Pair]:
    """Return two contacts as they were and as they are merged: the first into the other, or else the other way."""
    with suppress(InvalidError):
        return (one, other), contacts.merge(one, other, evidence, actor, now)
    return (other, one), contacts.merge(other, one, evidence, actor, now)


def _learn(store: Store, conversation: Conversation, evidence: Evidence) -> None:
    def attempt() -> None:
        if identity := store.identities.find(conversation.door):
            store.identities.learn(identity, evidence)

    insist(attempt)


def _entry(conversation: Conversation, link: str, actor: Actor, now: datetime) -> Entry:
    return Entry(
        id=new_ulid(now),
        name=EntryName.CONVERSATION_CHANGED,
        conversation_id=conversation.id,
        at=now,
        actor=actor,
        data={"link": {"from": None, "to": link}},
    )


def _note(conversation: Conversation, text: str, now: datetime) -> Entry:
    return Entry(
        id=new_ulid(now),
        name=EntryName.NOTE_ADDED,
        conversation_id=conversation.id,
        at=now,
        actor=ACTOR,
        text=text,
        is_automatic=True,
    )
