"""One call of the API: who asks, when, and under which conditions."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from transom.errors import UnauthenticError
from transom.model import Actor, ActorKind, Desk, User
from transom.store import Store


@dataclass(frozen=True)
class Call:
    """What a view knows of its request beside path, query and body."""

    store: Store
    now: datetime
    correlation_id: str
    caller: User | None = None
    version: int = 0
    """What `If-Match` names, on routes that demand it."""
    idempotency_key: str | None = None

    @property
    def user(self) -> User:
        """Return who is signed in."""
        if self.caller is None:
            raise UnauthenticError("sign in first")
        return self.caller

    @property
    def actor(self) -> Actor:
        """Return the caller as the author of a timeline entry."""
        return Actor(kind=ActorKind.AGENT, id=self.user.id, name=self.user.name)

    @cached_property
    def desk(self) -> Desk:
        """Return the desk's configuration, read once."""
        return self.store.desk.load()
