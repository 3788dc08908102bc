"""The YouTube Data API, as the channel's owner sees it.

An access token is kept as long as it is good, and is written nowhere else.
"""

import time
from collections.abc import Mapping

import httpx
from pydantic import Field, ValidationError

from transom.channel import Connection
from transom.errors import ForbiddenError, UnavailableError
from transom.model.base import Frozen

BASE_URL = "https://www.googleapis.com/youtube/v3"
TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
LIFETIME = 3600
MARGIN = 60
"""Seconds before its end from which a token is not used any more."""
QUOTAS = frozenset({"quotaExceeded", "rateLimitExceeded", "userRateLimitExceeded", "dailyLimitExceeded"})

_tokens: dict[str, tuple[str, float]] = {}
"""For each connection its access token, and until when it is used."""


class Grant(Frozen):
    """An access token as it is given."""

    access_token: str = Field(min_length=1, repr=False)
    expires_in: float = LIFETIME


class Detail(Frozen):
    """Why, in a word."""

    reason: str = ""


class Trouble(Frozen):
    """What a refusal says."""

    message: str = ""
    errors: tuple[Detail, ...] = ()


class Failure(Frozen):
    """The body of a refusal."""

    error: Trouble = Field(default_factory=Trouble)


def base(connection: Connection) -> str:
    """Return the address of the API."""
    return (connection.settings.get("base_url") or BASE_URL).rstrip("/")


def headers(connection: Connection, http: httpx.Client) -> dict[str, str]:
    """Return the proof that a call is ours; raises `ForbiddenError` or `UnavailableError` when there is none."""
    token, until = _tokens.get(connection.id, ("", 0.0))
    if until <= time.time():
        grant = _grant(connection, http)
        token = grant.access_token
        _tokens[connection.id] = (token, time.time() + grant.expires_in - MARGIN)
    return {"Authorization": f"Bearer {token}"}


def forget(connection: Connection) -> None:
    """Forget the access token, which is not taken any more."""
    _tokens.pop(connection.id, None)


def page(connection: Connection, path: str, query: Mapping[str, str], http: httpx.Client) -> bytes:
    """Return a page of a list; raises `UnavailableError` when it is not handed out."""
    proof = headers(connection, http)
    try:
        response = http.get(f"{base(connection)}/{path}", params=dict(query), headers=proof)
    except httpx.HTTPError as error:
        raise UnavailableError(f"YouTube does not answer: {type(error).__name__}") from None
    if response.status_code == httpx.codes.UNAUTHORIZED:
        forget(connection)
    if not response.is_success:
        raise UnavailableError(f"YouTube does not list the comments: {trouble(response).message}")
    return response.content


def trouble(response: httpx.Response) -> Trouble:
    """Return what a refusal says; one that is not of Google's API is told by its status."""
    try:
        told = Failure.model_validate_json(response.content).error
    except ValidationError:
        told = Trouble()
    return told if told.message else told.model_copy(update={"message": f"HTTP {response.status_code}"})


def is_quota(told: Trouble) -> bool:
    """Tell whether all that may be asked for in a day was asked for."""
    return not QUOTAS.isdisjoint(detail.reason for detail in told.errors)


def _grant(connection: Connection, http: httpx.Client) -> Grant:
    url = TOKEN_URL if base(connection) == BASE_URL else f"{base(connection)}/token"
    names = ("client_id", "client_secret", "refresh_token")
    fields = {name: connection.secret.get(name, "") for name in names} | {"grant_type": "refresh_token"}
    try:
        response = http.post(url, data=fields)
        if response.is_client_error and response.status_code != httpx.codes.TOO_MANY_REQUESTS:
            raise ForbiddenError(f"Google gives no access token for the refresh token: HTTP {response.status_code}")
        return Grant.model_validate_json(response.content)
    except httpx.HTTPError as error:
        raise UnavailableError(f"Google gives no access token: {type(error).__name__}") from None
    except ValidationError:
        raise UnavailableError(f"Google gives no access token: HTTP {response.status_code}") from None
