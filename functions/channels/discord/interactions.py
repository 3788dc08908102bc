"""The part of Discord's interactions that the desk reads."""

from datetime import datetime
from enum import IntEnum
from typing import Annotated

from pydantic import Field, JsonValue

from transom.model.base import Frozen
from transom.provider.reading import from_milliseconds

EPOCH = 1_420_070_400_000
"""The first moment of 2015, from which Discord's ids count milliseconds."""
TIME_BITS = 22

type Snowflake = Annotated[str, Field(pattern=r"^[0-9]{1,20}$")]


class Kind(IntEnum):
    """What a customer did."""

    PING = 1
    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL_SUBMIT = 5


class Question(Frozen):
    """What a request is, before it is known to be Discord's; webhook events have an `event`, but for their ping."""

    type: int
    event: JsonValue = None


class User(Frozen):
    """Somebody on Discord."""

    id: Snowflake
    username: str = ""
    global_name: str | None = None
    avatar: str | None = None
    bot: bool = False


class Member(Frozen):
    """Somebody as a server knows them."""

    user: User | None = None
    nick: str | None = None


class File(Frozen):
    """A file that was attached."""

    id: Snowflake
    filename: str
    content_type: str | None = None
    size: int | None = None
    url: str


class Message(Frozen):
    """A message that a command or a button is about."""

    id: Snowflake
    content: str = ""


class Resolved(Frozen):
    """What the ids stand for that an interaction names."""

    attachments: dict[str, File] = {}
    messages: dict[str, Message] = {}


class Component(Frozen):
    """A field of a form, or what surrounds it: a row with `components`, or a label with a `component`."""

    type: int
    value: str | None = None
    values: tuple[str, ...] = ()
    components: tuple["Component", ...] = ()
    component: "Component | None" = None

    @property
    def fields(self) -> tuple["Component", ...]:
        """Return the component and all within it."""
        inner = (*self.components, *((self.component,) if self.component else ()))
        return (self, *(field for item in inner for field in item.fields))


class Data(Frozen):
    """What was chosen, pressed or filled in."""

    custom_id: str = ""
    target_id: Snowflake | None = None
    components: tuple[Component, ...] = ()
    resolved: Resolved = Field(default_factory=Resolved)

    @property
    def fields(self) -> tuple[Component, ...]:
        """Return all fields of a form."""
        return tuple(field for item in self.components for field in item.fields)


class Interaction(Frozen):
    """One thing that a customer did in Discord."""

    id: Snowflake
    type: int
    data: Data = Field(default_factory=Data)
    guild_id: Snowflake | None = None
    channel_id: Snowflake | None = None
    member: Member | None = None
    user: User | None = None
    message: Message | None = None
    locale: str | None = None

    @property
    def person(self) -> User | None:
        """Return who it was: in a server a member, elsewhere a user."""
        return self.member.user if self.member and self.member.user else self.user

    @property
    def nick(self) -> str | None:
        """Return what the server calls them."""
        return self.member.nick if self.member else None

    @property
    def at(self) -> datetime:
        """Return when it was, which the id tells."""
        return from_milliseconds((int(self.id) >> TIME_BITS) + EPOCH)
