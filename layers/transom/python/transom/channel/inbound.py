"""What a provider tells, in the desk's words."""

from typing import Annotated, Literal

from pydantic import Field

from transom.model.base import Frozen, Instant
from transom.model.contact import Door, Participant
from transom.model.entry import Attachment, Audience, ContactCard, DeliveryState, Place, Referral


class Sender(Frozen):
    """Who wrote, as the provider tells it."""

    address: str
    name: str = ""
    username: str | None = None
    email: str | None = None
    phone: str | None = None
    language: str | None = None
    avatar: str | None = None
    """Where the provider shows their picture."""
    has_profile: bool = False
    """Whether the channel's `profiles` can ask the provider for more of them."""
    is_verified: bool = False


class Forwarded(Frozen):
    """A mail of somebody else, as it stands in one that forwards it."""

    sender: Sender
    subject: str
    text: str
    note: str
    """What who forwards it wrote above."""


class InboundMessage(Frozen):
    """A customer's message."""

    kind: Literal["message"] = "message"
    provider_message_id: str
    door: Door
    other_door: Door | None = None
    """Another door by which it may be answered: in private what was said in public, or the other way about."""
    sender: Sender
    audience: Audience = Audience.PRIVATE
    text: str = ""
    html: str | None = None
    subject: str | None = None
    attachments: tuple[Attachment, ...] = ()
    contents: dict[str, bytes] = Field(default={}, repr=False)
    """The bytes of attachments that came with the message, by attachment id."""
    place: Place | None = None
    cards: tuple[ContactCard, ...] = ()
    album: str | None = None
    """What the messages of one album have in common."""
    referral: Referral | None = None
    is_forwarded: bool = False
    quote_token: str | None = None
    """What an answer names it by, where that is not its id."""
    occurred_at: Instant
    references: tuple[str, ...] = ()
    """Ids of messages that this one answers, newest last."""
    participants: tuple[Participant, ...] = ()
    """Whom a mail names beside the desk and its sender."""
    read_token: str | None = None
    """What it is marked as read by, where its id does not do."""
    conversation_id: str | None = None
    """The conversation that a token signed by us names."""
    marked_id: str | None = None
    """The conversation that a mark signed by us names, found in the text, which may be a quoted one."""
    request: tuple[str, str] | None = None
    """The conversation, and the request to a department in it, that a token signed by us names."""
    forwarded: Forwarded | None = None
    fields: dict[str, str] = {}
    """What a form asked beside the message, by the fields' names."""
    wanted_team: str | None = None
    """The team that the customer chose, as from a spoken menu."""
    raw_key: str | None = None
    """Where it is kept as it came."""
    is_mail: bool = False
    """Whether it begins a matter of its own unless it answers something, and anybody may write it who saw its ids."""
    is_machine: bool = False
    """Whether no person wrote it: stored, and never answered by itself."""
    is_backlog: bool = False
    """Whether it was there long before the desk first asked: stored, and nothing is done because of it by itself."""
    is_to_confirm: bool = False
    """Whether the provider is to be told that it has arrived; the folder's `outbound` has `confirm`."""
    is_described: bool = False
    """Whether its words are the channel's own for what somebody did: no sign of the language that they speak."""
    is_released: bool = False
    """Whether somebody let it in out of quarantine."""

    @property
    def starts_nothing(self) -> bool:
        """Tell whether the desk does nothing by itself because of it."""
        return self.is_machine or self.is_backlog


class InboundPart(Frozen):
    """One of several parts in which a customer's message comes, in any order."""

    kind: Literal["part"] = "part"
    message: InboundMessage
    """The message, with the text of this part alone; its id is that of the whole."""
    position: int = Field(ge=1, le=255)
    total: int = Field(ge=1, le=255)

    @property
    def door(self) -> Door:
        """Return where the customer writes from."""
        return self.message.door


class InboundEdit(Frozen):
    """A customer changed what they had written."""

    kind: Literal["edit"] = "edit"
    provider_message_id: str
    edit_id: str
    door: Door
    text: str
    occurred_at: Instant


class InboundDeletion(Frozen):
    """A customer took back what they had written: our copy goes too."""

    kind: Literal["deletion"] = "deletion"
    provider_message_id: str
    door: Door
    occurred_at: Instant


class InboundReaction(Frozen):
    """A customer reacted to a message with a sign; an empty one takes back what they had put there."""

    kind: Literal["reaction"] = "reaction"
    provider_message_id: str
    """The message that is reacted to."""
    door: Door
    sender: Sender
    sign: str
    occurred_at: Instant


class InboundDelivery(Frozen):
    """The provider tells what became of a message of ours."""

    kind: Literal["delivery"] = "delivery"
    provider_message_id: str
    reference: str | None = None
    """Our own reference, where the provider echoes it: it finds a message whose sending broke off."""
    known_as: str | None = None
    """The id that the provider names the message by, where another one was told when it was sent."""
    door: Door | None = None
    state: DeliveryState
    reason: str | None = None
    address: str | None = None
    """Whom it is about, where a message may go to several."""
    is_bounce: bool = False
    """Whether a mail came back, which its server may have taken before."""
    refused_address: str | None = None
    """An address that takes no message at all, as its server said."""
    occurred_at: Instant


class InboundWatermark(Frozen):
    """All messages of ours up to a moment have reached the customer, or were read."""

    kind: Literal["watermark"] = "watermark"
    door: Door
    state: Literal[DeliveryState.DELIVERED, DeliveryState.READ]
    until: Instant
    occurred_at: Instant


class InboundConsent(Frozen):
    """A customer let nobody write to them any more, or allowed it again."""

    kind: Literal["consent"] = "consent"
    door: Door
    is_given: bool
    occurred_at: Instant


class InboundMove(Frozen):
    """A customer has another address at the same provider from now on."""

    kind: Literal["move"] = "move"
    door: Door
    address: str
    phone: str | None = None
    """The new number, where the address is one."""
    occurred_at: Instant


class InboundDeparture(Frozen):
    """A customer left a chat: what is written to them there does not reach them any more."""

    kind: Literal["departure"] = "departure"
    door: Door
    occurred_at: Instant


class InboundRoute(Frozen):
    """What a customer's answers need from now on beside their door, such as the device that they hold."""

    kind: Literal["route"] = "route"
    door: Door
    route: str
    occurred_at: Instant


class InboundEcho(Frozen):
    """A colleague answered a customer elsewhere, such as in the provider's own app."""

    kind: Literal["echo"] = "echo"
    provider_message_id: str
    door: Door
    author: str = ""
    """Who wrote, where the provider tells it."""
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    occurred_at: Instant


class InboundTyping(Frozen):
    """A customer is writing; it is shown at once, and kept nowhere."""

    kind: Literal["typing"] = "typing"
    door: Door
    occurred_at: Instant


class InboundUnreadable(Frozen):
    """One item of a batch is not understood: the rest of the batch is stored, and the request waits in quarantine."""

    kind: Literal["unreadable"] = "unreadable"
    reason: str
    """What is wrong, and at which places; never what somebody wrote."""
    door: Door | None = None


type InboundEvent = Annotated[
    InboundMessage
    | InboundPart
    | InboundEdit
    | InboundDeletion
    | InboundReaction
    | InboundDelivery
    | InboundWatermark
    | InboundConsent
    | InboundMove
    | InboundRoute
    | InboundDeparture
    | InboundTyping
    | InboundEcho
    | InboundUnreadable,
    Field(discriminator="kind"),
]
