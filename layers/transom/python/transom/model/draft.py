"""What an agent has begun to write and not sent."""

from typing import Literal

from transom.model.base import Frozen, Instant


class Quoted(Frozen):
    """The message that is answered, as the one who writes sees it."""

    id: str
    author: str = ""
    text: str = ""


class SavedDraft(Frozen):
    """An answer or a note that waits for its writer."""

    user_id: str
    type: Literal["message", "note"]
    text: str
    answered: Quoted | None = None
    saved_at: Instant
