"""The timeline: append-only entries, one for each thing that happened in a conversation."""

from enum import StrEnum
from typing import Self

from pydantic import Field, JsonValue

from transom.model.actor import Actor
from transom.model.base import Frozen, Instant
from transom.model.contact import Door


class Direction(StrEnum):
    """Which way a message went."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class MediaKind(StrEnum):
    """What an attachment is."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    VOICE = "voice"
    FILE = "file"
    STICKER = "sticker"

    @classmethod
    def of(cls, mime: str) -> Self:
        """Return what a file of this type is, as far as its type tells."""
        major = mime.partition("/")[0]
        return cls(major) if major in {"image", "video", "audio"} else cls("file")


class Audience(StrEnum):
    """Who can read a message."""

    PRIVATE = "private"
    GROUP = "group"
    PUBLIC = "public"


class Place(Frozen):
    """A place on the map, in degrees."""

    latitude: float = Field(ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(ge=-180, le=180, allow_inf_nan=False)
    name: str = ""
    address: str = ""


class ContactCard(Frozen):
    """Somebody's card, as a customer shares it."""

    name: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    organization: str = ""
    urls: tuple[str, ...] = ()


class Referral(Frozen):
    """What led a customer to write: an ad, a post or a link of the company's."""

    source: str = ""
    """Its kind, as the provider names it."""
    title: str = ""
    url: str = ""
    reference: str = ""
    """What the company, or the provider for it, put into the link or the ad to know it again."""


class Person(Frozen):
    """Who wrote, as the provider knows them; `picture` is what it told their picture by."""

    address: str
    picture: str | None = None


class Attachment(Frozen):
    """A file that belongs to a message; `key` is its place in the bucket once it is stored."""

    id: str
    kind: MediaKind = MediaKind.FILE
    name: str
    mime: str = "application/octet-stream"
    size: int | None = None
    key: str | None = None
    provider_media_id: str | None = None
    """What the channel fetches it by, while `key` is None."""
    content_id: str | None = None


class DeliveryState(StrEnum):
    """How far an outbound message came; the order is the order of progress."""

    QUEUED = "queued"
    TAKEN_BACK = "taken_back"
    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"
    UNKNOWN = "unknown"


class Delivery(Frozen):
    """The latest known fate of an outbound message."""

    state: DeliveryState
    at: Instant
    reason: str | None = None


class EntryName(StrEnum):
    """Everything that can happen, in the past tense; also the names of the events on the bus."""

    MESSAGE_RECEIVED = "message.received"
    MESSAGE_EDITED = "message.edited"
    MESSAGE_DELETED = "message.deleted"
    MESSAGE_REACTED = "message.reacted"
    MESSAGE_CHANGE_FAILED = "message.change_failed"
    MESSAGE_QUEUED = "message.queued"
    MESSAGE_DUE = "message.due"
    MESSAGE_ECHOED = "message.echoed"
    MESSAGE_TAKEN_BACK = "message.taken_back"
    MESSAGE_SENT = "message.sent"
    MESSAGE_DELIVERED = "message.delivered"
    MESSAGE_READ = "message.read"
    MESSAGE_FAILED = "message.failed"
    MESSAGE_OUTCOME_LOST = "message.outcome_lost"
    ATTACHMENT_STORED = "attachment.stored"
    ATTACHMENT_LOST = "attachment.lost"
    NOTE_ADDED = "note.added"
    AGENT_NOTIFIED = "agent.notified"
    CONTACT_OPTED_IN = "contact.opted_in"
    CONTACT_OPTED_OUT = "contact.opted_out"
    CONVERSATION_ROUTED = "conversation.routed"
    CONVERSATION_CHANGED = "conversation.changed"
    OFFER_TAKEN = "offer.taken"
    OFFER_LAPSED = "offer.lapsed"
    CLOCK_WARNED = "clock.warned"
    CLOCK_BREACHED = "clock.breached"
    TENSION_ROSE = "tension.rose"
    PROMISE_KEPT = "promise.kept"
    PROMISE_BROKEN = "promise.broken"
    REQUEST_OPENED = "request.opened"
    REQUEST_ASKED = "request.asked"
    REQUEST_ANSWERED = "request.answered"
    REQUEST_REASSIGNED = "request.reassigned"
    REQUEST_CANCELLED = "request.cancelled"
    REQUEST_WARNED = "request.warned"
    REQUEST_BREACHED = "request.breached"


ANSWERS = frozenset({EntryName.MESSAGE_QUEUED, EntryName.MESSAGE_ECHOED})
"""What answers a customer: written at the desk, or elsewhere."""


_CONTENT = (
    *("text", "text_key", "html_key", "subject", "attachments"),
    *("place", "cards", "data", "person", "referral"),
)
ASIDE = "is_aside"
"""What the data of an answer names that left its conversation as it was."""


class Entry(Frozen):
    """One thing that happened in a conversation.

    `about` names the message that an edit, a delivery or a stored attachment is about; such entries are filed
    beneath that message. `id` is a ULID: entries sort by time.
    """

    id: str
    name: EntryName
    conversation_id: str
    at: Instant
    actor: Actor
    person: Person | None = None
    """The author, where their name or picture is still to be fetched."""
    is_to_confirm: bool = False
    """Whether the provider is still to be told that it has arrived."""
    about: str | None = None
    direction: Direction | None = None
    door: Door | None = None
    text: str | None = None
    text_key: str | None = None
    """Where the whole text is when `text` holds only its beginning."""
    html_key: str | None = None
    subject: str | None = None
    attachments: tuple[Attachment, ...] = ()
    place: Place | None = None
    cards: tuple[ContactCard, ...] = ()
    album: str | None = None
    referral: Referral | None = None
    is_forwarded: bool = False
    """Whether its writer passed on what somebody else had written."""
    audience: Audience = Audience.PRIVATE
    is_automatic: bool = False
    is_backlog: bool = False
    """Whether it was written before the desk asked for such messages."""
    is_verified: bool = False
    """Whether it was proven, when it came in, that its author writes from its door."""
    is_first: bool = False
    """Whether this message began its conversation."""
    is_with_agent: bool = False
    """Whether an agent has the conversation, its clocks are set, and this message left its state: nothing to route."""
    language: str | None = None
    send_at: Instant | None = None
    """When an outbound message leaves; until then it can be taken back."""
    provider_message_id: str | None = None
    references: tuple[str, ...] = ()
    """The provider's ids of messages that this one answers, newest last."""
    reply_to: str | None = None
    """Our id of the message of this conversation that this one answers."""
    read_token: str | None = None
    """What its provider marks a customer's message as read by, where its id does not do."""
    raw_key: str | None = None
    data: dict[str, JsonValue] = {}
    """What an activity tells: what changed, from what, to what, and why."""
    correlation_id: str = ""
    causation_id: str | None = None
    chain: tuple[str, ...] = ()
    """The rules whose effect this is, the first cause first; none of them acts on it."""

    @property
    def starts_nothing(self) -> bool:
        """Tell whether the desk does nothing by itself because of it: a machine wrote it, or it is history."""
        return self.is_automatic or self.is_backlog

    @property
    def is_answer(self) -> bool:
        """Tell whether somebody answered the customer by it, and their conversation stands as answered since."""
        return self.name in ANSWERS and not self.is_automatic and ASIDE not in self.data

    def without_content(self) -> Self:
        """Return the entry as it is kept after its author took it back."""
        return self.model_copy(update={name: type(self).model_fields[name].get_default() for name in _CONTENT})

    @property
    def sort_key(self) -> str:
        """Return where the entry is filed within its conversation."""
        return f"E#{self.about}#{self.id}" if self.about else f"E#{self.id}"

    def to_item(self) -> dict[str, JsonValue]:
        """Return the entry as JSON data without its empty fields."""
        return self.model_dump(mode="json", exclude_defaults=True)
