"""What the body of an RCS message holds: a text, or JSON that tells of a file, a place, a choice or an event."""

from typing import Annotated

from pydantic import Field, ValidationError

from transom.model.base import Frozen
from transom.model.entry import Place


class Coordinates(Frozen):
    """A place on the map, as a customer shares it."""

    latitude: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    longitude: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]

    def place(self) -> Place:
        """Return the place."""
        return Place(latitude=self.latitude, longitude=self.longitude)


class Body(Frozen):
    """A body that is JSON; a kind of it has but some of the fields."""

    kind: str = Field(default="", alias="type")
    text: str = ""
    latitude: float | None = None
    longitude: float | None = None
    location: Coordinates | None = None
    media_status: str = Field(default="", alias="mediaStatus")
    bucket: str = Field(default="", alias="s3Bucket")
    key: str = Field(default="", alias="s3Key")
    mime: str = Field(default="application/octet-stream", alias="mimeType")
    name: str = Field(default="file", alias="fileName")
    size: int | None = Field(default=None, alias="fileSizeBytes", ge=0)

    @property
    def is_known(self) -> bool:
        """Tell whether AWS wrote it: a customer's own text may be JSON too."""
        return bool(self.media_status) or (self.kind.isupper() and self.kind.replace("_", "").isalpha())


def body(text: str) -> Body | None:
    """Return what a body tells in JSON, or None for a plain text."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        told = Body.model_validate_json(text)
    except ValidationError:
        return None
    return told if told.is_known else None
