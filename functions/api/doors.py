"""Which door an answer leaves by: the one that the customer used last, or another of theirs."""

from api import customers
from api.bodies import ChosenDoor, Consent
from api.call import Call
from api.contact_views import ContactDoors, ContactDoorView
from transom.errors import InvalidError
from transom.ids import new_ulid
from transom.model import Conversation, Door, Entry, EntryName

LOOKED_AT = 50
"""Conversations back, doors are looked for."""
MOST_DOORS = 10


def chosen(call: Call, conversation: Conversation, wanted: ChosenDoor | None) -> Door:
    """Return the door that is wanted, which must be one of the customer's that may be written to."""
    if wanted is None:
        return conversation.door
    door = Door(channel=wanted.channel, connection=wanted.connection, address=wanted.address)
    if reason := _refusal(call, conversation, door):
        raise InvalidError(f"The answer cannot leave by this door: {reason}.", fields={"door": reason})
    return door


def known(call: Call, contact_id: str) -> ContactDoors:
    """Return the doors of a customer's latest conversations, those of enabled connections alone."""
    customer = customers.current(call, contact_id)
    latest = call.store.conversations.of_contact(*customer.ids, limit=LOOKED_AT).items
    by_use = sorted(latest, key=lambda each: each.last_message_at, reverse=True)
    names = {each.id: each.name for each in call.desk.connections if each.is_enabled}
    doors = list(dict.fromkeys(each.door for each in by_use if each.door.connection in names))[:MOST_DOORS]
    found = (call.store.identities.find(door) for door in doors)
    return ContactDoors(
        items=tuple(
            ContactDoorView(
                **identity.door.model_dump(),
                name=names[identity.door.connection],
                is_verified=identity.is_verified,
                is_opted_out=identity.is_opted_out,
            )
            for identity in found
            if identity and identity.contact_id in customer.ids
        )
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
