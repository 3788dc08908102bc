"""The conversation: what one matter with one customer is about, and how it stands."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from transom.model.base import Frozen, Instant
from transom.model.contact import Door, Participant
from transom.model.routing import Offer


class Category(StrEnum):
    """The groups that the states fall into."""

    INTAKE = "intake"
    ACTIVE = "active"
    WAITING = "waiting"
    DONE = "done"
    OUT = "out"


class State(StrEnum):
    """Where a conversation stands."""

    RECEIVED = "received"
    NEW = "new"
    OPEN = "open"
    REOPENED = "reopened"
    WAITING_CUSTOMER = "waiting_customer"
    WAITING_DEPARTMENT = "waiting_department"
    WAITING_THIRD_PARTY = "waiting_third_party"
    SOLVED = "solved"
    CLOSED = "closed"
    SPAM = "spam"

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
    State.NEW: Category.ACTIVE,
    State.OPEN: Category.ACTIVE,
    State.REOPENED: Category.ACTIVE,
    State.WAITING_CUSTOMER: Category.WAITING,
    State.WAITING_DEPARTMENT: Category.WAITING,
    State.WAITING_THIRD_PARTY: Category.WAITING,
    State.SOLVED: Category.DONE,
    State.CLOSED: Category.DONE,
    State.SPAM: Category.OUT,
}


class Priority(StrEnum):
    """How soon it matters."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


BREACH = 100
"""The mark of a clock, in percent of its limit, at which its target is missed."""


class Target(StrEnum):
    """The promises that a clock can measure."""

    FIRST_RESPONSE = "first_response"
    RESOLUTION = "resolution"


class Matter(StrEnum):
    """What may come up in a conversation by itself when its time has come."""

    CLOCKS = "clocks"
    OFFER = "offer"


class Pause(Frozen):
    """A stretch of time that a clock does not count."""

    start: Instant
    end: Instant


class Clock(Frozen):
    """One running or stopped measure of a target, derived from events."""

    target: Target
    policy: str
    calendar: str
    limit: timedelta
    started_at: Instant
    due_at: Instant
    paused_at: Instant | None = None
    stopped_at: Instant | None = None
    pauses: tuple[Pause, ...] = ()
    """The pauses that are over; while one lasts, `paused_at` tells since when."""
    fired: tuple[int, ...] = ()
    """The marks already told, in percent of the limit; 100 is the breach."""

    @property
    def is_running(self) -> bool:
        """Tell whether time counts now."""
        return self.halted_at is None

    @property
    def halted_at(self) -> Instant | None:
        """Return since when time has not counted; a clock that is stopped in a pause halted when the pause began."""
        return self.paused_at or self.stopped_at

    @property
    def is_breached(self) -> bool:
        """Tell whether the target was missed."""
        return BREACH in self.fired


class Conversation(Frozen):
    """One matter of one customer."""

    id: str
    subject: str = ""
    state: State = State.RECEIVED
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
    door: Door
    participants: tuple[Participant, ...] = ()
    """Who reads along and may write, beside the customer."""
    may_belong_to: str | None = None
    """A conversation that the first message names, though its writer takes no part in it."""
    joined: tuple[str, ...] = ()
    """Conversations whose timelines are shown with this one."""
    joined_into: str | None = None
    """The conversation that this one goes on in."""
    preview: str = ""
    clocks: tuple[Clock, ...] = ()
    agenda: dict[Matter, Instant] = {}
    """When each matter comes up next."""
    created_at: Instant
    last_message_at: Instant
    last_customer_message_at: Instant | None = None
    first_response_at: Instant | None = None
    solved_at: Instant | None = None
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
