"""Discord's API as one bot sees it; its token goes into a header, and nowhere else."""

import json
from collections.abc import Sequence
from typing import Self

import httpx
from pydantic import JsonValue, ValidationError

from transom.channel import Connection, OutboundFile
from transom.model import Frozen

BASE_URL = "https://discord.com/api/v10"


class Reply(Frozen):
    """What a call answers: the id of what it made, or why it made nothing."""

    id: str = ""
    message: str = ""
    code: int = 0
    retry_after: float | None = None

    @classmethod
    def of(cls, response: httpx.Response) -> Self:
        """Read an answer; one that is not of the API is told by its status."""
        try:
            return cls.model_validate_json(response.content)
        except ValidationError:
            return cls(message=f"HTTP {response.status_code}")


class Api:
    """A bot's calls."""

    def __init__(self, connection: Connection, http: httpx.Client) -> None:
        self._base = (connection.settings.get("base_url") or BASE_URL).rstrip("/")
        self._http = http
        self._headers = {
            "Authorization": f"Bot {connection.secret.get('bot_token', '')}",
            # Discord turns away those who do not say what they are in this form
            "User-Agent": f"DiscordBot ({connection.url or 'https://example.com'}, 1)",
        }

    def open(self, user: str) -> httpx.Response:
        """Ask for the channel of direct messages with a customer; it is made when there is none."""
        return self._http.post(f"{self._base}/users/@me/channels", json={"recipient_id": user}, headers=self._headers)

    def type(self, channel: str) -> httpx.Response:
        """Show that the bot is typing."""
        return self._http.post(f"{self._base}/channels/{channel}/typing", headers=self._headers)

    def edit(self, channel: str, message: str, text: str) -> httpx.Response:
        """Put another text in the place of a message's."""
        return self._http.patch(
            f"{self._base}/channels/{channel}/messages/{message}", json={"content": text}, headers=self._headers
        )

    def delete(self, channel: str, message: str) -> httpx.Response:
        """Delete a message."""
        return self._http.delete(f"{self._base}/channels/{channel}/messages/{message}", headers=self._headers)

    def post(self, channel: str, fields: dict[str, JsonValue], files: Sequence[OutboundFile]) -> httpx.Response:
        """Write a message, with files if there are some."""
        url = f"{self._base}/channels/{channel}/messages"
        if not files:
            return self._http.post(url, json=fields, headers=self._headers)
        form = {"payload_json": json.dumps(fields)}
        parts = {f"files[{number}]": (file.name, file.content, file.mime) for number, file in enumerate(files)}
        return self._http.post(url, data=form, files=parts, headers=self._headers)
