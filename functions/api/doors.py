"""Which door an answer leaves by: the one that the customer used last, or another of theirs."""

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
    found = [each for each in identities.of(call.store, customer) if each.door.connection in names]
    return ContactDoors(items=tuple(_door(each, names[each.door.connection]) for each in found[:MOST_DOORS]))


def _door(identity: Identity, name: str) -> ContactDoorView:
    return ContactDoorView(
        **identity.door.model_dump(),
        name=name,
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
    identity = call.store.identities.find(door)
    customer = customers.current(call, conversation.contact_id)
    if identity is None or identity.contact_id not in customer.ids:
        return "the customer has never written from there"
    if identity.is_opted_out:
        return "the customer has asked not to be written to there"
    is_open = any(each.id == door.connection and each.is_enabled for each in call.desk.connections)
    return None if is_open else "its connection is not enabled"
