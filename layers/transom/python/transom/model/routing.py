"""What routing goes by: skills, absences, what kinds of work weigh, and offers."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from transom.model.base import Frozen, Strict
from transom.model.language import LanguageTag

type SkillId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")]
type Weight = Annotated[int, Field(ge=1, le=100)]


class Kind(StrEnum):
    """How much of an agent a channel takes."""

    MAIL = "mail"
    CHAT = "chat"
    CALL = "call"


class Weights(Strict):
    """How much of an agent's capacity one open conversation takes."""

    mail: Weight = 1
    chat: Weight = 2
    call: Weight = 5

    def of(self, kind: Kind) -> int:
        """Return what a conversation of this kind weighs."""
        return {Kind.MAIL: self.mail, Kind.CHAT: self.chat, Kind.CALL: self.call}[kind]


class Skill(Strict):
    """Something that not every agent can do; its languages and channels demand it of whoever takes a conversation."""

    id: SkillId
    name: str = ""
    languages: tuple[LanguageTag, ...] = ()
    channels: tuple[str, ...] = ()


class Absence(Strict):
    """Days on which a user is not there, the last one included."""

    first: date
    last: date
    substitute: str | None = None
    """The id of the user who stands in."""

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.last < self.first:
            msg = f"an absence ends after it starts, but {self.first} to {self.last} does not"
            raise ValueError(msg)
        return self

    def covers(self, day: date) -> bool:
        """Tell whether the user is not there on a day."""
        return self.first <= day <= self.last


class Offer(Frozen):
    """Work that an agent was given and has not taken yet; `user_id` is None between two agents."""

    user_id: str | None = None
    passed: tuple[str, ...] = ()
    """Who had it offered before, and let it pass."""


class Grant(Frozen):
    """An agent who is given a conversation, on condition that their capacity bears it."""

    user_id: str
    capacity: int
