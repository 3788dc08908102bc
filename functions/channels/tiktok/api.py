"""The Business API as one business account sees it; its access token is kept as long as it is good."""

import time
from collections.abc import Callable

import httpx
from pydantic import Field, JsonValue, ValidationError

from channels.tiktok.channel import BASE_URL
from transom.channel import Connection, OutboundFile
from transom.errors import ForbiddenError, UnavailableError
from transom.model.base import Frozen
from transom.provider import renewal

MARGIN = 300
"""Seconds before its end from which a token is not used any more."""
STALE = frozenset({40102, 40105})
TOO_MANY = 40100
SYSTEM = 50000
"""From this code on it is TikTok's own fault."""

_tokens: dict[str, tuple[str, float]] = {}
"""For each connection its access token, and until when it is used."""


class Sent(Frozen):
    """A message that was taken."""

    message_id: str = ""


class Data(Frozen):
    """What a call gives."""

    access_token: str = Field(default="", repr=False)
    refresh_token: str = Field(default="", repr=False)
    expires_in: float = 0.0
    media_id: str = ""
    download_url: str = ""
    message: Sent = Field(default_factory=Sent)


class Reply(Frozen):
    """The body of an answer: whether the call went well is in here, and 0 means that it did."""

    code: int
    message: str = ""
    data: Data = Field(default_factory=Data)

    @property
    def is_passing(self) -> bool:
        """Tell whether the same call may go well later."""
        return self.code in STALE or self.code == TOO_MANY or self.code >= SYSTEM

    @property
    def reason(self) -> str:
        """Return why a call failed."""
        return f"TikTok refuses: {self.message or self.code}"


def address(connection: Connection, path: str) -> str:
    """Return the address of a call."""
    return f"{(connection.settings.get('base_url') or BASE_URL).rstrip('/')}/open_api/v1.3/{path}/"


def business(connection: Connection) -> str:
    """Return the account that calls are made for."""
    return connection.settings.get("business_id", "")


def headers(connection: Connection, http: httpx.Client) -> dict[str, str]:
    """Return the proof that a call is ours; raises `ForbiddenError` or `UnavailableError` when there is none."""
    return {"Access-Token": token(connection, http)}


def token(connection: Connection, http: httpx.Client) -> str:
    """Return an access token; raises `ForbiddenError` or `UnavailableError` when there is none."""
    known, until = _tokens.get(connection.id, ("", 0.0))
    if until > time.time():
        return known
    asked = {
        "client_id": connection.settings.get("app_id", ""),
        "client_secret": connection.secret.get("app_secret", ""),
        "grant_type": "refresh_token",
        "refresh_token": connection.secret.get("refresh_token", ""),
    }
    data = ask(lambda: http.post(address(connection, "tt_user/oauth2/refresh_token"), json=asked), connection)
    if not data.access_token:
        raise UnavailableError("TikTok gives no access token")
    renewal.renew(connection, "refresh_token", data.refresh_token)
    _tokens[connection.id] = (data.access_token, time.time() + data.expires_in - MARGIN)
    return data.access_token


def forget(connection: Connection) -> None:
    """Forget the access token, which is not taken any more."""
    _tokens.pop(connection.id, None)


def upload(file: OutboundFile, connection: Connection, http: httpx.Client) -> str:
    """Return the id of a picture that TikTok keeps; raises `ForbiddenError` or `UnavailableError`."""
    form = {"business_id": business(connection), "media_type": "IMAGE"}
    proof = headers(connection, http)
    files = {"file": (file.name, file.content, file.mime)}
    url = address(connection, "business/message/media/upload")
    data = ask(lambda: http.post(url, data=form, files=files, headers=proof), connection)
    if not data.media_id:
        raise UnavailableError("TikTok gives the picture no id")
    return data.media_id


def whereabouts(body: dict[str, JsonValue], connection: Connection, http: httpx.Client) -> str:
    """Return the address that a customer's picture is at; raises `ForbiddenError` or `UnavailableError`."""
    proof, url = headers(connection, http), address(connection, "business/message/media/download")
    return ask(lambda: http.post(url, json=body, headers=proof), connection).download_url


def ask(request: Callable[[], httpx.Response], connection: Connection) -> Data:
    """Return the answer to a call that nobody sees; raises `ForbiddenError` or `UnavailableError`."""
    try:
        response = request()
    except httpx.HTTPError as error:
        raise UnavailableError(f"TikTok does not answer: {type(error).__name__}") from None
    reply = read(response)
    if reply is None:
        raise UnavailableError(f"TikTok does not answer: HTTP {response.status_code}")
    if reply.is_passing:
        forget(connection)
        raise UnavailableError(reply.reason)
    if reply.code:
        raise ForbiddenError(reply.reason)
    return reply.data


def read(response: httpx.Response) -> Reply | None:
    """Return what an answer says, or None when it says nothing of the API."""
    try:
        return Reply.model_validate_json(response.content)
    except ValidationError:
        return None
