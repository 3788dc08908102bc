"""What is left of a customer who wants to be forgotten: that something happened and when, and nothing of whom."""

from datetime import datetime

from pydantic import JsonValue

from transom.model import (
    Actor,
    ActorKind,
    Contact,
    Conversation,
    Customer,
    Entry,
    EntryName,
    Request,
    RequestState,
    State,
)

NAME = "Erased customer"
_TELLING = {
    EntryName.CONVERSATION_ROUTED,
    EntryName.CLOCK_WARNED,
    EntryName.CLOCK_BREACHED,
    EntryName.OFFER_TAKEN,
    EntryName.OFFER_LAPSED,
    EntryName.PROMISE_KEPT,
    EntryName.PROMISE_BROKEN,
}
"""Entries whose data is of the desk's work, and of no customer."""
_KEPT = {
    EntryName.CONVERSATION_CHANGED: frozenset({"assignee", "priority", "state", "workspace_state", "team"}),
    EntryName.TENSION_ROSE: frozenset({"score", "playbook", "step"}),
}
"""What of other entries tells of the desk's work, and of no customer."""


def entry(before: Entry) -> Entry:
    """Return an entry without its content and without any address or name of a customer's."""
    return before.without_content().model_copy(
        update={
            "actor": _nobody(before.actor),
            "data": _data(before),
            "door": None,
            "raw_key": None,
            "provider_message_id": None,
            "read_token": None,
            "references": (),
        }
    )


def conversation(before: Conversation, now: datetime) -> Conversation:
    """Return a conversation of which only the desk's work is left; nothing of it comes up any more."""
    return before.model_copy(
        update={
            "state": State.ERASED,
            "workspace_state": None,
            "subject": "",
            "preview": "",
            "contact_name": NAME,
            "customer": Customer(),
            "door": before.door.model_copy(update={"address": ""}),
            "other_door": None,
            "participants": (),
            "may_belong_to": None,
            "tension": None,
            "offer": None,
            "scheduled": (),
            "delivery_problem": None,
            "undone": (),
            "snoozed_until": None,
            "unanswered_since": None,
            "agenda": {},
            "requests": tuple(_request(each, now) for each in before.requests),
        }
    )


def contact(before: Contact, now: datetime) -> Contact:
    """Return a contact of whom nothing is known but that they were erased, and when."""
    return Contact(
        id=before.id,
        name=NAME,
        merges=tuple(each.model_copy(update={"evidence": ""}) for each in before.merges),
        merged_into=before.merged_into,
        created_at=before.created_at,
        erased_at=before.erased_at or now,
        version=before.version,
    )


def _request(before: Request, now: datetime) -> Request:
    over = {"state": RequestState.CANCELLED, "closed_at": now} if before.is_open else {}
    return before.model_copy(update={"question": "", **over})


def _nobody(actor: Actor) -> Actor:
    return Actor(kind=actor.kind, id="") if actor.kind is ActorKind.CUSTOMER else actor


def _data(before: Entry) -> dict[str, JsonValue]:
    if before.name in _TELLING:
        return before.data
    kept = _KEPT.get(before.name, frozenset())
    return {name: value for name, value in before.data.items() if name in kept}
