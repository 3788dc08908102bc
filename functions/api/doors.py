"""Which door an answer leaves by: the one that the customer used last, or another of theirs."""

from api import customers
from api.bodies import ChosenDoor
from api.call import Call
from transom.errors import InvalidError
from transom.model import Conversation, Door


def chosen(call: Call, conversation: Conversation, wanted: ChosenDoor | None) -> Door:
    """Return the door that is wanted, which must be one of the customer's that may be written to."""
    if wanted is None:
        return conversation.door
    door = Door(channel=wanted.channel, connection=wanted.connection, address=wanted.address)
    if reason := _refusal(call, conversation, door):
        raise InvalidError(f"The answer cannot leave by this door: {reason}.", fields={"door": reason})
    return door


def _refusal(call: Call, conversation: Conversation, door: Door) -> str | None:
    identity = call.store.identities.find(door)
    customer = customers.current(call, conversation.contact_id)
    if identity is None or identity.contact_id not in customer.ids:
        return "the customer has never written from there"
    if identity.is_opted_out:
        return "the customer has asked not to be written to there"
    is_open = any(each.id == door.connection and each.is_enabled for each in call.desk.connections)
    return None if is_open else "its connection is not enabled"
