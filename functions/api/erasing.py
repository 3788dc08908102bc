"""Forgetting a customer: their words, files, addresses and names, in all conversations, for good."""

from collections.abc import Iterator
from itertools import islice

from api import customers
from api.call import Call
from api.contact_views import ErasureView
from transom import bodies
from transom.aws import blobs
from transom.contention import insist
from transom.core import erasing
from transom.ids import new_ulid
from transom.model import Contact, Conversation, Door, Entry, EntryName, State

AT_ONCE = 10
"""How many conversations one request erases; the next one goes on."""


def erase(call: Call, contact_id: str) -> ErasureView:
    """Erase some of a customer's conversations, and after the last ones the customer; what is done stays done."""
    contact = customers.current(call, contact_id)
    found = list(islice(_kept(call, contact), AT_ONCE + 1))
    for each in found[:AT_ONCE]:
        _erase(call, each.id, contact)
    is_done = len(found) <= AT_ONCE
    if is_done:
        _forget(call, contact)
    return ErasureView(conversations=len(found[:AT_ONCE]), is_done=is_done)


def _kept(call: Call, contact: Contact) -> Iterator[Conversation]:
    """Yield the customer's conversations that are not erased."""
    cursor = None
    while True:
        page = call.store.conversations.of_contact(*contact.ids, limit=100, cursor=cursor)
        yield from (each for each in page.items if each.state is not State.ERASED)
        if (cursor := page.next) is None:
            return


def _erase(call: Call, conversation_id: str, contact: Contact) -> None:
    """Erase one conversation: its state says so last, so that what broke off is done again."""

    def attempt() -> None:
        before = call.store.conversations.get(conversation_id)
        entries = list(call.store.timeline.entries(conversation_id))
        for door in {before.door, *(each.door for each in entries if each.door)}:
            call.store.identities.forget(door, contact.ids)
        for each in entries:
            _empty(call, each, before.door)
        for draft in call.store.drafts.of(conversation_id, call.now):
            call.store.drafts.clear(conversation_id, draft.user_id)
        after = erasing.conversation(before, call.now)
        call.store.conversations.save(before, after, (_told(call, before),))

    insist(attempt)


def _empty(call: Call, entry: Entry, door: Door) -> None:
    ids = [*filter(None, [entry.provider_message_id]), *entry.references]
    call.store.references.forget(entry.door or door, ids, entry.conversation_id)
    bodies.erase(entry)
    if entry.raw_key:
        blobs.remove(entry.raw_key)
    call.store.timeline.rewrite(erasing.entry(entry))


def _told(call: Call, before: Conversation) -> Entry:
    return Entry(
        id=new_ulid(call.now),
        name=EntryName.CONVERSATION_CHANGED,
        conversation_id=before.id,
        at=call.now,
        actor=call.actor,
        data={"state": {"from": before.state, "to": State.ERASED}},
    )


def _forget(call: Call, contact: Contact) -> None:
    for each in contact.ids:

        def attempt(contact_id: str = each) -> None:
            before = call.store.contacts.get(contact_id)
            after = erasing.contact(before, call.now)
            if before.picture:
                blobs.remove(before.picture.key)
            if after != before:
                call.store.contacts.save((before, after))

        insist(attempt)
