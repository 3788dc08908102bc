"""What the desk says of tense conversations: what makes them so, and what is done about it."""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from transom.model.automation import Effects
from transom.model.base import Duration, Slug, Strict
from transom.model.language import LanguageTag
from transom.model.tension import Sign

type Points = Annotated[int, Field(ge=0, le=100)]
type Words = Annotated[str, StringConstraints(min_length=2, max_length=80, strip_whitespace=True)]


class OwnPhrase(Strict):
    """Words that make a conversation tense at this desk; a `*` at the end of a word stands for any ending."""

    words: Words
    points: Points
    languages: tuple[LanguageTag, ...] = ()
    """In which it counts; in all, if none is named."""


class Step(Strict):
    """What is done first, and how long that may take."""

    then: Effects
    within: Annotated[Duration, Field(ge=timedelta(minutes=1), le=timedelta(hours=72))] | None = None
    """How long until the next step follows, unless somebody answers."""


class Playbook(Strict):
    """What is done about a tense conversation, step by step."""

    id: Slug
    at_least: Annotated[int, Field(ge=1, le=100)]
    signs: tuple[Sign, ...] = ()
    """Any of which must be there; any will do, if none is named."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=10)]

    @model_validator(mode="after")
    def _steps_follow(self) -> Self:
        if any(step.within is None for step in self.steps[:-1]):
            msg = f"every step of {self.id!r} but the last says within which time it must help"
            raise ValueError(msg)
        return self


class Radar(Strict):
    """What makes conversations tense at this desk, and what is done about it."""

    is_on: bool = True
    points: dict[Sign, Points] = {}
    """What a sign is worth here, where that is not what it is worth usually."""
    phrases: tuple[OwnPhrase, ...] = ()
    ignored: tuple[Words, ...] = ()
    """Words that mean nothing bad here, such as a product's name."""
    playbooks: tuple[Playbook, ...] = ()
