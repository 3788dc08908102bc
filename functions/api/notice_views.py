"""What the API takes and answers of notifications."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from api.views import View
from transom.model import Instant, Strict

type NoticeId = Annotated[str, StringConstraints(pattern=r"^[0-7][0-9A-HJKMNP-TV-Z]{25}$")]


class NoticeView(View):
    """Something that the caller, or a team of theirs, was notified of."""

    id: str
    conversation_id: str
    text: str
    at: Instant
    rule: str | None
    is_read: bool


class NoticePage(View):
    """A page of notifications, the newest first."""

    items: tuple[NoticeView, ...]
    next: str | None
    unread: int
    """How many of the newest hundred are not read."""


class ReadNotices(Strict):
    """What the caller has read."""

    ids: Annotated[tuple[NoticeId, ...], Field(max_length=100)] = ()
    until: NoticeId | None = Field(default=None, description="The newest of all that are read.")

    @model_validator(mode="after")
    def _says_what(self) -> Self:
        if bool(self.ids) == bool(self.until):
            message = "give `ids` or `until`, one of the two"
            raise ValueError(message)
        return self


class Unread(View):
    """How many of the newest hundred notifications are not read."""

    unread: int
