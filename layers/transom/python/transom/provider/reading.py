"""A provider's body as a model: what does not fit is unreadable, and its text is never quoted."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from transom.errors import UnreadableError

type Seconds = Annotated[int, Field(ge=0, lt=2**33)]
type Milliseconds = Annotated[int, Field(ge=0, lt=2**43)]
type Moment = Annotated[AwareDatetime, Field(ge=datetime(1970, 1, 2, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))]
"""A time that stays one in any time zone, whatever a stranger wrote."""


def read[Model: BaseModel](model: type[Model], body: bytes | str, what: str) -> Model:
    """Return the model in a JSON body; raises `UnreadableError` that names the places which are wrong."""
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise unreadable(error, what) from None


def unreadable(error: ValidationError, what: str) -> UnreadableError:
    """Return the error that says where a body is not as its provider documents it."""
    places = {".".join(str(part) for part in item["loc"]): item["type"] for item in error.errors()}
    return UnreadableError(f"the body is no {what}", fields=places)


def from_seconds(seconds: float) -> datetime:
    """Return the moment of a Unix time in seconds."""
    return datetime.fromtimestamp(seconds, UTC)


def from_milliseconds(milliseconds: int) -> datetime:
    """Return the moment of a Unix time in milliseconds."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
