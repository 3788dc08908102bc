"""What the API answers of what the desk keeps of its customers."""

from typing import Literal

from api.views import View


class ContactFieldView(View):
    """A field of the desk's own."""

    id: str
    name: str
    type: Literal["text", "number", "date", "choice", "flag"]
    choices: tuple[str, ...]


class ContactTermsView(View):
    """What customers are sorted into, and the desk's own fields."""

    tiers: tuple[str, ...]
    fields: tuple[ContactFieldView, ...]


class ContactDoorView(View):
    """An address on a connection that a customer wrote from."""

    channel: str
    connection: str
    address: str
    name: str
    """What the desk calls the connection."""
    is_verified: bool
    is_opted_out: bool
    """Whether the customer wants nothing written there."""


class ContactDoors(View):
    """A customer's doors, the one used last first."""

    items: tuple[ContactDoorView, ...]


class ErasureView(View):
    """How many conversations were erased now, and whether nothing of the customer is left; else ask again."""

    conversations: int
    is_done: bool
