"""The JSON that a system of one's own sends: version 1."""

from typing import Annotated, Literal

from pydantic import Base64Bytes, Field, RootModel

from transom.model import ContactCard, DeliveryState, MediaKind, Place, Strict
from transom.provider.reading import Moment

type Id = Annotated[str, Field(max_length=256, pattern=r"^[^\r\n]+$")]


class Customer(Strict):
    """Who wrote."""

    id: Id
    name: str = ""
    username: str | None = None
    email: str | None = None
    phone: str | None = None
    language: str | None = None
    avatar: str | None = None


class File(Strict):
    """A file: its bytes in base64, or the address that it is fetched from."""

    name: str = "file"
    mime: str = "application/octet-stream"
    kind: MediaKind = MediaKind.FILE
    content: Base64Bytes | None = Field(default=None, repr=False)
    url: str | None = None


class About(Strict):
    """What all messages say: the version of their form, and when it happened."""

    version: Literal[1]
    occurred_at: Moment | None = None


class Message(About):
    """A customer's message."""

    type: Literal["message"]
    id: Id
    customer: Customer
    thread: str = ""
    """What the customer's message belongs to, such as an order; its answers are told the same."""
    text: str = ""
    subject: str | None = None
    files: tuple[File, ...] = ()
    place: Place | None = None
    cards: tuple[ContactCard, ...] = ()
    answers: tuple[Id, ...] = ()
    """Ids of messages that this one answers, newest last."""
    is_machine: bool = False


class Edit(About):
    """A customer changed what they had written."""

    type: Literal["edit"]
    id: Id
    edit_id: Id
    customer: Customer
    thread: str = ""
    text: str


class Deletion(About):
    """A customer took back what they had written."""

    type: Literal["deletion"]
    id: Id
    customer: Customer
    thread: str = ""


class Reaction(About):
    """A customer put a sign to a message; an empty one takes it back."""

    type: Literal["reaction"]
    id: Id
    customer: Customer
    thread: str = ""
    sign: str


class Delivery(About):
    """What became of an answer."""

    type: Literal["delivery"]
    id: Id
    state: Literal[DeliveryState.SENT, DeliveryState.DELIVERED, DeliveryState.READ, DeliveryState.FAILED]
    reason: str | None = None


class Consent(About):
    """A customer lets nobody write to them any more, or allows it again."""

    type: Literal["consent"]
    customer: Customer
    thread: str = ""
    is_given: bool


class Left(About):
    """A customer left the chat, and can be answered there no more."""

    type: Literal["left"]
    customer: Customer
    thread: str = ""


class Typing(About):
    """A customer is writing."""

    type: Literal["typing"]
    customer: Customer
    thread: str = ""


type Content = Message | Edit | Deletion | Reaction | Delivery | Consent | Left | Typing


class Body(RootModel[Annotated[Content, Field(discriminator="type")]]):
    """The body of a request."""
