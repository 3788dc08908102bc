"""What the API answers: one model for each shape, none of which holds a secret."""

from http import HTTPStatus
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, JsonValue, RootModel

from transom.core.explaining import StretchKind
from transom.errors import TransomError
from transom.model import (
    ActorKind,
    Audience,
    DeliveryState,
    Direction,
    Instant,
    MediaKind,
    PresenceState,
    Priority,
    Role,
    Sign,
    State,
    Target,
)
from transom.model.link import LinkKind


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


class ClockView(View):
    """A promise to the customer, and how it stands."""

    target: Target
    due_at: Instant
    is_running: bool
    is_breached: bool


class StretchView(View):
    """A stretch of a clock's time; what lies between two of them is closed."""

    kind: StretchKind
    start: Instant
    end: Instant


class ExplanationView(View):
    """How the deadline of a clock came about; lengths are in seconds of open time."""

    target: Target
    owner: str | None
    policy: str
    policy_version: str
    terms: tuple[str, ...]
    """What the policy's special terms ask for, where they decided."""
    calendar: str
    time_zone: str
    limit_seconds: int
    spent_seconds: int
    started_at: Instant
    due_at: Instant
    paused_at: Instant | None
    stopped_at: Instant | None
    stretches: tuple[StretchView, ...]


class ExplanationList(View):
    """The clocks of a conversation, explained."""

    items: tuple[ExplanationView, ...]


class ReasonView(View):
    """One thing that makes a conversation tense, what it counts, and the customer's words that were found."""

    sign: Sign
    points: int
    words: tuple[str, ...]


class TensionView(View):
    """How tense a conversation is, from 0 to 100, why, and what is being done about it."""

    score: int
    reasons: tuple[ReasonView, ...]
    playbook: str | None
    step: int | None
    """The step of the playbook that was taken last, the first being 1."""
    next_step_at: Instant | None
    """When the next step is taken unless somebody answers."""


class ConversationView(View):
    """A conversation as a list shows it."""

    id: str
    code: str
    subject: str
    state: State
    workspace_state: str | None
    """What the desk itself calls that state."""
    channel: str
    priority: Priority
    team: str | None
    assignee: str | None
    contact: ContactName
    preview: str
    tags: tuple[str, ...]
    language: str | None
    last_message_at: Instant
    created_at: Instant
    due_at: Instant | None
    clocks: tuple[ClockView, ...]
    first_response_at: Instant | None
    tension: TensionView | None
    handovers: int
    """How often it changed hands since its first answer."""
    handed_over_often: bool
    version: int


class WorkspaceStateView(View):
    """A state of the desk's own."""

    id: str
    name: str
    labels: dict[str, str]
    """What it is called in other languages."""
    like: State
    replaced_by: str | None
    """The state that its conversations go over to; nothing is put into it any more."""


class StateList(View):
    """The desk's own states."""

    items: tuple[WorkspaceStateView, ...]


class ConversationName(View):
    """A conversation as another one refers to it."""

    id: str
    code: str
    subject: str


class LinkView(View):
    """Another conversation, how it stands, and what it is to this one."""

    kind: LinkKind
    conversation: ConversationName
    state: State


class WindowView(View):
    """Until when an answer may be written freely, and what the provider takes after it."""

    open_until: Instant | None
    is_open: bool
    after: str


class ParticipantView(View):
    """Someone who reads along by mail, and may write."""

    address: str
    name: str
    is_hidden: bool


class ConversationDetail(ConversationView):
    """A conversation with what is known of its customer; without a `window` it may be answered at any time."""

    contact: ContactView
    participants: tuple[ParticipantView, ...]
    may_belong_to: ConversationName | None
    """A conversation that the first message names, though its writer takes no part there."""
    joined_into: ConversationName | None
    links: tuple[LinkView, ...]
    """Conversations that it hangs together with; `parent_of` names its children."""
    split_from: ConversationName | None
    """The conversation that its first messages came in by."""
    snoozed_until: Instant | None
    window: WindowView | None
    queue_position: int | None
    """Its place in its team's holding queue, the first being 1; null while an agent has it."""
    quiet_until: Instant | None
    """When the customer's quiet hours end, in which only agents write to them; null while there are none."""
    offered_until: Instant | None
    """When it goes on to the next agent unless its agent takes it."""


class ConversationPage(View):
    """A page of conversations."""

    items: tuple[ConversationView, ...]
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


class ReactionView(View):
    """A sign that somebody put to a message."""

    by: str
    sign: str


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
    reply_to: str | None
    """The message of this conversation that is answered."""
    audience: Audience
    attachments: tuple[AttachmentView, ...]
    delivery: DeliveryView | None
    send_at: Instant | None
    """When an answer leaves; until then it can be taken back."""
    is_automatic: bool
    goes_on_in: str | None
    """The conversation that this message was split off into."""
    data: dict[str, JsonValue]


class TimelinePage(View):
    """A page of a timeline."""

    items: tuple[TimelineItem, ...]
    next: str | None


class TeamView(View):
    """People who share a queue."""

    id: str
    name: str


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


class FormReceipt(View):
    """What a visitor may quote; null while the desk has only set the message aside."""

    code: str | None


class OpenApi(RootModel[dict[str, JsonValue]]):
    """An OpenAPI document."""
