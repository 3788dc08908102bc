"""Who did something."""

from enum import StrEnum
from typing import Self

from transom.model.base import Frozen


class ActorKind(StrEnum):
    """The kinds of author that a timeline entry can have."""

    CUSTOMER = "customer"
    AGENT = "agent"
    GUEST = "guest"
    """Someone of a department, or a colleague in a provider's own app: without a seat at the desk."""
    BOT = "bot"
    SYSTEM = "system"


class Actor(Frozen):
    """The author of a timeline entry."""

    kind: ActorKind
    id: str
    name: str = ""

    @classmethod
    def system(cls, part: str) -> Self:
        """Name a part of Transom itself, such as `router`."""
        return cls(kind=ActorKind.SYSTEM, id=part, name="Transom")


class Role(StrEnum):
    """What a user of the console may do; each includes the ones before it."""

    AGENT = "agent"
    LEAD = "lead"
    ADMIN = "admin"

    def includes(self, other: "Role") -> bool:
        """Tell whether this role may do all that the other may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(other)
