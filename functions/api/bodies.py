"""What callers send: bodies and queries as strict models, every one sized."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from transom.core.splitting import MOST_MESSAGES
from transom.model import Instant, MediaKind, Priority, State, Strict
from transom.model.base import Email, Slug
from transom.model.hours import TimeZone
from transom.model.link import LinkKind
from transom.model.menu import LineMenu

type Text = Annotated[str, StringConstraints(min_length=1, max_length=100_000, pattern=r"\S")]
type Words = Annotated[str, StringConstraints(max_length=100_000)]
type Line = Annotated[str, StringConstraints(max_length=300, strip_whitespace=True)]
type Phone = Annotated[str, StringConstraints(min_length=3, max_length=40, pattern=r"^[+0-9 ()/.-]+$")]
type Variables = Annotated[dict[Annotated[str, StringConstraints(max_length=60)], Line], Field(max_length=30)]
type Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
type Id = Annotated[str, StringConstraints(min_length=1, max_length=128)]
type Tag = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True)]
type Tags = Annotated[tuple[Tag, ...], Field(max_length=20)]
type Cursor = Annotated[str, StringConstraints(max_length=4_096)]
type Limit = Annotated[int, Field(ge=1, le=100)]
type UploadId = Annotated[str, StringConstraints(min_length=1, max_length=300)]
type Uploads = Annotated[tuple[UploadId, ...], Field(max_length=10)]
type FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,40}$")]
type FieldValue = Annotated[str, StringConstraints(max_length=10_000)]
type Fields = Annotated[dict[FieldName, FieldValue], Field(max_length=30)]
type Mime = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_.+-]{1,60}/[0-9A-Za-z_.+-]{1,100}$")]
type Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
type FieldChoice = bool | Annotated[float, Field(allow_inf_nan=False)] | FieldValue
type FileSize = Annotated[int, Field(ge=1, le=25_000_000)]


class NoQuery(Strict):
    """A route that takes no query."""


class PageQuery(Strict):
    """Which part of a list is wanted."""

    cursor: Cursor | None = None
    limit: Limit = 25


class ContactQuery(PageQuery):
    """Which customers are wanted."""

    address: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)] | None = Field(
        default=None,
        description="A whole mail address, phone number or account: who wrote from there, in one page.",
    )


class ConversationQuery(PageQuery):
    """Which conversations are wanted."""

    state: State | None = None
    workspace_state: Slug | None = None
    team: Id | None = None
    assignee: Id | None = Field(default=None, description="A user's id, `me`, or `none`.")
    channel: Id | None = None


class MessageEdit(Strict):
    """Another text for an answer."""

    text: Text


class MessageReaction(Strict):
    """A sign that is put to a message; an empty one takes back what the desk had put there."""

    sign: Literal["", "👍", "👎", "❤️", "🔥", "🎉", "🙏"]


class ReadUpTo(Strict):
    """The customer's newest message that the caller has read."""

    message_id: Annotated[str, StringConstraints(pattern=r"^[0-7][0-9A-HJKMNP-TV-Z]{25}$")]


class TimelineQuery(PageQuery):
    """Which part of a timeline is wanted: older pages by `cursor`, news by `after`."""

    limit: Limit = 50
    after: Id | None = Field(default=None, description="An item's id: what is newer than it, oldest first.")

    @model_validator(mode="after")
    def _one_direction(self) -> Self:
        if self.cursor and self.after:
            raise ValueError("give `cursor` or `after`, not both")
        return self


class ChosenDoor(Strict):
    """A door of the customer's, as the `door` of their identity."""

    channel: Slug
    connection: Slug
    address: Annotated[str, StringConstraints(min_length=1, max_length=300)]


class NewAttachment(Strict):
    """An upload, and what it is sent as where its type does not tell."""

    id: UploadId
    kind: MediaKind | None = None


class NewPlace(Strict):
    """A place on the map, in degrees."""

    latitude: float = Field(ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(ge=-180, le=180, allow_inf_nan=False)
    name: Line = ""
    address: Line = ""


class NewCard(Strict):
    """Somebody's card, with a number or an address at least."""

    name: Name
    phones: tuple[Phone, ...] = Field(default=(), max_length=5)
    emails: tuple[Email, ...] = Field(default=(), max_length=5)

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if not (self.phones or self.emails):
            raise ValueError("give a phone number or an e-mail address")
        return self


class NewTemplate(Strict):
    """A template that the provider has approved, with what stands in its variables."""

    name: Id
    language: Id
    header: Variables = {}
    body: Variables = {}
    buttons: Variables = {}


class NewMessage(Strict):
    """An answer to the customer, or a note among colleagues: words, or what says enough without them."""

    text: Words = ""
    type: Literal["message", "note"] = "message"
    attachments: Annotated[tuple[UploadId | NewAttachment, ...], Field(max_length=10)] = ()
    place: NewPlace | None = None
    cards: tuple[NewCard, ...] = Field(default=(), max_length=10)
    template: NewTemplate | None = Field(default=None, description="Sent in the place of a text.")
    reply_to: Id | None = Field(default=None, description="The message that is answered, shown so where the door can.")
    door: ChosenDoor | None = Field(
        default=None, description="Another door of the customer's than the one that they used last."
    )
    send_at: Instant | None = Field(default=None, description="When an answer leaves, if not at once; notes have none.")

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.type == "note" and (self.place or self.cards or self.template):
            raise ValueError("a note is words, with files if need be")
        if self.template and (self.text.strip() or self.place or self.cards):
            raise ValueError("a template is sent alone: it brings its own words")
        return self

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is said: a note is words, and a message may be a file, a place, a card or a template."""
        others = self.type == "message" and (self.attachments or self.place or self.cards or self.template)
        return not (self.text.strip() or others)


class NewChannel(Strict):
    """A connection to a provider; its secrets are kept apart, and never shown."""

    id: Slug
    channel: Slug
    name: Name
    team: Slug | None = None
    brand: Slug | None = None
    menu: LineMenu | None = Field(default=None, description="What callers hear, where it is a telephone line.")
    settings: Fields = {}
    secrets: Fields = {}


class ChannelChange(Strict):
    """What to set on a connection; what is left out stays as it is, and a secret that is given is rotated."""

    name: Name | None = None
    team: Slug | None = None
    brand: Slug | None = None
    is_enabled: bool | None = None
    menu: LineMenu | None = None
    settings: Fields | None = None
    secrets: Fields = {}


class TrialMessage(Strict):
    """A message that shows whether a connection works."""

    to: Annotated[str, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
    text: Text = "This is a test of the connection."


class NewParticipant(Strict):
    """Someone who reads along by mail; who is hidden is shown to no other."""

    address: Email
    name: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)] = ""
    is_hidden: bool = False


class JoinTarget(Strict):
    """The conversation to go on in."""

    into: Id = Field(description="Its id, or its code such as `ABCD-1234`.")


class Split(Strict):
    """Messages that are another matter."""

    messages: tuple[Id, ...] = Field(min_length=1, max_length=MOST_MESSAGES, description="The ids of timeline items.")
    subject: str = Field(default="", max_length=200, description="Of the new conversation; else that of the old one.")


class NewLink(Strict):
    """Another conversation, and what it is to this one."""

    kind: LinkKind
    to: Id = Field(description="Its id, or its code such as `ABCD-1234`.")

    @field_validator("kind")
    @classmethod
    def _needs_no_proof(cls, kind: LinkKind) -> LinkKind:
        if kind.is_proven:
            msg = "a journey wants a proof that the customer is the same: use `journey` or `proofs`"
            raise ValueError(msg)
        return kind


class ChildrenSolved(Strict):
    """What each child's customer is told."""

    text: Text


class ConversationChange(Strict):
    """What to set on a conversation; what is left out stays as it is."""

    state: State | None = None
    workspace_state: Slug | None = Field(
        default=None, description="A state of the desk's own, or null for the plain one; not together with `state`."
    )
    snoozed_until: Instant | None = Field(default=None, description="When a snooze ends, with the state `snoozed`.")
    priority: Priority | None = None
    team: Id | None = None
    assignee: Id | None = Field(default=None, description="A user's id, or null for nobody.")
    tags: Tags | None = None
    participants: Annotated[tuple[NewParticipant, ...], Field(max_length=40)] | None = None

    @field_validator("state", "snoozed_until", "priority", "team", "tags", "participants", mode="before")
    @classmethod
    def _is_given(cls, value: object) -> object:
        if value is None:
            message = "cannot be null; leave it out to keep it"
            raise ValueError(message)
        return value

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            message = "name at least one field to change"
            raise ValueError(message)
        if self.state and self.workspace_state:
            message = "name a state or one of the desk's own, not both"
            raise ValueError(message)
        return self


class ContactChange(Strict):
    """What to set of a customer; what is left out stays as it is, and null takes a value away."""

    name: Name | None = None
    email: Email | None = None
    phone: Annotated[str, StringConstraints(pattern=r"^\+?[0-9 ()./-]{3,40}$")] | None = None
    language: Language | None = None
    time_zone: TimeZone | None = None
    company: Name | None = None
    company_id: Id | None = Field(default=None, description="A company on record; its name becomes the company's.")
    tier: Slug | None = None
    fields: Annotated[dict[Slug, FieldChoice | None], Field(max_length=50)] = Field(
        default={}, description="Values of the desk's own fields; those that are left out stay as they are."
    )

    @field_validator("name", mode="before")
    @classmethod
    def _has_a_name(cls, value: object) -> object:
        if value is None:
            message = "cannot be null; leave it out to keep it"
            raise ValueError(message)
        return value


class Consent(Strict):
    """Whether a customer wants to be written to at a door of theirs, as they told an agent, and how."""

    door: ChosenDoor
    is_given: bool
    reason: Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class ContactMerge(Strict):
    """The contact that is the same customer, and how that is known."""

    into: Id
    reason: Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)] = Field(
        default="", description="Wanted unless both have the same e-mail address or phone number."
    )


class PresenceChange(Strict):
    """Whether the caller takes new conversations."""

    state: Literal["online", "away", "off"]


class NewUpload(Strict):
    """A file that the caller is about to store."""

    name: Name
    mime: Mime = "application/octet-stream"
    size: FileSize


class FormSubmission(Strict):
    """What a visitor wrote into a form."""

    name: Name
    email: Email
    subject: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)] = ""
    message: Text
    language: Language | None = None
    attachments: Uploads = ()
    fields: Annotated[dict[Slug, Annotated[str, StringConstraints(max_length=500)]], Field(max_length=20)] = Field(
        default={}, description="What the form asks beside the message, such as a topic: rules go by it."
    )
    website: Annotated[str, StringConstraints(max_length=1_000)] = Field(
        default="", description="Leave this empty: people do not see it, machines fill it in."
    )
    stamp: Annotated[str, StringConstraints(max_length=80)] = Field(
        default="", description="Proof of a second of work, as the README of the form's channel has it."
    )
