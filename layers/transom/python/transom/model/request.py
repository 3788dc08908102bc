"""What a department is asked inside the desk, and who holds a conversation."""

from enum import StrEnum

from transom.model.base import Frozen, Instant
from transom.model.clock import Clock


class RequestState(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    CANCELLED = "cancelled"


class Request(Frozen):
    """A question to a department, about one conversation; its customer never sees it."""

    id: str
    department: str
    state: RequestState = RequestState.OPEN
    question: str
    """How the question begins; the whole stands in the entry that opened it."""
    entry_id: str
    owner: str
    """The agent who owes the answer now."""
    backup: str | None = None
    asked_by: str
    asked: tuple[str, ...] = ()
    """All mail addresses that it went to, in lower case: whose mails answer it."""
    shows_customer: bool = False
    """Whether its mails name the customer's address."""
    clock: Clock
    opened_at: Instant
    closed_at: Instant | None = None
    version: int = 1
    """Grows with whatever changes but its clock."""

    @property
    def is_open(self) -> bool:
        """Tell whether the department still owes an answer."""
        return self.state in {RequestState.OPEN, RequestState.OVERDUE}


class Handovers(Frozen):
    """How often a conversation has changed hands, and who held it last."""

    count: int = 0
    after_answer: int = 0
    """How many of them came after its first answer."""
    agent: str | None = None
    team: str | None = None
