"""What the store's tests put into it."""

from datetime import UTC, datetime

from transom.ids import new_ulid
from transom.model import Actor, ActorKind, Contact, Conversation, Direction, Door, Entry, EntryName, Identity
from transom.store import Arrival, Reference, Store
from transom.store.items import ConversationItem

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DOOR = Door(channel="telegram", connection="demo-telegram", address="42")
ANA = Actor(kind=ActorKind.CUSTOMER, id="ana", name="Ana")
BEN = Actor(kind=ActorKind.AGENT, id="ben", name="Ben")


def conversation(conversation_id: str = "AAAA0000", *, at: datetime = NOON, **fields: object) -> Conversation:
    """Return a conversation that begins at this time."""
    values = {"contact_id": "ana", "door": DOOR, "created_at": at, "last_message_at": at, **fields}
    return Conversation.model_validate({"id": conversation_id, **values})


def entry(
    name: EntryName = EntryName.MESSAGE_RECEIVED,
    *,
    conversation_id: str = "AAAA0000",
    at: datetime = NOON,
    actor: Actor = ANA,
    about: str | None = None,
    text: str | None = None,
) -> Entry:
    """Return a new entry of a conversation."""
    return Entry(
        id=new_ulid(at), name=name, conversation_id=conversation_id, at=at, actor=actor, about=about, text=text
    )


def reference(provider_message_id: str, message: Entry) -> Reference:
    """Return the provider's id of a message that came by `DOOR`."""
    return Reference(
        channel=DOOR.channel,
        connection=DOOR.connection,
        provider_message_id=provider_message_id,
        conversation_id=message.conversation_id,
        message_id=message.id,
    )


def first_arrival(provider_message_id: str, conversation_id: str, *, at: datetime = NOON) -> Arrival:
    """Return the first message of a customer who was not known."""
    message = Entry(
        id=new_ulid(at),
        name=EntryName.MESSAGE_RECEIVED,
        conversation_id=conversation_id,
        at=at,
        actor=ANA,
        direction=Direction.INBOUND,
        door=DOOR,
        text="Good morning, I ordered a lamp two weeks ago and it has not come yet. Where is my order? Thank you!",
        is_first=True,
        provider_message_id=provider_message_id,
        correlation_id=new_ulid(at),
    )
    contact = Contact(id=new_ulid(at), name="Ana Kowalska", language="pl", created_at=at)
    return Arrival(
        references=(reference(provider_message_id, message),),
        entry=message,
        after=conversation(
            conversation_id,
            at=at,
            contact_id=contact.id,
            contact_name=contact.name,
            preview=message.text,
            last_customer_message_at=at,
        ),
        contact=contact,
        identity=Identity(door=DOOR, contact_id=contact.id, conversation_id=conversation_id),
    )


def next_arrival(store: Store, provider_message_id: str, *, at: datetime = NOON) -> Arrival:
    """Return a message of the customer behind `DOOR` as the table stands now."""
    identity = store.identities.find(DOOR)
    assert identity is not None
    before = store.conversations.get(identity.conversation_id)
    message = entry(conversation_id=before.id, at=at, text="And another thing")
    return Arrival(
        references=(reference(provider_message_id, message),),
        entry=message,
        before=before,
        after=before.model_copy(update={"last_message_at": at, "preview": "And another thing"}),
    )


def put(store: Store, *conversations: Conversation) -> None:
    """Put conversations into the table without the messages that begin them."""
    table = store.conversations._table
    requests = [{"PutRequest": {"Item": ConversationItem.of(each).serialize()}} for each in conversations]
    for start in range(0, len(requests), 25):
        batch = {"RequestItems": {table.name: requests[start : start + 25]}}
        table._connection.dispatch("BatchWriteItem", batch)
