"""Departments beside the desk: whom they name, and how soon they answer."""

from typing import Annotated

from pydantic import Field

from transom.model.base import Email, Slug, Strict
from transom.model.hours import Length


class Department(Strict):
    """People whom agents ask, such as a warehouse; guests among them have no seat at the desk and answer by mail."""

    id: Slug
    name: str
    owner: str
    """The id of the user who owes its answers."""
    backup: str | None = None
    """The id of the user who takes over what is overdue."""
    guests: Annotated[tuple[Email, ...], Field(max_length=20)] = ()
    calendar: Slug
    answer_within: Length
    """The open time in which it answers."""
    warn_at: tuple[Annotated[int, Field(gt=0, lt=100)], ...] = (50, 75, 90)
