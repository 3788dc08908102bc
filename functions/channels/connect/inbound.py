"""The way in: a topic and a bus of the same AWS account bring what Connect tells."""

from channels.connect import calls, chats
from channels.connect.updates import ContactEvent, Envelope, Item, Kind
from transom.channel import Connection, InboundEvent, Request, Response
from transom.provider.reading import read

CONTACT_EVENT = "Contact Event"
"""How the name of contact events ends, whatever Connect is called this year."""


def handshake(request: Request, connection: Connection) -> Response | None:  # noqa: ARG001 - the contract's form
    """Answer nothing: neither SNS nor EventBridge asks a queue anything."""
    return None


def verify(request: Request, connection: Connection) -> None:
    """Accept the request: the policies of the topic, the bus and the queue say who may publish."""


def parse(request: Request, connection: Connection) -> list[InboundEvent]:
    """Return what a contact event, or an item of a chat, tells."""
    what = "notification of Amazon Connect"
    told = read(Envelope, request.body, what).Message
    body = request.body if told is None else told.encode()
    kind = read(Kind, body, what).detail_type
    if kind is None:
        return chats.events(read(Item, body, "item of a chat"), connection)
    return calls.events(read(ContactEvent, body, "contact event"), connection) if kind.endswith(CONTACT_EVENT) else []
