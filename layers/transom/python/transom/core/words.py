"""Whole words and phrases in any script."""

import unicodedata
from collections.abc import Sequence

_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),  # Han, compatible
    (0x20000, 0x3FFFF),  # Han, rare
)
_FIRST = chr(_UNSPACED[0][0])


def words(text: str) -> list[str]:
    """Return the words of a text, case-folded; of scripts without spaces, and of symbols, each character is a word."""
    found: list[str] = []
    is_within = touches = False
    for char in _folded(text):
        kind = unicodedata.category(char)
        is_mark, is_letter = kind[0] == "M", kind[0] in "LN" and not _is_unspaced(char)
        if kind == "Cf" or (is_mark and not touches):  # soft hyphens, joiners, accents of nothing
            continue
        if is_mark or (is_within and is_letter):
            found[-1] += char
        elif kind[0] in "LNS":
            found.append(char)
        if not is_mark:
            is_within, touches = is_letter, kind[0] in "LNS"
    return found


def holds(text: Sequence[str], phrase: Sequence[str]) -> bool:
    """Tell whether the words of a phrase stand next to each other in a text."""
    return bool(phrase) and f" {' '.join(phrase)} " in f" {' '.join(text)} "


def starts(text: Sequence[str], phrase: Sequence[str]) -> bool:
    """Tell whether a text begins with the words of a phrase."""
    return bool(phrase) and text[: len(phrase)] == phrase


def has_part(text: str, part: str) -> bool:
    """Tell whether something stands in a text, whatever its case, be it within a word."""
    return _folded(part) in _folded(text)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _is_unspaced(char: str) -> bool:
    return char >= _FIRST and any(first <= ord(char) <= last for first, last in _UNSPACED)
