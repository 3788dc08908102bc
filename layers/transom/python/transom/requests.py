"""Requests to departments as the table stands: each step written with its entries, once however often it is told."""

from collections.abc import Callable
from datetime import datetime

from transom import bodies, replies
from transom.contention import insist
from transom.core import offers, requests
from transom.core.requests import Told
from transom.errors import StaleError
from transom.ids import new_code, new_ulid
from transom.model import Actor, Conversation, Desk, Entry, EntryName, Request
from transom.replies import Draft
from transom.store import Reference, Store

type Step = Callable[[Conversation, Desk, Entry], Told]


def open_one(
    store: Store,
    conversation_id: str,
    department_id: str,
    draft: Draft,
    *,
    shows_customer: bool,
    actor: Actor,
    now: datetime,
) -> Request:
    """Ask a department about a conversation, and return the request."""
    request_id = new_code()

    def step(before: Conversation, desk: Desk, told: Entry) -> Told:
        return requests.opened(before, desk, told, department_id, request_id, new_ulid, shows_customer=shows_customer)

    entry = _written(EntryName.REQUEST_OPENED, conversation_id, actor, now)
    return _said(store, entry, draft, step, request_id, seed=f"{department_id} {shows_customer}")


def ask(store: Store, conversation_id: str, request_id: str, draft: Draft, *, actor: Actor, now: datetime) -> Request:
    """Ask again what was not answered, or not well."""

    def step(before: Conversation, desk: Desk, told: Entry) -> Told:
        return requests.asked(before, desk, told, request_id, new_ulid)

    return _said(store, _written(EntryName.REQUEST_ASKED, conversation_id, actor, now), draft, step, request_id)


def answer(
    store: Store, conversation_id: str, request_id: str, version: int, draft: Draft, *, actor: Actor, now: datetime
) -> Request:
    """Answer for a department in the console, on this version of the request."""

    def step(before: Conversation, desk: Desk, told: Entry) -> Told:
        _check(before, request_id, version)
        return requests.answered(before, desk, told, request_id, new_ulid)

    return _said(store, _written(EntryName.REQUEST_ANSWERED, conversation_id, actor, now), draft, step, request_id)


def cancel(
    store: Store, conversation_id: str, request_id: str, version: int, reason: str, *, actor: Actor, now: datetime
) -> Request:
    """Take this version of a request back."""

    def step(before: Conversation, desk: Desk, told: Entry) -> Told:
        _check(before, request_id, version)
        return requests.cancelled(before, desk, told, request_id, new_ulid)

    told = _written(EntryName.REQUEST_CANCELLED, conversation_id, actor, now)
    entry = told.model_copy(update={"text": reason or None})
    return _change(store, entry, step, request_id)


def reassign(
    store: Store, conversation_id: str, request_id: str, version: int, owner: str | None, *, actor: Actor, now: datetime
) -> Request:
    """Hand this version of a request to a user, or to its backup."""

    def step(before: Conversation, desk: Desk, told: Entry) -> Told:
        _check(before, request_id, version)
        return requests.reassigned(before, desk, told, request_id, owner, new_ulid)

    return _change(store, _written(EntryName.REQUEST_REASSIGNED, conversation_id, actor, now), step, request_id)


def write(store: Store, told: Entry, step: Step, reference: Reference | None = None) -> Conversation:
    """Change a conversation by a step as it stands now, and return it."""
    before = store.conversations.get(told.conversation_id)
    after, entries = step(before, store.desk.load(), told)
    if after == before and not entries:
        return before
    return store.conversations.save(before, offers.settled(before, after, told.actor), entries, reference=reference)


def _written(name: EntryName, conversation_id: str, actor: Actor, now: datetime) -> Entry:
    entry_id = new_ulid(now)
    return Entry(id=entry_id, name=name, conversation_id=conversation_id, at=now, actor=actor, correlation_id=entry_id)


def _check(conversation: Conversation, request_id: str, version: int) -> None:
    if requests.get(conversation, request_id).version != version:
        raise StaleError("The request changed meanwhile; read it again.")


def _change(store: Store, told: Entry, step: Step, request_id: str) -> Request:
    return requests.get(insist(lambda: write(store, told, step), but=StaleError), request_id)


def _said(store: Store, bare: Entry, draft: Draft, step: Step, request_id: str, seed: str = "") -> Request:
    """Write what somebody says once: the same key and content again give the request as it stands."""
    digest = replies.digest_of(bare, draft, seed or request_id)
    if earlier := replies.written_before(store, bare, draft.key, digest):
        return _asked_in(store, earlier)
    body = bodies.store(bare.id, draft.text, attachments=draft.attachments, contents=draft.contents)
    entry = bare.model_copy(update={**dict(body), "data": {"digest": digest} if draft.key else {}})

    def attempt() -> Request:
        if earlier := replies.written_before(store, bare, draft.key, digest):
            return _asked_in(store, earlier)
        claim = replies.key_claim(entry, draft.key) if draft.key else None
        return requests.get(write(store, entry, step, claim), request_id)

    return insist(attempt, but=StaleError)


def _asked_in(store: Store, entry: Entry) -> Request:
    return requests.get(store.conversations.get(entry.conversation_id), str(entry.data["request"]))
