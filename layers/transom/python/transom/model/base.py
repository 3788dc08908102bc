"""What every model shares.

A model is built at its first use: most are used within others only, and no function uses all that it imports.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    WithJsonSchema,
)

_SHORT = re.compile(r"(?:(\d{1,6})w)? ?(?:(\d{1,6})d)? ?(?:(\d{1,6})h)? ?(?:(\d{1,6})m)? ?(?:(\d{1,6})s)?")


def _to_utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


type Instant = Annotated[AwareDatetime, AfterValidator(_to_utc)]
"""An aware moment, kept in UTC; a naive one is refused."""

type Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")]
"""The id of a record that people write."""


def _length(value: object) -> object:
    """Read a length such as `4h` or `1h 30m`; what is written by ISO 8601 is read by pydantic."""
    if isinstance(value, timedelta):
        return value
    text = str(value).strip().lower()
    if text and (found := _SHORT.fullmatch(text)):
        weeks, days, hours, minutes, seconds = (int(each or 0) for each in found.groups())
        return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    if not text.startswith(("p", "-p")):
        msg = f"{value!r} is no length of time; write one as in PT4H or 4h, P3D or 3d"
        raise ValueError(msg)
    return value


type Duration = Annotated[
    timedelta, BeforeValidator(_length), WithJsonSchema({"type": "string", "examples": ["PT4H", "4h"]})
]
"""A length of time, as in `PT4H` or `4h`."""

type Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$", max_length=254)]


class Frozen(BaseModel):
    """An immutable value; unknown fields are ignored, so that older code reads newer data."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class Strict(BaseModel):
    """An immutable value from outside; unknown fields are refused, so that a typing error is seen."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
