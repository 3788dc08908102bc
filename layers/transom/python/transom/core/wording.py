"""What pydantic finds wrong, in words that somebody who writes a configuration understands."""

import re
from datetime import timedelta

from pydantic_core import ErrorDetails

_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is no setting that there is here",
    "bool_parsing": "is true or false",
    "bool_type": "is true or false",
    "dict_type": "has settings below it, as in {{name: value}}",
    "float_parsing": "is a number, as in 1.5",
    "int_from_float": "is a whole number, as in 4",
    "int_parsing": "is a whole number, as in 4",
    "int_type": "is a whole number, as in 4",
    "model_attributes_type": "has settings below it, as in {{name: value}}",
    "model_type": "has settings below it, as in {{name: value}}",
    "string_too_long": "has at most {max_length} characters",
    "string_too_short": "has at least {min_length} characters",
    "string_type": "is a text",
    "time_delta_parsing": "is no length of time; write one as in PT4H or 4h, P3D or 3d",
    "time_delta_type": "is no length of time; write one as in PT4H or 4h, P3D or 3d",
    "too_long": "has at most {max_length} entries, not {actual_length}",
    "too_short": "has at least {min_length} entries, not {actual_length}",
    "tuple_type": "is a list, as in [one, two]",
    "enum": "is one of {expected}",
    "literal_error": "is one of {expected}",
    "greater_than": "is more than {gt}",
    "greater_than_equal": "is at least {ge}",
    "less_than": "is less than {lt}",
    "less_than_equal": "is at most {le}",
}
_PATTERNS = {
    r"^[a-z0-9][a-z0-9_-]{0,62}$": "is an id of small letters, digits, - and _, as in first-line",
    r"^[^@\s]+@[^@\s]+$": "is a mail address, as in ana@example.com",
    r"^#[0-9a-fA-F]{6}$": "is a color, as in #1f6f54",
}
_PARTS = re.compile(r"(days|seconds)=(\d+)")
_DAYS = ("date_from_datetime_parsing", "date_parsing", "date_type", "date_from_datetime_inexact")


def plain(error: ErrorDetails) -> str:
    """Return what is wrong with a value, and what it should be."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in _DAYS:
        return "is a day, as in 2026-12-24"
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(str(context.get("pattern")), f"is written as {context.get('pattern')}")
    if kind in _WORDS:
        return _WORDS[kind].format_map({name: _shown(value) for name, value in context.items()})
    return error["msg"].removeprefix("Value error, ")


def fields(errors: list[ErrorDetails], whole: str = "") -> dict[str, str]:
    """Return what is wrong by the place where it is; `whole` is what has no place of its own."""
    return {".".join(map(str, each["loc"])) or whole: plain(each) for each in errors}


def _shown(value: object) -> str:
    text = str(value)
    if text.startswith("datetime.timedelta("):  # a length within a type of ours comes as it is written in Python
        return _length(timedelta(**{unit: int(count) for unit, count in _PARTS.findall(text)}))
    return text.replace("' or '", ", ").replace("', '", ", ").strip("'")


def _length(length: timedelta) -> str:
    hours, rest = divmod(int(length.total_seconds()), 3600)
    parts = {"d": hours // 24, "h": hours % 24, "m": rest // 60, "s": rest % 60}
    return " ".join(f"{count}{unit}" for unit, count in parts.items() if count) or "no time"
