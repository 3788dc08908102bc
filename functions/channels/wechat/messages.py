"""The part of WeChat's XML that the desk reads."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field, ValidationError

from transom.errors import UnreadableError
from transom.model import Place
from transom.model.base import Frozen
from transom.provider.reading import Seconds, unreadable

type Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
type Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class Message(Frozen):
    """A message, or an event such as that somebody follows the account."""

    sender: str = Field(alias="FromUserName", min_length=1)
    created: Seconds = Field(alias="CreateTime")
    kind: str = Field(alias="MsgType", min_length=1)
    id: str = Field(default="", alias="MsgId")
    event: str = Field(default="", alias="Event")
    key: str = Field(default="", alias="EventKey")
    content: str = Field(default="", alias="Content")
    media_id: str = Field(default="", alias="MediaId")
    format: str = Field(default="", alias="Format")
    recognition: str = Field(default="", alias="Recognition")
    latitude: Latitude | None = Field(default=None, alias="Location_X")
    longitude: Longitude | None = Field(default=None, alias="Location_Y")
    label: str = Field(default="", alias="Label")
    title: str = Field(default="", alias="Title")
    description: str = Field(default="", alias="Description")
    url: str = Field(default="", alias="Url")

    @property
    def place(self) -> Place | None:
        """Return the place that was sent."""
        if self.latitude is None or self.longitude is None:
            return None
        return Place(latitude=self.latitude, longitude=self.longitude, name=self.label)

    @property
    def link(self) -> str:
        """Return a shared link with what stands about it, line by line."""
        return "\n".join(part for part in (self.title, self.description, self.url) if part)


def message(xml: bytes) -> Message:
    """Return the message in a document; raises `UnreadableError`."""
    try:
        return Message.model_validate(fields(xml))
    except ValidationError as error:
        raise unreadable(error, "message of WeChat") from None


def fields(xml: bytes) -> Mapping[str, str]:
    """Return the texts right under a document's root, by their names; raises `UnreadableError`."""
    from defusedxml import ElementTree  # noqa: PLC0415 - in a layer that only some channels carry

    try:
        root = ElementTree.fromstring(xml, forbid_dtd=True)
    except (ElementTree.ParseError, ValueError, LookupError):
        raise UnreadableError("the body is no XML of WeChat") from None
    return {child.tag: child.text or "" for child in root}
