"""Which door an answer leaves by: the one that the customer used last, or another of theirs."""

from collections.abc import Iterator, Mapping

import channels
from api import customers
from api.bodies import ChosenDoor, Consent
from api.call import Call
from api.contact_views import ContactDoors, ContactDoorView, EvidenceView
from transom import identities
from transom.errors import InvalidError
from transom.ids import new_ulid
from transom.model import Conversation, Door, Entry, EntryName, Identity

MOST_DOORS = 10


def chosen(call: Call, conversation: Conversation, wanted: ChosenDoor | None) -> Door:
    """Return the door that is wanted, which must be one of the customer's that may be written to."""
    if wanted is None:
        return conversation.door
    door = Door(channel=wanted.channel, connection=wanted.connection, address=wanted.address)
    if reason := _refusal(call, conversation, door):
        raise InvalidError(f"The answer cannot leave by this door: {reason}.", fields={"door": reason})
    return door


def check_open(call: Call, conversation: Conversation) -> None:
    """Refuse to write by a conversation's own door what would not reach its customer, or that they do not want."""
    door = conversation.door
    reason = _refusal(call, conversation, door)
    if reason is None and "text" not in channels.manifest(door.channel).sends:
        reason = "it takes files only"
    if reason is None and call.store.suppressions.find(door.address, call.now):
        reason = "the address takes no mail"
    if reason:
        raise InvalidError(f"Nothing can be sent to {conversation.code}: {reason}.", fields={"of": reason})


def known(call: Call, contact_id: str) -> ContactDoors:
    """Return the doors of a customer's latest conversations, those of enabled connections alone."""
    customer = customers.current(call, contact_id)
    names = {each.id: each.name for each in call.desk.connections if each.is_enabled}
    known_doors = identities.of(call.store, customer)
    found = [each for each in known_doors if each.door.connection in names][:MOST_DOORS]
    behind = {each.id: each for each in call.store.conversations.many([each.conversation_id for each in found])}
    return ContactDoors(items=tuple(view for each in found for view in _doors(each, behind, names)))


def _doors(
    identity: Identity, behind: Mapping[str, Conversation], names: Mapping[str, str]
) -> Iterator[ContactDoorView]:
    """Yield a door, and the other one by which what came through it may be answered."""
    conversation = behind.get(identity.conversation_id)
    other = conversation.other_door if conversation and conversation.door == identity.door else None
    for door in (identity.door, other):
        if door:
            yield _door(identity, door, names[door.connection])


def _door(identity: Identity, door: Door, name: str) -> ContactDoorView:
    manifest = channels.manifest(door.channel)
    kind = manifest.kind_of(door)
    return ContactDoorView(
        **door.model_dump(),
        name=name,
        manner=kind.label if kind else "",
        sends=("text",) if kind and kind.is_text_only else tuple(sorted(manifest.can_send)),
        is_verified=identity.is_verified,
        evidence=tuple(EvidenceView.model_validate(each, from_attributes=True) for each in identity.evidence),
        is_opted_out=identity.is_opted_out,
    )


def keep_consent(call: Call, contact_id: str, wanted: Consent) -> ContactDoors:
    """Keep whether a customer wants to be written to at a door of theirs, with who says so and why."""
    door = Door(**wanted.door.model_dump())
    customer, identity = customers.current(call, contact_id), call.store.identities.find(door)
    if identity is None or identity.contact_id not in customer.ids:
        raise InvalidError("This is no door of the customer's.", fields={"door": "they have never written from there"})
    if identity.is_opted_out is wanted.is_given:
        name = EntryName.CONTACT_OPTED_IN if wanted.is_given else EntryName.CONTACT_OPTED_OUT
        entry = Entry(
            id=new_ulid(call.now),
            name=name,
            conversation_id=identity.conversation_id,
            at=call.now,
            actor=call.actor,
            data={"channel": door.channel, "reason": wanted.reason},
        )
        call.store.timeline.append(entry)
        call.store.identities.set_opted_out(door, is_opted_out=not wanted.is_given)
    return known(call, contact_id)


def _refusal(call: Call, conversation: Conversation, door: Door) -> str | None:
    # the other door of a comment is as much the customer's as the one that they came by
    identity = call.store.identities.find(conversation.door if door == conversation.other_door else door)
    customer = customers.current(call, conversation.contact_id)
    if identity is None or identity.contact_id not in customer.ids:
        return "the customer has never written from there"
    if identity.is_opted_out:
        return "the customer has asked not to be written to there"
    is_open = any(each.id == door.connection and each.is_enabled for each in call.desk.connections)
    return None if is_open else "its connection is not enabled"
