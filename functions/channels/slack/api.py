"""Slack's Web API as one bot sees it; its token goes into a header, and nowhere else."""

from collections.abc import Mapping
from typing import Self

import httpx
from pydantic import Field, JsonValue, ValidationError

from transom.channel import Connection
from transom.model import Frozen

BASE_URL = "https://slack.com/api"


class Place(Frozen):
    """A channel."""

    id: str = ""


class Shared(Frozen):
    """Where a file can be fetched."""

    url_private: str = ""
    url_private_download: str = ""


class Reply(Frozen):
    """What any call answers; most refusals have the status 200."""

    ok: bool = False
    error: str = ""
    needed: str = ""
    channel: str | Place = ""
    ts: str = ""
    upload_url: str = ""
    file_id: str = ""
    file: Shared = Field(default_factory=Shared)

    @classmethod
    def of(cls, response: httpx.Response) -> Self:
        """Read an answer; one that is not of the Web API is told by its status."""
        try:
            return cls.model_validate_json(response.content)
        except ValidationError:
            return cls(error="unreadable" if response.is_success else f"HTTP {response.status_code}")

    @property
    def place(self) -> str:
        """Return the id of the channel, which some calls give alone and some with what it is."""
        return self.channel.id if isinstance(self.channel, Place) else self.channel


class Api:
    """A bot's calls."""

    def __init__(self, connection: Connection, http: httpx.Client) -> None:
        self._base = (connection.settings.get("base_url") or BASE_URL).rstrip("/")
        self._http = http
        self.credentials = {"Authorization": f"Bearer {connection.secret.get('bot_token', '')}"}

    def post(self, method: str, fields: Mapping[str, JsonValue]) -> httpx.Response:
        """Call a method that takes JSON."""
        return self._http.post(f"{self._base}/{method}", json=fields, headers=self.credentials)

    def ask(self, method: str, fields: Mapping[str, str | int]) -> httpx.Response:
        """Call a method that takes a form alone."""
        return self._http.post(f"{self._base}/{method}", data=fields, headers=self.credentials)

    def upload(self, url: str, content: bytes) -> httpx.Response:
        """Put a file's bytes where Slack told; the address is the credential."""
        place = httpx.URL(f"{self._base}/").join(url)
        return self._http.post(place, content=content, headers={"content-type": "application/octet-stream"})
