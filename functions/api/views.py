"""What the API answers: one model for each shape, none of which holds a secret."""

from http import HTTPStatus
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, JsonValue, RootModel

from transom.errors import TransomError
from transom.model import (
    ActorKind,
    Audience,
    DeliveryState,
    Direction,
    Instant,
    MediaKind,
    PresenceState,
    Role,
)


class View(BaseModel):
    """An answer; what it does not declare, it does not show."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True, defer_build=True
    )


class FieldProblem(View):
    """What is wrong with one field."""

    field: str
    message: str


class Problem(View):
    """What went wrong, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: tuple[FieldProblem, ...] = ()

    @classmethod
    def of(cls, error: TransomError) -> Self:
        """Show an error."""
        return cls(
            type=f"urn:transom:problem:{error.code}",
            title=HTTPStatus(error.status).phrase,
            status=error.status,
            detail=error.message,
            code=error.code,
            errors=tuple(FieldProblem(field=field, message=message) for field, message in error.fields.items()),
        )


class ContactName(View):
    """The customer of a conversation, as a list shows them."""

    id: str
    name: str


class MergeView(View):
    """Another contact that is the same customer, and how that is known."""

    contact_id: str
    at: Instant
    by: str
    evidence: str


class ContactView(ContactName):
    """A customer."""

    picture: str | None
    """Where their picture is, for some minutes."""
    email: str | None
    phone: str | None
    language: str | None
    time_zone: str | None
    company: str | None
    company_id: str | None
    tier: str | None
    fields: dict[str, str | bool | float]
    merges: tuple[MergeView, ...]
    merged_into: str | None
    erased_at: Instant | None
    created_at: Instant
    version: int


class ContactPage(View):
    """A page of customers."""

    items: tuple[ContactView, ...]
    next: str | None


class Author(View):
    """Who did something."""

    kind: ActorKind
    id: str
    name: str


class AttachmentView(View):
    """A file of a message; `url` opens it for some minutes once it is stored."""

    id: str
    name: str
    mime: str
    size: int | None
    kind: MediaKind
    url: str | None
    state: Literal["stored", "pending", "lost"]


class PlaceView(View):
    """A place on the map."""

    latitude: float
    longitude: float
    name: str
    address: str


class CardView(View):
    """Somebody's card, as a customer shared it."""

    name: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    organization: str
    urls: tuple[str, ...]


class ReferralView(View):
    """What led a customer to write: an ad, a post or a link of the company's."""

    source: str
    title: str
    url: str
    reference: str


class ReactionView(View):
    """A sign that somebody put to a message."""

    by: str
    sign: str
    is_ours: bool
    """Whether it is the desk's own, which its provider shows once, whichever agent put it."""


class DeliveryView(View):
    """How far an answer came."""

    state: DeliveryState
    at: Instant
    reason: str | None


class TimelineItem(View):
    """One thing that happened: a message, a note, or an activity such as a change of state."""

    id: str
    type: Literal["message", "note", "activity"]
    name: str
    direction: Direction | None
    author: Author
    text: str | None
    subject: str | None
    html: str | None
    at: Instant
    edited_at: Instant | None
    deleted_at: Instant | None
    reactions: tuple[ReactionView, ...]
    place: PlaceView | None
    cards: tuple[CardView, ...]
    album: str | None
    referral: ReferralView | None
    is_forwarded: bool
    reply_to: str | None
    """The message of this conversation that is answered."""
    audience: Audience
    attachments: tuple[AttachmentView, ...]
    delivery: DeliveryView | None
    refused: str | None
    """Why the last change of the message was not taken, if it was not."""
    send_at: Instant | None
    """When an answer leaves; until then it can be taken back."""
    is_automatic: bool
    written_in: str | None
    """The provider in whose own app a colleague answered, if it was not at the desk."""
    goes_on_in: str | None
    """The conversation that this message was split off into."""
    data: dict[str, JsonValue]


class TimelinePage(View):
    """A page of a timeline."""

    items: tuple[TimelineItem, ...]
    next: str | None


class ReadUpToView(View):
    """Up to which message a customer's words were read."""

    message_id: str


class TeamView(View):
    """People who share a queue."""

    id: str
    name: str


class PromisesView(View):
    """What became of the promises of a team's first answers in the last four to eight weeks."""

    since: Instant
    kept: int
    broken: int


class TeamList(View):
    """All teams."""

    items: tuple[TeamView, ...]


class UserView(View):
    """Someone who works in the console."""

    id: str
    name: str
    email: str
    role: Role
    teams: tuple[str, ...]
    presence: PresenceState
    left_at: Instant | None
    """Since when they have had no console open; after two minutes the desk sets them away."""
    load: int
    """The weight of the open conversations that they have."""
    capacity: int


class UserList(View):
    """All users."""

    items: tuple[UserView, ...]


class MeView(UserView):
    """The caller, and the desk they work at."""

    brand: str
    language: str


class PresenceView(View):
    """A user's presence."""

    state: PresenceState
    changed_at: Instant


class SocketTicket(View):
    """A ticket that opens one WebSocket within a minute."""

    ticket: str
    url: str


class UploadView(View):
    """Where to post a file: a multipart form of `fields`, then `file`."""

    id: str
    url: str
    fields: dict[str, str]


class FileLink(View):
    """Where a file lies for some minutes."""

    location: str


class FormReceipt(View):
    """What a visitor may quote; null while the desk has only set the message aside."""

    code: str | None


class OpenApi(RootModel[dict[str, JsonValue]]):
    """An OpenAPI document."""
