"""The language of a text: told by its script, or by pieces of its words as a small trained table weighs them.

The table, `language.bin`, is made by `make language`; ADR 0020 says how good it is.
"""

import json
import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

MOST_READ = 2_000
"""Letters; a long text is not clearer than its beginning."""
_LONGEST_PIECE = 4
_SURE = 2.0
"""How far ahead the first language must be of the second, times the letters that there are."""
_KNOWN = 1.0
"""What the language that is expected first is ahead by; the second is by half of it."""
_IDEOGRAPH = 3
"""How many letters one ideograph or syllable is worth."""
_AMONG_LATIN = 6
"""How many Latin letters it outweighs: Chinese and Japanese texts are full of the names of products and fields."""

_NO_WORDS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[A-Za-z0-9_-]*\d[A-Za-z0-9_-]*")
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = {
    "kana": re.compile(r"[\u3040-\u30ff\uff66-\uff9f]"),
    "han": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]"),
    "ko": re.compile(r"[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]"),
    "el": re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"),
    "cyrillic": re.compile(r"[\u0400-\u052f]"),
    "latin": re.compile(r"[a-z\u00df-\u024f]"),
}
_DENSE = {"kana", "han", "ko"}
OTHERS = ("other", "other cyrillic")
"""What the table calls the languages that are not told apart, by their alphabet."""
CYRILLIC = ("ru", "uk", "bg", OTHERS[1])
LANGUAGES = (
    *("bg", "cs", "da", "de", "el", "en", "es", "fi", "fr", "hu", "it", "ja"),
    *("ko", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sv", "tr", "uk", "zh"),
)
"""What is told apart, by ISO 639-1."""
BY_SCRIPT = ("el", "ja", "ko", "zh")
"""Those that need no table."""


class Table(NamedTuple):
    """What each piece of a word says for and against each language."""

    languages: tuple[str, ...]
    buckets: int
    unit: float
    biases: tuple[float, ...]
    weights: memoryview
    """A row of one signed byte for each language, for each bucket."""


def detect(text: str, likely: Sequence[str | None] = ()) -> str | None:
    """Return the language of a text by ISO 639-1, or None where it cannot be known.

    `likely` are languages that its writer was seen to use, or that their device speaks, the most trusted first: they
    decide what is close.
    """
    read = words(text)
    counts = Counter({script: len(found.findall(read)) for script, found in _SCRIPTS.items()})
    counts["kana"] += counts["han"] if counts["kana"] else 0
    script = max(counts, key=lambda each: counts[each] * (_AMONG_LATIN if each in _DENSE else 1))
    letters = counts[script] * (_IDEOGRAPH if script in _DENSE else 1)
    names = dict.fromkeys(each.partition("-")[0].lower() for each in likely if each)
    expected = {name: _KNOWN / place for place, name in enumerate(names, 1)}
    match script:
        case _ if letters < 2 * _IDEOGRAPH - 2:
            return None
        case "kana":
            return "ja"
        case "han":
            return "ja" if "ja" in expected and "zh" not in expected else "zh"
        case "ko" | "el":
            return script
        case _:
            return _weighed(read, letters, expected, is_cyrillic=script == "cyrillic")


def words(text: str) -> str:
    """Return the words of a text in lower case, a space around each; addresses and numbers are none."""
    plain = _NO_WORDS.sub(" ", unicodedata.normalize("NFC", text[:MOST_READ]).lower())
    return f" {' '.join(_WORD.findall(plain))} "


def pieces(read: str, buckets: int) -> set[int]:
    """Return the buckets of all pieces of up to four characters, and of all words."""
    return {zlib.crc32(piece.encode()) % buckets for piece in _pieces(read)}


def _pieces(read: str) -> Iterator[str]:
    for size in range(1, _LONGEST_PIECE + 1):
        yield from (read[at : at + size] for at in range(len(read) - size + 1))
    yield from (f" {word} " for word in read.split())


def _weighed(read: str, letters: int, expected: Mapping[str, float], *, is_cyrillic: bool) -> str | None:
    table = _table()
    found = pieces(read, table.buckets)
    width = len(table.languages)
    rows = (table.weights[bucket * width : (bucket + 1) * width] for bucket in found)
    sums = [sum(column) for column in zip(*rows, strict=True)]
    scores = sorted(
        (
            (table.unit * total / len(found) ** 0.5 + bias + expected.get(language, 0), language)
            for language, bias, total in zip(table.languages, table.biases, sums, strict=True)
            if (language in CYRILLIC) is is_cyrillic
        ),
        reverse=True,
    )
    (best, language), (second, _), *_ = scores
    return language if language not in OTHERS and (best - second) * letters >= _SURE else None


@cache
def _table() -> Table:
    head, _, weights = zlib.decompress(Path(__file__).with_suffix(".bin").read_bytes()).partition(b"\n")
    return Table(**json.loads(head), weights=memoryview(weights).cast("b"))
