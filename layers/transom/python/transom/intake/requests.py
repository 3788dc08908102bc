"""Mail of those whom a department's requests went to: it answers the request, and never reaches the customer."""

from datetime import datetime

from transom import bodies, requests
from transom.channel import InboundMessage
from transom.contention import insist
from transom.core import requests as steps
from transom.core.requests import Told
from transom.errors import NotFoundError, UnreadableError
from transom.ids import new_ulid
from transom.intake.filing import reference
from transom.intake.messages import MAX_REFERENCES
from transom.model import Actor, ActorKind, Conversation, Desk, Entry, EntryName, Request
from transom.store import Reference, Store


def receive(store: Store, event: InboundMessage, now: datetime) -> Reference | None:
    """Take a mail for what it answers; None when that is no request.

    Raises `UnreadableError` where somebody writes who was not asked: anybody may have been shown the reply address.
    """
    if not (event.request or (event.is_mail and event.references)):
        return None
    entry_id = new_ulid(now)

    def attempt() -> Reference | None:
        ids = [event.provider_message_id, *event.references[-MAX_REFERENCES:]]
        known = store.references.find(event.door.channel, event.door.connection, ids)
        if (earlier := known.get(event.provider_message_id)) and not earlier.is_alias:
            return earlier
        found = _request(store, event, known)
        if found is None:
            return None
        entry = _entry(store, event, *found, entry_id, now)
        filed = reference(event.door, event.provider_message_id, entry)
        requests.write(store, entry, _step(str(entry.data["request"]), entry), filed)
        return filed

    return insist(attempt)


def _request(store: Store, event: InboundMessage, known: dict[str, Reference]) -> tuple[Conversation, Request] | None:
    """Return the request that a mail answers: by our token, or because it names a mail that asked."""
    try:
        if event.request:
            conversation = store.conversations.get(event.request[0])
            return conversation, steps.get(conversation, event.request[1])
        if event.conversation_id or not known:
            return None
        return _by_reference(store, [each for each in known.values() if not each.is_alias])
    except NotFoundError:
        return None


def _by_reference(store: Store, answered: list[Reference]) -> tuple[Conversation, Request] | None:
    for each in answered:
        conversation = store.conversations.get(each.conversation_id)
        if conversation.requests:
            entry = store.timeline.get(each.conversation_id, each.message_id).entry
            if "mailed_to" in entry.data:
                return conversation, steps.get(conversation, str(entry.data["request"]))
    return None


def _step(request_id: str, entry: Entry) -> requests.Step:
    def answered(conversation: Conversation, desk: Desk, told: Entry) -> Told:
        return steps.answered(conversation, desk, told, request_id, new_ulid)

    def noted(conversation: Conversation, desk: Desk, told: Entry) -> Told:  # noqa: ARG001 - as every step
        return conversation, (told,)

    return noted if entry.name is EntryName.NOTE_ADDED else answered


def _entry(
    store: Store, event: InboundMessage, conversation: Conversation, request: Request, entry_id: str, now: datetime
) -> Entry:
    """Return an answer, or a note where a mail closes nothing: a machine's, a late one, a colleague's who chimes in."""
    author = _author(store, event)
    is_asked = event.is_released or event.door.address.lower() in request.asked
    if not (is_asked or event.is_machine or author.kind is ActorKind.AGENT):
        raise UnreadableError("the mail answers a request to a department, and its sender was not asked")
    closes = request.is_open and is_asked and not event.is_machine
    body = bodies.store(entry_id, event.text, html=event.html, attachments=event.attachments, contents=event.contents)
    return Entry(
        id=entry_id,
        name=EntryName.REQUEST_ANSWERED if closes else EntryName.NOTE_ADDED,
        conversation_id=conversation.id,
        at=now,
        actor=author,
        **dict(body),
        is_automatic=event.is_machine,
        provider_message_id=event.provider_message_id,
        raw_key=event.raw_key,
        data={"request": request.id} | ({} if event.sender.is_verified else {"is_unverified": True}),
        correlation_id=entry_id,
    )


def _author(store: Store, event: InboundMessage) -> Actor:
    """Return who wrote: an agent where the domain vouches for it, or else a guest."""
    address = event.door.address.lower()
    users = store.desk.load().users if event.sender.is_verified else ()
    if agent := next((each for each in users if each.email.lower() == address), None):
        return Actor(kind=ActorKind.AGENT, id=agent.id, name=agent.name)
    return Actor(kind=ActorKind.GUEST, id=address, name=event.sender.name or address)
