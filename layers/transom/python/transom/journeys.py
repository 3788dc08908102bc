"""Journeys as the table stands: a customer who has proven who they are goes on with their matter elsewhere."""

from contextlib import suppress
from datetime import datetime

from transom import identities, standing
from transom.contention import insist
from transom.core import contacts, journeys
from transom.errors import InvalidError
from transom.ids import new_ulid
from transom.model import Actor, Conversation, Entry, EntryName
from transom.model.evidence import Evidence, EvidenceKind
from transom.store import Store

ACTOR = Actor.system("journeys")
_PROOFS = {
    EvidenceKind.LINK: "wrote by a link of {code}",
    EvidenceKind.ONE_TIME_CODE: "told the one-time code that {code} was sent",
}


def follow(store: Store, secret: str, conversation_id: str, now: datetime) -> None:
    """Let a conversation go on with the one that a pass leads to; what is no valid pass changes nothing."""
    known_id = store.journeys.redeem_pass(secret, conversation_id, now)
    if known_id:
        prove(store, known_id, conversation_id, EvidenceKind.LINK, ACTOR, now)


def prove(store: Store, known_id: str, later_id: str, proof: EvidenceKind, actor: Actor, now: datetime) -> None:
    """Make two conversations stages of one journey, and their customers one; done again it changes nothing."""

    def attempt() -> None:
        known, later = (store.conversations.get(each) for each in (known_id, later_id))
        if after := journeys.joined(known, later):
            told = (
                _entry(later, f"continues {known.code}", actor, now),
                _entry(known, f"continued_by {later.code}", actor, now),
            )
            store.conversations.save_both((later, known), after, *told)

    insist(attempt)
    known, later = (store.conversations.get(each) for each in (known_id, later_id))
    with suppress(InvalidError):  # they may be one customer already, or one of them others', too
        insist(lambda: _merge(store, later, known, _PROOFS[proof].format(code=known.code), actor, now))
    # who tells a one-time code has read it where it was sent
    for each in (known, later) if proof is EvidenceKind.ONE_TIME_CODE else (later,):
        _learn(store, each, Evidence(kind=proof, at=now, by=actor.id))


def _learn(store: Store, conversation: Conversation, evidence: Evidence) -> None:
    def attempt() -> None:
        if identity := store.identities.find(conversation.door):
            store.identities.learn(identity, evidence)

    insist(attempt)


def _merge(store: Store, later: Conversation, known: Conversation, evidence: str, actor: Actor, now: datetime) -> None:
    before = identities.current(store, later.contact_id), identities.current(store, known.contact_id)
    if identities.conflict(store, store.desk.load(), *before):
        return  # an agent decides whether they are one customer nevertheless
    after = contacts.merge(*before, evidence, actor, now)
    store.contacts.save(*zip(before, after, strict=True))
    standing.follow(store, store.contacts.get(before[1].id), store.desk.load(), now)


def _entry(conversation: Conversation, link: str, actor: Actor, now: datetime) -> Entry:
    return Entry(
        id=new_ulid(now),
        name=EntryName.CONVERSATION_CHANGED,
        conversation_id=conversation.id,
        at=now,
        actor=actor,
        data={"link": {"from": None, "to": link}},
    )
