"""What callers of a telephone line hear and can choose: a tree, said in each language that the line speaks."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field, StringConstraints

from transom.model.base import Slug, Strict

type Key = Annotated[str, StringConstraints(pattern=r"^[0-9*#]$")]
"""What is pressed on a telephone."""

type Tag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
"""A language as telephone providers name it, such as `pl-PL`."""

type Spoken = dict[Tag, Annotated[str, StringConstraints(min_length=1, max_length=2_000)]]
"""What is said, by language."""


class LineLanguage(Strict):
    """A language that a line speaks."""

    digit: Key | None = None
    """What chooses it, where a line speaks several."""
    voice: str = ""
    """The provider's voice, if not its usual one."""


class LinePhrases(Strict):
    """The sentences in between, in other words than the product's."""

    language: str | None = None
    option: str | None = None
    callback: str | None = None
    voicemail: str | None = None
    back: str | None = None
    repeat: str | None = None
    position: str | None = None
    wait: str | None = None
    connecting: str | None = None
    record: str | None = None
    promise: str | None = None
    not_understood: str | None = None
    goodbye: str | None = None


class LineOption(Strict):
    """A choice by a digit, or by a word: it leads to a team, to further choices, or to both."""

    digit: Key
    label: Spoken
    words: tuple[Annotated[str, StringConstraints(min_length=1, max_length=60)], ...] = ()
    """What may be said instead of the label."""
    team: Slug | None = None
    """Who is meant; without it, whoever the choice before was for."""
    greeting: Spoken = {}
    """What is said before the further choices."""
    options: tuple["LineOption", ...] = ()

    def is_said(self, speech: str) -> bool:
        """Tell whether what a caller said names this choice."""
        return any(_plain(word) in _plain(speech) for word in (*self.label.values(), *self.words))


def _plain(words: str) -> str:
    """Return words without case and punctuation, with a space around each."""
    letters = "".join(character if character.isalnum() else " " for character in words.casefold())
    return f" {' '.join(letters.split())} "


class LineMenu(Strict):
    """The whole tree of a line."""

    languages: Annotated[dict[Tag, LineLanguage], Field(min_length=1)]
    """The first is spoken to those who choose none."""
    greeting: Spoken
    closed: Spoken
    """What is said instead while the desk, or the team that was chosen, is closed."""
    options: tuple[LineOption, ...] = ()
    callback: Key | None = None
    """Asks to be called back, at any time."""
    voicemail: Key | None = None
    """Goes to the voicemail at any time, where else only those land who choose nothing."""
    back: Key = "*"
    repeat: Key = "#"
    music: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] | None = None
    """What is played to those who wait."""
    phrases: dict[Tag, LinePhrases] = {}

    @property
    def spare(self) -> tuple[Key, ...]:
        """Return the keys that mean the same in the whole tree."""
        return tuple(key for key in (self.callback, self.voicemail, self.back, self.repeat) if key)

    def along(self, path: str) -> Iterator[LineOption]:
        """Yield the choices on a way through the tree, as far as there are such."""
        options = self.options
        for digit in path:
            chosen = next((option for option in options if option.digit == digit), None)
            if chosen is None:
                return
            yield chosen
            options = chosen.options

    def options_at(self, path: str) -> tuple[LineOption, ...]:
        """Return what can be chosen at the end of a way."""
        way = list(self.along(path))
        return way[-1].options if way else self.options

    def team_at(self, path: str) -> str | None:
        """Return whom a way leads to: the team that was named last on it."""
        return next((option.team for option in reversed(list(self.along(path))) if option.team), None)

    def speaks(self, language: str | None) -> Tag | None:
        """Return the tag under which the line speaks a language, if it does; `pl` is spoken as `pl-PL`."""
        wanted = (language or "").partition("-")[0].lower()
        return next((tag for tag in self.languages if tag == language or tag.partition("-")[0] == wanted), None)
