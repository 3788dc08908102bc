"""MAX's API as one bot sees it."""

import ssl
from collections.abc import Callable, Mapping
from functools import cache
from typing import Self
from urllib.parse import quote

import httpx
from pydantic import BaseModel, JsonValue, ValidationError

from channels.max.channel import BASE_URL
from transom.channel import Connection, OutboundFile, OutcomeLost, Refused, RetryAfter
from transom.errors import TooLargeError, UnavailableError
from transom.http import new_client
from transom.model import Frozen
from transom.provider.calls import RETRY_SECONDS, refusal

NOT_READY = "attachment.not.ready"


class UnsentError(Exception):
    """What had to be done before the message could be sent failed: the message is not out."""

    def __init__(self, receipt: RetryAfter | Refused) -> None:
        super().__init__(receipt.reason)
        self.receipt = receipt


class Body(Frozen):
    """What was sent."""

    mid: str


class Message(Frozen):
    """A message that was taken."""

    body: Body


class Reply(Frozen):
    """The body of an answer: the message that was taken, or why none was."""

    success: bool = True
    message: Message | str | None = None
    code: str = ""

    @classmethod
    def of(cls, response: httpx.Response) -> Self:
        """Read an answer; one that is not of the API says nothing."""
        try:
            return cls.model_validate_json(response.content)
        except ValidationError:
            return cls()

    @property
    def reason(self) -> str:
        """Return why the message was not taken, in MAX's words."""
        return self.message if isinstance(self.message, str) else self.code


class Upload(Frozen):
    """Where a file is to be uploaded; a video or audio has its token at once."""

    url: str
    token: str = ""


class Token(Frozen):
    """What a message carries a file by."""

    token: str


class Uploaded(Frozen):
    """A file, or the sizes of an image, as they were uploaded."""

    token: str | None = None
    photos: dict[str, Token] = {}


class Video(Frozen):
    """Where a video's files lie, by their quality; an old one has none in some of them."""

    urls: dict[str, str | None] | None = None


class Api:
    """A bot's calls; its token goes to the host of the connection's `base_url` alone."""

    def __init__(self, connection: Connection, http: httpx.Client) -> None:
        self._base = (connection.settings.get("base_url") or BASE_URL).rstrip("/")
        self._headers = {"Authorization": connection.secret.get("access_token", "")}
        certificate = connection.settings.get("ca_certificate")
        self.http = _trusting(certificate) if certificate else http

    def send(self, chat_id: str, body: Mapping[str, JsonValue]) -> httpx.Response:
        """Send a message to a chat."""
        address, query = f"{self._base}/messages", {"chat_id": chat_id}
        return self.http.post(address, params=query, json=body, headers=self._headers)

    def change(self, message: str, text: str | None) -> httpx.Response:
        """Put another text in the place of a message's, or delete it."""
        address, query = f"{self._base}/messages", {"message_id": message}
        if text is None:
            return self.http.delete(address, params=query, headers=self._headers)
        return self.http.put(address, params=query, json={"text": text}, headers=self._headers)

    def act(self, chat_id: str, action: str) -> httpx.Response:
        """Show in a chat what the bot does."""
        address = f"{self._base}/chats/{quote(chat_id, safe='')}/actions"
        return self.http.post(address, json={"action": action}, headers=self._headers)

    def video(self, token: str) -> httpx.Response:
        """Ask where a video's files lie."""
        return self.http.get(f"{self._base}/videos/{quote(token, safe='')}", headers=self._headers)

    def upload(self, file: OutboundFile) -> JsonValue:
        """Upload a file; returns the attachment that a message carries it by."""
        kind = file.kind.value
        address = f"{self._base}/uploads"
        asked = _answered(lambda: self.http.post(address, params={"type": kind}, headers=self._headers))
        parts = {"data": (file.name, file.content, file.mime)}
        place = _read(Upload, asked)
        taken = _answered(lambda: self.http.post(place.url, files=parts))
        if place.token:
            return {"type": kind, "payload": {"token": place.token}}
        uploaded = _read(Uploaded, taken)
        if uploaded.photos:
            return {"type": kind, "payload": uploaded.model_dump(mode="json", include={"photos"})}
        if uploaded.token:
            return {"type": kind, "payload": {"token": uploaded.token}}
        raise UnsentError(Refused(reason=f"MAX does not take the file {file.name}"))


@cache
def _trusting(certificate: str) -> httpx.Client:
    """Return a client that trusts one more authority: the channel's own, never the process's."""
    context = httpx.create_ssl_context()
    try:
        context.load_verify_locations(cadata=certificate)
    except (ssl.SSLError, ValueError):
        raise UnavailableError("the setting ca_certificate is no certificate in PEM") from None
    return new_client(httpx.HTTPTransport(verify=context))


def _answered(request: Callable[[], httpx.Response]) -> httpx.Response:
    try:
        response = request()
    except (httpx.HTTPError, httpx.InvalidURL, TooLargeError) as error:
        raise UnsentError(RetryAfter(seconds=RETRY_SECONDS, reason=type(error).__name__, is_failure=True)) from None
    if response.is_success:
        return response
    told = refusal(response, Reply.of(response).reason)
    # nobody saw an upload: one whose outcome is unknown is simply done again
    if isinstance(told, OutcomeLost):
        told = RetryAfter(seconds=RETRY_SECONDS, reason=told.reason, is_failure=told.is_failure)
    raise UnsentError(told)


def _read[Model: BaseModel](model: type[Model], response: httpx.Response) -> Model:
    try:
        return model.model_validate_json(response.content)
    except ValidationError:
        raise UnsentError(RetryAfter(seconds=RETRY_SECONDS, reason="an answer of MAX is unreadable")) from None
