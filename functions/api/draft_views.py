"""What the API takes and answers of drafts."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from api.views import View
from transom.model import Instant, Strict

type _Line = Annotated[str, StringConstraints(max_length=1_000)]


class QuotedView(Strict):
    """The message that a draft answers, as its writer sees it."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=128)]
    author: _Line
    text: _Line


class NewDraft(Strict):
    """What an agent has written so far; nothing but blanks throws it away."""

    text: Annotated[str, StringConstraints(max_length=100_000)]
    type: Literal["message", "note"] = "message"
    answered: QuotedView | None = None


class DraftView(View):
    """What the caller has begun in a conversation."""

    text: str
    type: Literal["message", "note"]
    answered: QuotedView | None
    saved_at: Instant


class WriterView(View):
    """A colleague who has begun something there, too; what it is, they alone see."""

    user_id: str
    type: Literal["message", "note"]
    saved_at: Instant


class DraftsView(View):
    """The caller's draft in a conversation, and who else is writing."""

    mine: DraftView | None
    others: tuple[WriterView, ...]
