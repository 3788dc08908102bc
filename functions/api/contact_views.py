"""What the API answers of what the desk keeps of its customers."""

from typing import Literal

from api.views import View
from transom.model import Instant
from transom.model.evidence import EvidenceKind


class ContactFieldView(View):
    """A field of the desk's own."""

    id: str
    name: str
    type: Literal["text", "number", "date", "choice", "flag"]
    choices: tuple[str, ...]
    identifies: bool
    """Whether it is an id of which a customer has one only."""


class ContactTermsView(View):
    """What customers are sorted into, and the desk's own fields."""

    tiers: tuple[str, ...]
    fields: tuple[ContactFieldView, ...]


class EvidenceView(View):
    """What an address was learnt or proved by, when, and by whom."""

    kind: EvidenceKind
    at: Instant
    by: str
    is_proof: bool


class ContactDoorView(View):
    """An address on a connection that a customer wrote from."""

    channel: str
    connection: str
    address: str
    name: str
    """What the desk calls the connection."""
    manner: str
    """How they are answered there, where the channel has more than one way."""
    sends: tuple[str, ...]
    """What can be sent there."""
    is_verified: bool
    """Whether any of the evidence is a proof."""
    evidence: tuple[EvidenceView, ...]
    is_opted_out: bool
    """Whether the customer wants nothing written there."""


class ContactDoors(View):
    """A customer's doors, the one used last first."""

    items: tuple[ContactDoorView, ...]


class AlikeView(View):
    """Another customer who may be the same person: the reasons, and what speaks against it."""

    id: str
    name: str
    reasons: tuple[str, ...]
    conflict: str | None
    """Ids of which a customer has only one, and which differ; merging takes a reason of its own then."""


class AlikeList(View):
    """Customers who may be the same person as this one."""

    items: tuple[AlikeView, ...]


class ErasureView(View):
    """How many conversations were erased now, and whether nothing of the customer is left; else ask again."""

    conversations: int
    is_done: bool
