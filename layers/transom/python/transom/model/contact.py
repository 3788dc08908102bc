"""The customer and the addresses that reach them."""

from transom.model.base import Frozen, Instant
from transom.model.evidence import Evidence


class Merge(Frozen):
    """Another contact that is the same customer: who said so, when and why."""

    contact_id: str
    at: Instant
    by: str
    evidence: str


class Picture(Frozen):
    """A customer's picture: its place in the bucket, and when it was fetched."""

    key: str
    at: Instant


type FieldValue = str | bool | float


class Contact(Frozen):
    """One customer."""

    id: str
    name: str
    picture: Picture | None = None
    email: str | None = None
    phone: str | None = None
    language: str | None = None
    time_zone: str | None = None
    company: str | None = None
    company_id: str | None = None
    """The company on record, if it is one of those."""
    tier: str | None = None
    fields: dict[str, FieldValue] = {}
    """What the desk itself declares of its customers, by the field's id."""
    merges: tuple[Merge, ...] = ()
    merged_into: str | None = None
    """The contact that this one is the same customer as."""
    erased_at: Instant | None = None
    """When all that was known of them was erased."""
    created_at: Instant
    version: int = 1

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of all contacts that are this customer."""
        return (self.id, *(each.contact_id for each in self.merges))


class Door(Frozen):
    """An address on a connection: where one customer writes from, and where the answer goes."""

    channel: str
    connection: str
    address: str

    def __str__(self) -> str:
        """Return the door as one key."""
        return f"{self.channel}#{self.connection}#{self.address}"


class Participant(Frozen):
    """Someone beside the customer who takes part in a conversation by mail; `address` is in lower case."""

    address: str
    name: str = ""
    is_hidden: bool = False
    """Whether the others are not shown that they read along."""


class Identity(Frozen):
    """That a door belongs to a contact, how that is known, and the conversation now open behind it."""

    door: Door
    contact_id: str
    conversation_id: str
    evidence: tuple[Evidence, ...] = ()
    """What it was learnt and proved by, each kind once."""
    is_opted_out: bool = False
    """Whether the customer wants nothing written to this door."""
    language: str | None = None
    """What was written here when its conversation began."""
    route: str | None = None
    """What answers need to get there now beside the door, such as a device."""
    profile_at: Instant | None = None
    """When the provider was last to be asked who writes from here."""

    @property
    def is_verified(self) -> bool:
        """Tell whether anything proves that the door is this contact's."""
        return any(each.kind.is_proof for each in self.evidence)
