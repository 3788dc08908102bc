"""Notifications: what a rule, a macro or a missed target tells agents."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from transom.model.base import Frozen, Instant, Slug, Strict
from transom.model.phrase import Phrase

MOST_USERS = 5
MOST_TEAMS = 3


class Notify(Strict):
    """Whom to notify, and of what; a team's notification is each member's."""

    text: Phrase
    users: Annotated[tuple[str, ...], Field(max_length=MOST_USERS)] = ()
    teams: Annotated[tuple[Slug, ...], Field(max_length=MOST_TEAMS)] = ()
    assignee: bool = False
    """Whether whoever has the conversation is notified, or its team while nobody has it."""
    by_mail: bool = False
    """Whether they are sent a mail, too."""

    @model_validator(mode="after")
    def _is_for_somebody(self) -> Self:
        if not (self.users or self.teams or self.assignee):
            msg = "notifies nobody: name `users`, `teams`, or `assignee: true`"
            raise ValueError(msg)
        return self


class Notice(Frozen):
    """What somebody was notified of."""

    id: str
    conversation_id: str
    text: str
    at: Instant
    rule: str | None = None
    """The rule that said so, if it was one."""
