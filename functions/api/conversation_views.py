"""What the API answers of conversations: in lists, by themselves, and why their deadlines are when they are."""

from api.views import ContactName, ContactView, View
from transom.core.explaining import StretchKind
from transom.model import (
    Instant,
    Priority,
    Sentiment,
    Sign,
    State,
    Target,
)
from transom.model.link import LinkKind


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


class DeliveryProblemView(View):
    """That an answer did not reach its customer, and why."""

    message_id: str
    at: Instant
    reason: str


class PromiseView(View):
    """By when the customer was told to be answered, and whether that was kept; null while it still can be."""

    made_at: Instant
    until: Instant
    is_kept: bool | None


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
    promise: PromiseView | None
    tension: TensionView | None
    sentiment: Sentiment | None
    """In which mood the customer wrote last, as far as words tell; null while the radar is off."""
    delivery_problem: DeliveryProblemView | None
    """The latest answer that failed, until the next one is given."""
    handovers: int
    """How often it changed hands."""
    handovers_after_answer: int
    """How many of them came after its first answer."""
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
    human_agent_until: Instant | None
    """Until when people may answer."""
    takes_answers: bool
    """Whether an agent's answer is taken now, be it in the form of a template."""


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
    connection: str
    """The connection that an answer leaves by, unless another door is chosen."""
    sends: tuple[str, ...]
    """What its channel takes of answers; without `text` one is a file."""
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
