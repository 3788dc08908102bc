"""Phrases by what they mean, all of which are looked for in one pass over a text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from transom.core.words import words

type Phrase = tuple[str, ...]


class Found[M](NamedTuple):
    """A phrase of a text: what it means, where it begins, and its words."""

    meaning: M
    at: int
    said: str


class Lexicon[M]:
    """Phrases by their meaning, separated by `|`; a `*` at the end of a word stands for any ending."""

    def __init__(self, listed: Mapping[M, str]) -> None:
        self._by_word: dict[str, list[tuple[M, Phrase]]] = defaultdict(list)
        self._by_beginning: dict[str, list[tuple[M, Phrase]]] = defaultdict(list)
        for meaning, phrases in listed.items():
            for phrase in filter(None, (tuple(_parts(each)) for each in phrases.split("|"))):
                index = self._by_beginning if phrase[0].endswith("*") else self._by_word
                index[phrase[0].rstrip("*")].append((meaning, phrase))
        self._lengths = sorted({len(beginning) for beginning in self._by_beginning})

    def found_in(self, text: Sequence[str]) -> Iterator[Found[M]]:
        """Yield each phrase of a text that was cut into words."""
        for at, word in enumerate(text):
            for meaning, phrase in self._begun_by(word):
                said = text[at : at + len(phrase)]
                if len(said) == len(phrase) and all(map(_fits, said, phrase)):
                    yield Found(meaning, at, " ".join(said))

    def _begun_by(self, word: str) -> Iterable[tuple[M, Phrase]]:
        yield from self._by_word.get(word, ())
        for length in self._lengths:
            if length <= len(word):
                yield from self._by_beginning.get(word[:length], ())


def _parts(phrase: str) -> Iterator[str]:
    for part in phrase.split():
        *first, last = words(part.rstrip("*")) or [""]
        yield from (*first, last + "*" * part.endswith("*"))


def _fits(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted
