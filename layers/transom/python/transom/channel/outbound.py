"""What the desk hands to a provider, and what becomes of it."""

from typing import IO, Literal, NamedTuple

from pydantic import Field

from transom.channel.template import Template
from transom.model.base import Frozen, Instant
from transom.model.contact import Door, Participant
from transom.model.entry import ContactCard, MediaKind, Place


class OutboundFile(Frozen):
    """An attachment with its bytes, ready to be sent."""

    name: str
    mime: str
    content: bytes = Field(repr=False)
    kind: MediaKind = MediaKind.FILE
    """What it is sent as: one of the kinds that the manifest says are taken of this type and size."""
    key: str = ""
    """Its place in the bucket."""
    link: str = ""
    """Where the provider may fetch it for some minutes, if it takes no upload."""
    address: str = ""
    """Where the customer may read it for a month, if the channel falls back to a text that names it."""


class Letterhead(Frozen):
    """How the desk presents itself in a mail."""

    name: str
    address: str | None = None
    """Where the mail comes from, if not from the connection's own address."""
    signature: str = ""
    color: str | None = None
    logo: str | None = None


class Quote(Frozen):
    """What a mail answers, in a few lines."""

    author: str
    at: Instant
    text: str


class OutboundMessage(Frozen):
    """An answer on its way out; `id` is our idempotency key."""

    id: str
    conversation_id: str
    request_id: str = ""
    """The request to a department that a mail is about; the customer sees none of it."""
    door: Door
    route: str = ""
    """What the customer's answers need beside the door, where the channel has told it."""
    text: str
    html: str | None = None
    subject: str | None = None
    files: tuple[OutboundFile, ...] = ()
    place: Place | None = None
    cards: tuple[ContactCard, ...] = ()
    template: Template | None = None
    """What it is sent as, if the author chose one; `text` is what it says then."""
    references: tuple[str, ...] = ()
    """The provider's ids of what is answered, newest last."""
    is_in_window: bool = True
    """Whether the provider still takes what is written freely."""
    is_automatic: bool = False
    author_name: str = ""
    copies: tuple[Participant, ...] = ()
    """Who reads along."""
    letterhead: Letterhead | None = None
    quote: Quote | None = None
    queued_at: Instant

    @property
    def reference(self) -> str:
        """Return what a provider that echoes is given, and what an `InboundDelivery` brings back."""
        return f"{self.conversation_id}.{self.id}"


class Accepted(Frozen):
    """The provider took the message; its ids, one for each part of a split message."""

    provider_message_ids: tuple[str, ...]


class RetryAfter(Frozen):
    """The provider did not take the message, and will later."""

    seconds: float
    reason: str = ""
    is_failure: bool = False
    """Whether the provider is unwell."""
    is_limit: bool = False
    """Whether it asks the whole connection to wait."""


class Refused(Frozen):
    """The provider will never take the message."""

    reason: str


class OutcomeLost(Frozen):
    """The provider may or may not have taken the message."""

    reason: str
    provider_message_ids: tuple[str, ...] = ()
    is_failure: bool = False
    """Whether the provider is unwell, and did not only answer what is unclear."""


type Receipt = Accepted | RetryAfter | Refused | OutcomeLost


class OutboundChange(Frozen):
    """What becomes of a message that is out already: another text, nothing, or a sign that is put to it."""

    kind: Literal["edit", "deletion", "reaction"]
    id: str
    """Our idempotency key."""
    door: Door
    message_ids: tuple[str, ...]
    """The provider's ids of the message, one for each of its parts."""
    text: str = ""
    sign: str = ""
    """What is put to the message; empty where the desk takes back what it had put there."""
    sign_before: str = ""


class Attention(Frozen):
    """What an agent turns to: a customer's door, and the newest messages that came by it, the newest last."""

    door: Door
    message_ids: tuple[str, ...] = ()
    """The provider's ids."""
    read_token: str | None = None
    """What the newest one is marked as read by, where its id does not do."""


class Profile(Frozen):
    """What a provider tells of somebody who wrote; `picture` is what `fetch` downloads their picture by."""

    name: str = ""
    language: str | None = None
    picture: str | None = None


class Download(NamedTuple):
    """A media file fetched from the provider; its bytes are read from their beginning, as many at a time as wanted."""

    name: str
    mime: str
    body: IO[bytes]

    def read(self, most: int = -1) -> bytes:
        """Return the bytes, at most so many, and let go of the file."""
        with self.body:
            return self.body.read(most)
