"""What the played providers have in common: the calls that they get, what they answer, and what customers write."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import NamedTuple

from pydantic import Field, JsonValue

from transom.channel import OutboundFile
from transom.errors import InvalidError
from transom.model import Frozen


class Call(Frozen):
    """A call of a provider's API by the desk."""

    method: str
    path: str
    parameters: dict[str, str] = {}
    """The parts of the path that an endpoint names."""
    query: dict[str, str] = {}
    headers: dict[str, str] = {}
    """Names in lower case."""
    body: bytes = b""
    form: dict[str, str] = {}
    """The fields of a form, urlencoded or multipart."""
    files: dict[str, OutboundFile] = Field(default={}, repr=False)
    secrets: tuple[dict[str, str], ...] = ()
    """The secrets of the channel's connections: whoever calls must know one."""
    people: dict[int, str] = {}
    """The names of those who have written, by their numbers."""
    at: datetime

    @property
    def json_body(self) -> dict[str, JsonValue]:
        """Return the body as a JSON object; raises `InvalidError`."""
        try:
            content = json.loads(self.body)
        except ValueError:
            content = None
        if not isinstance(content, dict):
            raise InvalidError("The body is no JSON object.")
        return content

    def name_of(self, number: int) -> str:
        """Return a customer's name."""
        return self.people.get(number, f"Customer {number}")

    def picture_of(self, number: int) -> str:
        """Return where a customer's picture is."""
        return f"http://{self.headers.get('host', 'localhost')}/pictures/{number}"

    def knows(self, field: str, value: str) -> bool:
        """Tell whether a connection has this value as its secret `field`."""
        return bool(value) and any(secret.get(field) == value for secret in self.secrets)


class Sent(Frozen):
    """A message that the provider took: what the outbox lists."""

    to: str
    text: str = ""
    files: tuple[OutboundFile, ...] = ()


class Answer(Frozen):
    """What the provider answers, and what it took."""

    status: int = HTTPStatus.OK
    body: JsonValue = None
    headers: dict[str, str] = {}
    content: bytes | None = Field(default=None, repr=False)
    """The body where it is no JSON."""
    sent: Sent | None = None


type Handle = Callable[[Call], Answer]


class Endpoint(NamedTuple):
    """An address of the provider's API; `{name}` in the path is a parameter, `{name:path}` one with slashes."""

    method: str
    path: str
    handle: Handle


class Scene(Frozen):
    """A customer who writes, and the connection that they write to."""

    author: str
    """The customer's name; the same name is the same customer."""
    number: int
    """The customer as a number of nine digits, of which the provider's id of them may be made."""
    text: str
    message_id: int
    """A number that grows with each message."""
    secret: Mapping[str, str]
    settings: Mapping[str, str] = {}
    url: str
    """The webhook's address, as the provider was given it."""
    at: datetime


class Outgoing(Frozen):
    """A request of the provider to the desk: to the webhook, or, without a signature, the body of a topic's message."""

    body: bytes
    headers: dict[str, str] = {}
    query: str = ""
