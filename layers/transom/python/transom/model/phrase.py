"""Texts with variables such as `{{contact.first_name|there}}`: only known names are filled in, and nothing is run."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

VARIABLES = frozenset(
    {
        "agent.first_name",
        "agent.name",
        "brand.name",
        "contact.first_name",
        "contact.name",
        "conversation.code",
        "conversation.subject",
        "team.name",
    }
)

UNTOUCHED = frozenset({"brand.name", "conversation.code", "team.name"})
"""Variables that hold nothing a sender wrote: an answer that goes out by itself is no relay for advertisements."""

ANSWERING = UNTOUCHED | {"agent.first_name", "agent.name", "contact.first_name"}
"""What an answer to a customer may have besides: of their name one word of letters, which advertises nothing."""

_PLACE = re.compile(r"\{\{(?P<inside>[^{}]*)\}\}")


def checked(text: str, known: frozenset[str] = VARIABLES) -> str:
    """Return a text whose variables are all known; raises ValueError with the line and column of one that is not."""
    end = 0
    for place in _PLACE.finditer(text):
        _closed(text, end, place.start())
        name = _split(place["inside"])[0]
        if name not in known:
            msg = f"{_at(text, place.start())}: there is no variable {name!r}; use one of {', '.join(sorted(known))}"
            raise ValueError(msg)
        end = place.end()
    _closed(text, end, len(text))
    return text


def stating(*names: str) -> Callable[[str], str]:
    """Return a check that a text of the desk's own has these variables, and none that a stranger could write into."""

    def check(text: str) -> str:
        if missing := set(names).difference(used(checked(text, UNTOUCHED | set(names)))):
            msg = f"has to state {{{{{min(missing)}}}}}"
            raise ValueError(msg)
        return text

    return check


def rendered(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its variables filled in; one that is empty gives its fallback, or nothing."""

    def filled(place: re.Match[str]) -> str:
        name, fallback = _split(place["inside"])
        return values.get(name) or fallback

    return _PLACE.sub(filled, text)


def used(text: str) -> Iterator[str]:
    """Yield the variables of a text in their order."""
    return (_split(place["inside"])[0] for place in _PLACE.finditer(text))


def _split(inside: str) -> tuple[str, str]:
    name, _, fallback = inside.partition("|")
    return name.strip(), fallback.strip()


def _closed(text: str, start: int, end: int) -> None:
    found = re.search(r"\{\{|\}\}", text[start:end])
    if found:
        msg = f"{_at(text, start + found.start())}: a variable is written as {{{{name}}}} or {{{{name|fallback}}}}"
        raise ValueError(msg)


def _at(text: str, place: int) -> str:
    before = text[:place]
    return f"line {before.count('\n') + 1}, column {place - before.rfind('\n')}"


type Phrase = Annotated[str, StringConstraints(min_length=1, max_length=10_000, pattern=r"\S"), AfterValidator(checked)]
