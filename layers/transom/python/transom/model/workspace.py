"""States that a desk adds to the product's own."""

from typing import Annotated, Literal, Self

from pydantic import StringConstraints, model_validator

from transom.model.base import Slug, Strict
from transom.model.conversation import Category, State
from transom.model.language import LanguageTag

type Like = Literal[
    State.BOT_HANDLING,
    State.OPEN,
    State.WAITING_CUSTOMER,
    State.WAITING_DEPARTMENT,
    State.WAITING_THIRD_PARTY,
    State.SOLVED,
    State.SPAM,
]
LIKE: tuple[State, ...] = (
    State.BOT_HANDLING,
    State.OPEN,
    State.WAITING_CUSTOMER,
    State.WAITING_DEPARTMENT,
    State.WAITING_THIRD_PARTY,
    State.SOLVED,
    State.SPAM,
)
type Label = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]


class WorkspaceState(Strict):
    """A state of the desk's own: a conversation in it is in the one that it is like, and is called by its name."""

    id: Slug
    name: Label
    labels: dict[LanguageTag, Label] = {}
    """What it is called in other languages."""
    like: Like
    """Whose category, clocks and ways on it shares."""
    replaced_by: Slug | None = None
    """The state of the same category, one of the product's or of the desk's own, that its conversations go over to."""

    @model_validator(mode="after")
    def _has_an_id_of_its_own(self) -> Self:
        if self.id in {*State, *Category}:
            msg = f"the product has a state {self.id!r} already, or a category of states"
            raise ValueError(msg)
        return self
