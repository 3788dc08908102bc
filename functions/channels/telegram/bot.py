"""The Bot API as one bot sees it.

Every address holds the bot's token: none is logged, kept or put into an error.
"""

import json
from collections.abc import Mapping
from typing import Self
from urllib.parse import quote

import httpx
from pydantic import Field, JsonValue, ValidationError

from channels.telegram.updates import Chat, PhotoSize
from transom.channel import Connection
from transom.model import Frozen

BASE_URL = "https://api.telegram.org"

type Fields = dict[str, JsonValue]
type Upload = tuple[str, bytes, str]
"""A file's name, bytes and type."""


class Result(Frozen):
    """What a call gives: the message that was sent, where a file lies, or somebody's pictures."""

    message_id: int | None = None
    chat: Chat | None = None
    file_path: str | None = None
    file_size: int | None = None
    photos: tuple[tuple[PhotoSize, ...], ...] = ()


class Parameters(Frozen):
    """What a refusal adds."""

    retry_after: float | None = None


class Reply(Frozen):
    """The body of an answer."""

    description: str = ""
    result: Result | tuple[Result, ...] = Field(default_factory=Result)
    """Of an album, all its messages."""
    parameters: Parameters = Field(default_factory=Parameters)

    @classmethod
    def of(cls, response: httpx.Response) -> Self:
        """Read an answer; one that is not of the Bot API is told by its status."""
        try:
            reply = cls.model_validate_json(response.content)
        except ValidationError:
            reply = cls()
        return reply if reply.description else reply.model_copy(update={"description": f"HTTP {response.status_code}"})

    @property
    def message_keys(self) -> tuple[str, ...]:
        """Return the ids that the sent messages have among all chats of the bot."""
        sent = (self.result,) if isinstance(self.result, Result) else self.result
        return tuple(f"{each.chat.id}:{each.message_id}" for each in sent if each.chat and each.message_id is not None)

    @property
    def file(self) -> Result:
        """Return where a file lies."""
        return self.result if isinstance(self.result, Result) else Result()


class Bot:
    """A bot's calls; all go to the host of the connection's `base_url`, whatever an answer says."""

    def __init__(self, connection: Connection, http: httpx.Client) -> None:
        self._base = httpx.URL(connection.settings.get("base_url") or BASE_URL)
        self._token = connection.secret.get("token", "")
        self._http = http

    def call(self, method: str, fields: Fields, files: Mapping[str, Upload] | None = None) -> httpx.Response:
        """Call a method; a file makes the request multipart, in which objects are written as JSON."""
        url = self._at(f"bot{self._token}/{method}")
        if not files:
            return self._http.post(url, json=fields)
        written = {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}
        return self._http.post(url, data=written, files=files)

    def address(self, path: str) -> str:
        """Return where a file lies that getFile told the path of."""
        return str(self._at(f"file/bot{self._token}/{path}"))

    def _at(self, path: str) -> httpx.URL:
        return self._base.copy_with(path=f"{self._base.path.rstrip('/')}/{quote(path, safe='/:')}")
