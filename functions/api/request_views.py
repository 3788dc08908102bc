"""What the API takes and answers of departments: requests to them, and who held a conversation how long."""

from typing import Annotated

from pydantic import Field, StringConstraints

from api.bodies import Id, Text, Uploads
from api.conversation_views import ConversationName
from api.views import View
from transom.core.holding import HolderKind
from transom.model import Instant, RequestState, Strict

type Reason = Annotated[str, StringConstraints(max_length=1_000, strip_whitespace=True)]


class NewRequest(Strict):
    """A question to a department."""

    department: Id
    question: Text
    attachments: Uploads = ()
    shows_customer: bool = Field(
        default=False, description="Whether the mail names the customer's address; else it names none."
    )


class RequestSaying(Strict):
    """What is asked again, or answered."""

    text: Text
    attachments: Uploads = ()


class RequestCancellation(Strict):
    """Why no answer is needed any more."""

    reason: Reason = ""


class RequestOwner(Strict):
    """Who owes the answer from now on."""

    owner: Id | None = Field(default=None, description="A user's id; without it, the request's backup.")


class RequestView(View):
    """A question to a department, and how it stands."""

    id: str
    conversation: ConversationName
    department: str
    state: RequestState
    question: str
    """How it begins; the timeline has the whole."""
    owner: str
    backup: str | None
    asked_by: str
    asked: tuple[str, ...]
    """The addresses that it went to by mail."""
    shows_customer: bool
    opened_at: Instant
    due_at: Instant
    is_breached: bool
    closed_at: Instant | None
    version: int


class RequestList(View):
    """The requests of a conversation, the oldest first."""

    items: tuple[RequestView, ...]


class RequestPage(View):
    """A page of what a department owes."""

    items: tuple[RequestView, ...]
    next: str | None


class DepartmentView(View):
    """People whom agents ask."""

    id: str
    name: str
    owner: str
    backup: str | None
    guests: tuple[str, ...]
    calendar: str
    answer_within_seconds: int


class DepartmentList(View):
    """All departments."""

    items: tuple[DepartmentView, ...]


class HoldingView(View):
    """How long somebody held a conversation, in seconds."""

    kind: HolderKind
    id: str | None
    """The agent's, team's or department's, where there is one."""
    calendar_seconds: float
    business_seconds: float


class RequestHoldingView(View):
    """How long a request was owed, in seconds; several may be owed at once."""

    request: str
    department: str
    calendar_seconds: float
    business_seconds: float


class LedgerView(View):
    """Who held a conversation how long; the holders never overlap, so that they add up to the whole."""

    start: Instant
    end: Instant
    holders: tuple[HoldingView, ...]
    requests: tuple[RequestHoldingView, ...]
    handovers: int
    handovers_after_answer: int
    handed_over_often: bool
