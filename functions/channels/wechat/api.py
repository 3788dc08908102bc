"""WeChat's API as one Official Account sees it; the access token is part of every address, and is never told."""

import time
from collections.abc import Callable, Mapping

import httpx
from pydantic import Field, ValidationError

from channels.wechat.channel import BASE_URL
from transom.channel import Connection
from transom.errors import ForbiddenError, UnavailableError
from transom.model.base import Frozen

MARGIN = 60
"""Seconds before its end from which a token is not used any more."""
STALE = frozenset({40001, 40014, 42001})
BUSY = frozenset({-1, 45009, 45011})
REASONS = {
    40003: "WeChat knows no such follower",
    40125: "the AppSecret is wrong",
    40164: "the address that the desk calls from is not on the account's IP allow-list",
    43004: "the customer does not follow the account",
    45015: "the customer wrote longer than 48 hours ago",
    45047: "WeChat takes no more answers until the customer writes again",
    48001: "the account is not entitled to answer customers",
}

_tokens: dict[str, tuple[str, float]] = {}
"""For each connection its access token, and until when it is used."""


class Reply(Frozen):
    """The body of an answer: whether the call went well is in here, and 0 means that it did."""

    errcode: int = 0
    errmsg: str = ""
    access_token: str = Field(default="", repr=False)
    expires_in: float = 0.0
    media_id: str = ""
    video_url: str = ""

    @property
    def reason(self) -> str:
        """Return why a call failed, in words for people."""
        return REASONS.get(self.errcode, f"WeChat refuses: {self.errmsg or self.errcode}")


def base(connection: Connection) -> str:
    """Return the address of the API."""
    return (connection.settings.get("base_url") or BASE_URL).rstrip("/")


def token(connection: Connection, http: httpx.Client) -> str:
    """Return an access token; raises `ForbiddenError` or `UnavailableError` when there is none."""
    known, until = _tokens.get(connection.id, ("", 0.0))
    if until > time.time():
        return known
    reply = _asked(lambda: _grant(connection, http))
    if not reply.access_token:
        raise UnavailableError("WeChat gives no access token")
    _tokens[connection.id] = (reply.access_token, time.time() + reply.expires_in - MARGIN)
    return reply.access_token


def forget(connection: Connection) -> None:
    """Forget the access token, which is not taken any more."""
    _tokens.pop(connection.id, None)


def read(body: bytes) -> Reply | None:
    """Return what an answer says, or None when it says nothing of WeChat's API."""
    try:
        return Reply.model_validate_json(body)
    except ValidationError:
        return None


def upload(kind: str, file: Mapping[str, tuple[str, bytes, str]], connection: Connection, http: httpx.Client) -> str:
    """Return the id of a file that is kept for three days; raises `ForbiddenError` or `UnavailableError`."""
    query = {"access_token": token(connection, http), "type": kind}
    reply = _asked(lambda: http.post(f"{base(connection)}/cgi-bin/media/upload", params=query, files=file))
    if not reply.media_id:
        raise UnavailableError("WeChat gives the file no id")
    return reply.media_id


def _grant(connection: Connection, http: httpx.Client) -> httpx.Response:
    asked = {
        "grant_type": "client_credential",
        "appid": connection.settings.get("app_id", ""),
        "secret": connection.secret.get("app_secret", ""),
    }
    return http.post(f"{base(connection)}/cgi-bin/stable_token", json=asked)


def _asked(request: Callable[[], httpx.Response]) -> Reply:
    """Return the answer to a call that nobody sees; raises `ForbiddenError` or `UnavailableError`."""
    try:
        response = request()
    except httpx.HTTPError as error:
        raise UnavailableError(f"WeChat does not answer: {type(error).__name__}") from None
    reply = read(response.content)
    if reply is None or reply.errcode in BUSY | STALE:
        raise UnavailableError(f"WeChat does not answer: {reply.reason if reply else f'HTTP {response.status_code}'}")
    if reply.errcode:
        raise ForbiddenError(reply.reason)
    return reply
