"""One call of the API: who asks, when, and under which conditions."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from api.gateway import Claims
from transom.errors import ForbiddenError, UnauthenticError
from transom.model import Actor, ActorKind, Desk, Role, User
from transom.store import Store


@dataclass(frozen=True)
class Call:
    """What a view knows of its request beside its input."""

    store: Store
    now: datetime
    correlation_id: str
    claims: Claims | None = None

    def admit(self, role: Role) -> None:
        """Raise unless the caller is signed in, holds the role, and works at this desk."""
        if self.claims is None:
            raise UnauthenticError("sign in first")
        if self.claims.role is None or not self.claims.role.includes(role):
            raise ForbiddenError(f"this takes the role {role}")
        if self._caller is None:
            raise ForbiddenError("your account is not among the users of this desk")

    @property
    def user(self) -> User:
        """Return who is signed in."""
        if self._caller is None:
            raise UnauthenticError("sign in first")
        return self._caller

    @property
    def actor(self) -> Actor:
        """Return the caller as the author of a timeline entry."""
        return Actor(kind=ActorKind.AGENT, id=self.user.id, name=self.user.name)

    @cached_property
    def desk(self) -> Desk:
        """Return the desk's configuration, read once."""
        return self.store.desk.load()

    @cached_property
    def _caller(self) -> User | None:
        claims = self.claims
        users = self.desk.users if claims else ()
        return next((user for user in users if claims and claims.names(user.id, user.email)), None)
