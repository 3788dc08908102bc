"""The JSON that the app sends: version 1."""

from typing import Annotated, Literal

from pydantic import Base64Bytes, Field, RootModel

from transom.model import MediaKind, Place, Strict
from transom.provider.reading import Moment

type Id = Annotated[str, Field(min_length=1, max_length=128)]
type Endpoint = Annotated[
    str, Field(max_length=512, pattern=r"^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:endpoint/[A-Z_]+/[\w.-]+/[\w-]+$")
]


class Person(Strict):
    """What the app knows of its user; who they are is said, and proved, by the headers."""

    name: str = ""
    email: str | None = None
    phone: str | None = None
    language: str | None = None
    avatar: str | None = None


class File(Strict):
    """A file with its bytes in base64."""

    name: str = "file"
    mime: str = "application/octet-stream"
    kind: MediaKind = MediaKind.FILE
    content: Base64Bytes = Field(repr=False)


class About(Strict):
    """What all messages say."""

    version: Literal[1]
    written_at: Moment | None = None
    push_endpoint: Endpoint | None = None
    """The SNS endpoint of this device: where the answer goes."""


class Message(About):
    """The user wrote."""

    type: Literal["message"]
    id: Id
    person: Person = Person()
    text: str = ""
    files: tuple[File, ...] = ()
    place: Place | None = None
    answers: tuple[Id, ...] = ()


class Edit(About):
    """The user changed what they had written."""

    type: Literal["edit"]
    id: Id
    edit_id: Id
    text: str


class Deletion(About):
    """The user took back what they had written."""

    type: Literal["deletion"]
    id: Id


class Reaction(About):
    """The user put a sign to a message; an empty one takes it back."""

    type: Literal["reaction"]
    id: Id
    sign: str


class Seen(About):
    """The user has seen all answers up to a moment."""

    type: Literal["read"]
    until: Moment


class Consent(About):
    """The user switched notifications off, or on again."""

    type: Literal["consent"]
    is_given: bool


class Typing(About):
    """The user is writing."""

    type: Literal["typing"]


type Content = Message | Edit | Deletion | Reaction | Seen | Consent | Typing


class Body(RootModel[Annotated[Content, Field(discriminator="type")]]):
    """The body of a request."""
