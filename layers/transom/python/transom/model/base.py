"""What every model shares.

A model is built at its first use: most are used within others only, and no function uses all that it imports.
"""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, StringConstraints


def _to_utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


type Instant = Annotated[AwareDatetime, AfterValidator(_to_utc)]
"""An aware moment, kept in UTC; a naive one is refused."""

type Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")]
"""The id of a record that people write."""

type Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$", max_length=254)]


class Frozen(BaseModel):
    """An immutable value; unknown fields are ignored, so that older code reads newer data."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class Strict(BaseModel):
    """An immutable value from outside; unknown fields are refused, so that a typing error is seen."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
