"""A provider's body as a model: what does not fit is unreadable, and its text is never quoted."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Annotated, NamedTuple, get_args

from pydantic import AwareDatetime, BaseModel, Field, GetCoreSchemaHandler, ValidationError
from pydantic_core import CoreSchema, core_schema

from transom.channel import InboundEvent, InboundUnreadable
from transom.errors import UnreadableError

type Seconds = Annotated[int, Field(ge=0, lt=2**33)]
type Milliseconds = Annotated[int, Field(ge=0, lt=2**43)]
type Moment = Annotated[AwareDatetime, Field(ge=datetime(1970, 1, 2, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))]
"""A time that stays one in any time zone, whatever a stranger wrote."""


class Wrong(NamedTuple):
    """An item of a batch that is not as its provider documents it, and at which places."""

    places: dict[str, str]


class _Apart:
    """Validates an item apart from the rest of its batch."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(_validated, handler(get_args(source)[0]))


def _validated[Item](value: object, validate: Callable[[object], Item]) -> Item | Wrong:
    try:
        return validate(value)
    except ValidationError as error:
        return Wrong(_places(error))


type Apart[Item] = Annotated[Item | Wrong, _Apart()]
"""An item of a batch: one that is wrong sinks no other."""


def read[Model: BaseModel](model: type[Model], body: bytes | str, what: str) -> Model:
    """Return the model in a JSON body; raises `UnreadableError` that names the places which are wrong."""
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise unreadable(error, what) from None


def unreadable(error: ValidationError, what: str) -> UnreadableError:
    """Return the error that says where a body is not as its provider documents it."""
    return UnreadableError(f"the body is no {what}", fields=_places(error))


def right[Item](items: Iterable[Item | Wrong]) -> Iterator[Item]:
    """Yield the items that are as they should be."""
    return (item for item in items if not isinstance(item, Wrong))


def each[Item](
    items: Iterable[Item | Wrong], what: str, told: Callable[[Item], Iterable[InboundEvent]]
) -> Iterator[InboundEvent]:
    """Yield what each item of a batch tells, or what is wrong with it."""
    for item in items:
        if isinstance(item, Wrong):
            yield _unreadable(f"an item is no {what}", item.places)
            continue
        try:
            yield from tuple(told(item))
        except UnreadableError as error:
            yield _unreadable(error.message, error.fields)


def batch(events: Iterable[InboundEvent]) -> list[InboundEvent]:
    """Return the events of a batch; raises `UnreadableError` when nothing in it is understood."""
    known = list(events)
    wrong = [event for event in known if isinstance(event, InboundUnreadable)]
    if wrong and len(wrong) == len(known):
        raise UnreadableError("; ".join(dict.fromkeys(event.reason for event in wrong)))
    return known


def _unreadable(reason: str, places: dict[str, str]) -> InboundUnreadable:
    told = ", ".join(f"{place}: {kind}" for place, kind in places.items())
    return InboundUnreadable(reason=f"{reason} ({told})" if told else reason)


def _places(error: ValidationError) -> dict[str, str]:
    return {".".join(str(part) for part in item["loc"]): item["type"] for item in error.errors()}


def unsupported(kind: str) -> str:
    """Return what stands for a message, or a part of one, of a kind that the desk cannot show."""
    return f"[unsupported: {kind}]"


def from_seconds(seconds: float) -> datetime:
    """Return the moment of a Unix time in seconds."""
    return datetime.fromtimestamp(seconds, UTC)


def from_milliseconds(milliseconds: int) -> datetime:
    """Return the moment of a Unix time in milliseconds."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
