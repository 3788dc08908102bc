"""The part of Bitrix24's events that the desk reads, as they are posted and as they wait to be fetched."""

import json
from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, Field, JsonValue

from channels.bitrix24 import php
from transom.channel import Connection
from transom.errors import UnreadableError
from transom.model.base import Frozen
from transom.provider.reading import Apart, Moment, Seconds, Wrong, from_seconds, read

ADDED = "ONIMCONNECTORMESSAGEADD"
CHANGED = "ONIMCONNECTORMESSAGEUPDATE"
DELETED = "ONIMCONNECTORMESSAGEDELETE"
KNOWN = frozenset({ADDED, CHANGED, DELETED})


def _listed(value: object) -> object:
    """Return a PHP array that came as a form, or with gaps, as a list."""
    return list(value.values()) if isinstance(value, dict) else value or []


type Id = Annotated[str, Field(coerce_numbers_to_str=True, min_length=1)]
type Listed[Item] = Annotated[tuple[Item, ...], BeforeValidator(_listed)]


class Im(Frozen):
    """Where the message is in the portal."""

    chat_id: Id
    message_id: Id

    @property
    def key(self) -> str:
        """Return both ids as one: the portal wants both when it is told what became of the message."""
        return f"{self.chat_id}:{self.message_id}"


class File(Frozen):
    """A file that an operator sent."""

    name: str = ""
    type: str = ""
    link: str = ""


class Written(Frozen):
    """What an operator wrote."""

    user_id: Annotated[str, Field(coerce_numbers_to_str=True)] = ""
    text: str | None = None
    files: Listed[File] = ()


class Chat(Frozen):
    """Our id of the chat."""

    id: Id


class Message(Frozen):
    """A message of an operator."""

    im: Im
    message: Written = Field(default_factory=Written)
    chat: Chat


class Told(Frozen):
    """What an event tells; changes and deletions have their messages beneath `DATA`."""

    connector: Annotated[str, Field(coerce_numbers_to_str=True)] = Field(default="", alias="CONNECTOR")
    line: Annotated[str, Field(coerce_numbers_to_str=True)] = Field(default="", alias="LINE")
    added: Listed[Apart[Message]] = Field(default=(), alias="MESSAGES")
    data: Listed[Apart[Message]] = Field(default=(), alias="DATA")

    @property
    def messages(self) -> tuple[Message | Wrong, ...]:
        """Return the messages that it is about."""
        return self.added + self.data


class Event(Frozen):
    """Something that happened in the portal."""

    name: str
    at: datetime
    told: Told

    def is_of(self, connection: Connection) -> bool:
        """Tell whether it happened on the connection's line: an application hears of all its connectors and lines."""
        given = {"connector": self.told.connector, "line": self.told.line}
        wanted = {name: connection.settings.get(name) for name in given}
        return all(not wanted[name] or wanted[name] == given[name] for name in given)


class _Head(Frozen):
    event: str
    ts: Seconds


class _Posted(Frozen):
    data: Told


class _Waiting(Frozen):
    name: str = Field(alias="EVENT_NAME")
    at: Moment = Field(alias="TIMESTAMP_X")
    data: JsonValue = Field(default=None, alias="EVENT_DATA")


class _Batch(Frozen):
    events: Listed[Apart[_Waiting]] = ()


class _Page(Frozen):
    result: _Batch


class Batch(Frozen):
    """Events that waited, and the id under which the portal keeps them until they are cleared."""

    process_id: Annotated[str, Field(coerce_numbers_to_str=True)] | None = None
    events: Listed[JsonValue] = ()


class Page(Frozen):
    """The answer of event.offline.get."""

    result: Batch


def posted(body: bytes) -> list[Event]:
    """Return the event that was posted, if it is of a known kind."""
    form = json.dumps(php.tree(body))
    head = read(_Head, form, "event of Bitrix24")
    if head.event.upper() not in KNOWN:
        return []
    return [Event(name=head.event.upper(), at=from_seconds(head.ts), told=read(_Posted, form, "event").data)]


def fetched(body: bytes) -> list[Event | Wrong]:
    """Return the events of known kinds that waited."""
    waiting = read(_Page, body, "list of events").result.events
    return [_fetched(event) for event in waiting if isinstance(event, Wrong) or event.name.upper() in KNOWN]


def _fetched(event: _Waiting | Wrong) -> Event | Wrong:
    if isinstance(event, Wrong):
        return event
    try:
        return Event(name=event.name.upper(), at=event.at, told=read(Told, json.dumps(event.data), "event"))
    except UnreadableError as error:
        return Wrong(error.fields)
