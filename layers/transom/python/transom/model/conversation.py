"""The conversation: what one matter with one customer is about, and how it stands."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field

from transom.model.base import Frozen, Instant
from transom.model.clock import Clock
from transom.model.contact import Door, Participant
from transom.model.customer import Customer
from transom.model.entry import Audience
from transom.model.firing import Firing
from transom.model.link import Link
from transom.model.promise import Promised
from transom.model.request import Handovers, Request
from transom.model.routing import Offer
from transom.model.tension import Tension


class Category(StrEnum):
    """The groups that the states fall into."""

    INTAKE = "intake"
    BOT = "bot"
    ACTIVE = "active"
    WAITING = "waiting"
    DONE = "done"
    OUT = "out"


class State(StrEnum):
    """Where a conversation stands."""

    RECEIVED = "received"
    QUARANTINED = "quarantined"
    BOT_HANDLING = "bot_handling"
    NEW = "new"
    OPEN = "open"
    REOPENED = "reopened"
    WAITING_CUSTOMER = "waiting_customer"
    WAITING_DEPARTMENT = "waiting_department"
    WAITING_THIRD_PARTY = "waiting_third_party"
    SNOOZED = "snoozed"
    WINDOW_CLOSED = "window_closed"
    SOLVED = "solved"
    CLOSED = "closed"
    SPAM = "spam"
    MERGED = "merged"
    ABANDONED = "abandoned"
    ERASED = "erased"

    @property
    def category(self) -> Category:
        """Return the group that this state belongs to."""
        return _CATEGORIES[self]

    @property
    def is_done(self) -> bool:
        """Tell whether nobody has to work on it any more."""
        return self.category in {Category.DONE, Category.OUT}


_CATEGORIES = {
    State.RECEIVED: Category.INTAKE,
    State.QUARANTINED: Category.INTAKE,
    State.BOT_HANDLING: Category.BOT,
    State.NEW: Category.ACTIVE,
    State.OPEN: Category.ACTIVE,
    State.REOPENED: Category.ACTIVE,
    State.WAITING_CUSTOMER: Category.WAITING,
    State.WAITING_DEPARTMENT: Category.WAITING,
    State.WAITING_THIRD_PARTY: Category.WAITING,
    State.SNOOZED: Category.WAITING,
    State.WINDOW_CLOSED: Category.WAITING,
    State.SOLVED: Category.DONE,
    State.CLOSED: Category.DONE,
    State.SPAM: Category.OUT,
    State.MERGED: Category.OUT,
    State.ABANDONED: Category.OUT,
    State.ERASED: Category.OUT,
}


class Priority(StrEnum):
    """How soon it matters."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class Matter(StrEnum):
    """What may come up in a conversation by itself when its time has come."""

    CLOCKS = "clocks"
    PROMISE = "promise"
    SNOOZE = "snooze"
    CLOSING = "closing"
    SENDING = "sending"
    RULES = "rules"
    OFFER = "offer"
    REQUEST = "request"
    RADAR = "radar"
    WINDOW = "window"


class Scheduled(Frozen):
    """A message that leaves later."""

    message_id: str
    door: Door
    send_at: Instant
    is_automatic: bool = False
    """Whether no agent wrote it: it is no answer, and needless once somebody has answered."""


class DeliveryProblem(Frozen):
    """That an answer did not reach its customer, and why."""

    message_id: str
    at: Instant
    reason: str = ""


class Stood(Frozen):
    """How a conversation stood before it was answered."""

    state: State
    workspace_state: str | None = None
    rested_at: Instant | None = None
    first_response_at: Instant | None = None
    last_reply_at: Instant | None = None
    last_customer_message_at: Instant | None = None
    unanswered_since: Instant | None = None
    replies: int = 0
    tension: Tension | None = None
    delivery_problem: DeliveryProblem | None = None


class Undone(Frozen):
    """An answer that is gone, and how it stood before that."""

    message_id: str
    given_at: Instant
    undone_at: Instant
    before: Stood


class Aside(Frozen):
    """What a join changes of a conversation, as it was before."""

    state: State
    workspace_state: str | None = None
    snoozed_until: Instant | None = None
    solved_at: Instant | None = None
    rested_at: Instant | None = None
    unanswered_since: Instant | None = None
    clocks: tuple[Clock, ...] = ()
    agenda: dict[Matter, Instant] = {}


class Joint(Frozen):
    """That one conversation was joined into another, and how they stood before."""

    at: Instant
    source: Aside
    target: Aside


class Conversation(Frozen):
    """One matter of one customer."""

    id: str
    subject: str = ""
    state: State = State.RECEIVED
    workspace_state: str | None = None
    """What the desk itself calls that state, if it has a name of its own for it."""
    priority: Priority = Priority.NORMAL
    team: str | None = None
    assignee: str | None = None
    tags: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    """What its rule demands of whoever takes it."""
    weight: int = 1
    """How much of its agent's capacity it takes while it is open."""
    known_by: str | None = None
    """The agent who had this customer last."""
    offer: Offer | None = None
    language: str | None = None
    contact_id: str
    contact_name: str = ""
    customer: Customer = Customer()
    """What terms and rules go by of its contact."""
    door: Door
    other_door: Door | None = None
    """Another door by which its customer's last message may be answered."""
    audience: Audience = Audience.PRIVATE
    """Who can read what is said at that door, as its customer's last message there could be read."""
    participants: tuple[Participant, ...] = ()
    """Who reads along and may write, beside the customer."""
    may_belong_to: str | None = None
    """A conversation that the first message names, though its writer takes no part in it."""
    joined: tuple[str, ...] = ()
    """Conversations whose timelines are shown with this one."""
    joined_into: str | None = None
    """The conversation that this one goes on in."""
    joint: Joint | None = None
    """How both stood before that, and stand again once they are parted."""
    split_from: str | None = None
    """The conversation that the messages which began this one came in by."""
    brought: tuple[str, ...] = ()
    """Those messages, which stay filed there."""
    split_off: dict[str, str] = {}
    """The messages of this one that went on elsewhere, each with the conversation that it is in now."""
    links: tuple[Link, ...] = ()
    """What other conversations are to this one, its parent and its children among them."""
    open_children: Annotated[tuple[str, ...], Field(exclude=True)] = ()
    """The codes of its children that are open, where those were read; it is not kept with the conversation."""
    snoozed_until: Instant | None = None
    scheduled: tuple[Scheduled, ...] = ()
    delivery_problem: DeliveryProblem | None = None
    """The latest answer of a person's that did not reach the customer, until the next one is given."""
    undone: tuple[Undone, ...] = ()
    """Answers that were taken back or have failed: later ones were written while they stood."""
    preview: str = ""
    clocks: tuple[Clock, ...] = ()
    promise: Promised | None = None
    requests: tuple[Request, ...] = ()
    """What departments were asked about it."""
    handovers: Handovers = Handovers()
    tension: Tension | None = None
    """How tense it is; None until its customer wrote while the radar was on."""
    agenda: dict[Matter, Instant] = {}
    """When each matter comes up next."""
    firings: tuple[Firing, ...] = ()
    """Which rules were judged here of late."""
    created_at: Instant
    last_message_at: Instant
    last_customer_message_at: Instant | None = None
    first_response_at: Instant | None = None
    last_reply_at: Instant | None = None
    """When somebody of the desk answered last; automatic answers are none."""
    unanswered_since: Instant | None = None
    """When the customer wrote first since the last answer."""
    solved_at: Instant | None = None
    rested_at: Instant | None = None
    """Since when it waits for somebody, or is spam."""
    messages: int = 0
    """How many messages the customer wrote."""
    replies: int = 0
    """How many answers people of the desk gave."""
    version: int = 1

    @property
    def code(self) -> str:
        """Return the id as people read it aloud."""
        return f"{self.id[:4]}-{self.id[4:]}"

    @property
    def due_at(self) -> Instant | None:
        """Return when something comes up next, such as a warning, a breach or the end of a snooze."""
        return min(self.agenda.values(), default=None)

    def expecting(self, matter: Matter, at: datetime | None) -> Self:
        """Return the conversation with a matter that comes up at a moment, or not at all."""
        agenda = dict(self.agenda)
        agenda.pop(matter, None)
        return self.model_copy(update={"agenda": agenda | ({matter: at} if at else {})})

    @property
    def is_public(self) -> bool:
        """Tell whether everybody can read it: then people alone answer."""
        return self.audience is Audience.PUBLIC

    @property
    def is_in_work(self) -> bool:
        """Tell whether an agent has to act on it."""
        return self.state.category in {Category.INTAKE, Category.ACTIVE}

    @property
    def is_held(self) -> bool:
        """Tell whether it waits in its team's queue for an agent."""
        return self.is_in_work and self.team is not None and self.assignee is None

    @property
    def timelines(self) -> tuple[str, ...]:
        """Return the conversations whose entries are this one's."""
        return (self.id, *self.joined)

    @property
    def origins(self) -> tuple[tuple[str, str], ...]:
        """Return, for each message that began this conversation, where it is filed and its id."""
        return tuple((self.split_from, each) for each in self.brought) if self.split_from else ()
