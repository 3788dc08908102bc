"""States that a desk adds to the product's own."""

from typing import Literal, Self

from pydantic import model_validator

from transom.model.base import Slug, Strict
from transom.model.conversation import State


class WorkspaceState(Strict):
    """A state of the desk's own: a conversation in it is in the one that it is like, and is called by its name."""

    id: Slug
    name: str
    like: Literal[State.OPEN, State.WAITING_CUSTOMER, State.WAITING_DEPARTMENT, State.WAITING_THIRD_PARTY, State.SOLVED]
    """Whose category, clocks and ways on it shares."""

    @model_validator(mode="after")
    def _has_an_id_of_its_own(self) -> Self:
        if self.id in set(State):
            msg = f"the product has a state {self.id!r} already"
            raise ValueError(msg)
        return self
