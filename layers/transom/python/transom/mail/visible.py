"""The part of a text mail that its writer wrote: without the mails that it quotes, and without a signature."""

# ruff: noqa: RUF001 - words and signs of other alphabets

import re
from collections.abc import Sequence
from itertools import pairwise

from transom.mail.phrases import BEGINNINGS, CLOSING, DEVICE, FIELD, FORWARDED, FROM_OR_DATE, ORIGINAL, SIGNATURE, WROTE

_MAX_LINES = 20_000
_LINES_OF_INTRODUCTION = 6
_LONGEST_INTRODUCTION = 400
_LINES_OF_SIGNATURE = 12
_LINES_OF_CLOSING = 6
_LONGEST_LINE = 1000
"""Longer lines are paragraphs, which introduce and sign nothing."""
_MAY_END = re.compile(r"(?:[:：-]|道|wrote)\W{0,12}$")
_ONE_LINE_BETWEEN = 2
_SAYS_WHO_OR_WHEN = re.compile(r"\d|@")
_ENDS_IN_WROTE = re.compile(rf".*(?:{WROTE})\W{{0,12}}", re.IGNORECASE | re.DOTALL)
_BEGINS_WITH_DATE = re.compile(rf"[\s*_-]*(?:{BEGINNINGS})\b.*\d.*\b(?:{WROTE})\b.*[:：]\W*", re.IGNORECASE | re.DOTALL)
_TIME_AND_ADDRESS = re.compile(
    r".*(?:\b(?:19|20)\d\d\b|\d:\d\d|\d{1,2}[./]\d{1,2}[./]\d\d).*<[^<>]*@[^<>]*>+[^\n:<>]{0,25}[:：]\W*",
    re.DOTALL,
)
_TIME_BY_ADDRESS = re.compile(r"\d.*\d:\d\d.{0,20}\b(?:by|von|par|przez|от|від|por|da) \S+@[^\s:]+:", re.IGNORECASE)
_DATE_AND_ADDRESS = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2} .{0,80}<[^<>]*@[^<>]*>")
_SOMEBODY_WROTE = re.compile(rf"\s*(?:{BEGINNINGS})\b.{{2,120}}\b(?:{WROTE})\s*:\s*", re.IGNORECASE)
_BETWEEN_DASHES = re.compile(rf"-{{2,}} .*\b(?:{WROTE}) -{{2,}}", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[-=*_─]{3,}(?:[^\d:]{3,50}[-=*_─]{3,})?\s*")
_AT_THE_END_OF_A_LINE = re.compile(
    rf"(?P<own>[^>\s].*?)\s*-*\s*\b(?:{BEGINNINGS}) \w{{2,4}}[.,] .*\d.*\b(?:{WROTE}):", re.IGNORECASE
)
_BEGINS = re.compile(rf"[\s>*_-]*(?:(?:{BEGINNINGS})\b|\d|\w+,? \d|.*<[^<>]*@|.*\(.*@|.*\b(?:{WROTE}))", re.IGNORECASE)
_LINK_CUT = re.compile(r"^[^\s(<]*[)>]$|https?://\S*$")


def visible(text: str) -> str:
    """Return the text without what it quotes and signs with; where nothing else is left, the whole of it."""
    lines = text.replace("\r\n", "\n").rstrip().split("\n")[:_MAX_LINES]
    written = _without_signature(_without_quotes(lines))
    return "\n".join(written).strip() or text.strip()


def _without_quotes(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines above and below the quoted mail; all of them where the answers stand between its lines."""
    for number, line in enumerate(lines):
        if not line.strip() or len(line) > _LONGEST_LINE:
            continue
        if FORWARDED.fullmatch(line):
            return lines
        if _is_quoted_next(lines, number) and (cut := _AT_THE_END_OF_A_LINE.fullmatch(line.strip())):
            return [*lines[:number], cut["own"].rstrip("-"), *_around(lines[number:], 0, 1)]
        if height := _introduction(lines, number):
            return _around(lines, number, number + height)
    end = _quote_at_end(lines)
    return lines[:end]


def _introduction(lines: Sequence[str], start: int) -> int:
    """Return how many lines, from here on, say that a quoted mail follows; 0 if none does."""
    line = lines[start]
    if ORIGINAL.fullmatch(line) or _BETWEEN_DASHES.fullmatch(line.strip()):
        return 1
    is_told = _DATE_AND_ADDRESS.fullmatch(line.strip()) or _SOMEBODY_WROTE.fullmatch(line)
    if is_told and _is_quoted_next(lines, start):
        return 1
    if _SEPARATOR.fullmatch(line):
        below = next((at for at in range(start + 1, min(start + 4, len(lines))) if lines[at].strip()), None)
        return 1 if below is not None and (_is_header_block(lines, below) or _names_reader(lines, below)) else 0
    if _is_header_block(lines, start):
        return 1
    return _lines_of_introduction(lines, start)


def _is_header_block(lines: Sequence[str], start: int) -> bool:
    """Tell whether From, Date, To and Subject of another mail begin here."""
    if not FROM_OR_DATE.match(lines[start]):
        return False
    following = [line for line in lines[start + 1 : start + 9] if line.strip()][:4]
    return any(map(FIELD.match, following[:2])) and sum(FIELD.match(line) is not None for line in following) >= 1


def _names_reader(lines: Sequence[str], start: int) -> bool:
    """Tell whether To and Subject of another mail stand here, which Yandex writes below a rule."""
    return all(map(FIELD.match, lines[start : start + 2])) and start + 1 < len(lines)


def _lines_of_introduction(lines: Sequence[str], start: int) -> int:
    """Return how many lines "On Monday, Ana wrote:" takes from here on, which mail programs wrap."""
    if not _BEGINS.match(lines[start]):
        return 0
    joined = ""
    for height in range(1, min(_LINES_OF_INTRODUCTION, len(lines) - start) + 1):
        joined += lines[start + height - 1].lstrip("> ") + " "
        if len(joined) > _LONGEST_INTRODUCTION:
            return 0
        if _is_introduction(joined.strip()):
            return height
    return 0


def _is_introduction(words: str) -> bool:
    if not (_MAY_END.search(words) and _SAYS_WHO_OR_WHEN.search(words)):
        return False
    if any(form.fullmatch(words) for form in (_TIME_AND_ADDRESS, _BEGINS_WITH_DATE, _TIME_BY_ADDRESS)):
        return True
    return (
        words.endswith((":", "：", "-", "道", "写道", "寫道", "wrote")) and _ENDS_IN_WROTE.fullmatch(words) is not None
    )


def _around(lines: Sequence[str], start: int, end: int) -> Sequence[str]:
    """Return what stands above an introduction, and below the quoted lines that follow it if they are marked."""
    below = lines[end:]
    quoted = [number for number, line in enumerate(below) if _is_quoted(line)]
    first = next((number for number, line in enumerate(below) if line.strip()), None)
    if not quoted or first is None or not _is_quoted(below[first]):
        return lines[:start]
    if _is_answered_between(below, quoted):
        return lines
    return [*lines[:start], *below[quoted[-1] + 1 :]]


def _is_answered_between(lines: Sequence[str], quoted: Sequence[int]) -> bool:
    """Tell whether words of the writer stand between quoted lines, other than a link that was cut."""
    pairs = pairwise(quoted)
    return any(
        line.strip() and not _LINK_CUT.search(line.strip()) and not _LINK_CUT.search(lines[above].strip())
        for above, under in pairs
        for line in lines[above + 1 : under]
        if _is_apart(lines, above, under)
    )


def _is_apart(lines: Sequence[str], above: int, under: int) -> bool:
    """Tell whether lines between quoted ones are more than the rest of a wrapped one."""
    return under - above > _ONE_LINE_BETWEEN or not lines[above].rstrip("> ")


def _quote_at_end(lines: Sequence[str]) -> int:
    """Return where the quoted lines begin that end a text without an introduction."""
    end = len(lines)
    while end and (_is_quoted(lines[end - 1]) or not lines[end - 1].strip()):
        end -= 1
    return end


def _is_quoted_next(lines: Sequence[str], number: int) -> bool:
    """Tell whether the next line with words is a quoted one."""
    below = (lines[at] for at in range(number + 1, len(lines)))
    return next((_is_quoted(line) for line in below if line.strip()), False)


def _is_quoted(line: str) -> bool:
    return line.lstrip().startswith(">")


def _without_signature(lines: Sequence[str]) -> Sequence[str]:
    """Return the lines above a signature, and above what a telephone adds."""
    words_below = sum(1 for line in lines if line.strip())
    for number, line in enumerate(lines):
        words_below -= bool(line.strip())
        is_signature = words_below <= _LINES_OF_SIGNATURE and SIGNATURE.fullmatch(line) is not None
        is_closing = 0 < words_below <= _LINES_OF_CLOSING and CLOSING.fullmatch(line.strip()) is not None
        if (number and (is_signature or is_closing)) or _is_of_device(lines, number):
            return lines[:number]
    return lines


def _is_of_device(lines: Sequence[str], number: int) -> bool:
    """Tell whether a telephone signed here: in a line that stands by itself."""
    if len(lines[number]) > _LONGEST_LINE:
        return False
    is_apart = not number or not lines[number - 1].strip() or number == len(lines) - 1
    return is_apart and DEVICE.fullmatch(lines[number].strip()) is not None
