"""Google's APIs: access tokens, kept as long as they are good and written nowhere else, and what refusals say."""

import time
from collections.abc import Callable, Mapping

import httpx
from pydantic import Field, ValidationError

from transom.channel import Connection
from transom.errors import ForbiddenError, UnavailableError
from transom.model.base import Frozen

TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
LIFETIME = 3600
MARGIN = 60
"""Seconds before its end from which a token is not used any more."""
QUOTAS = frozenset({"quotaExceeded", "rateLimitExceeded", "userRateLimitExceeded", "dailyLimitExceeded"})

_tokens: dict[str, tuple[str, float]] = {}
"""For each connection its access token, and until when it is used."""

type Fields = Callable[[], Mapping[str, str]]
"""What proves to Google that a token is ours to ask for."""


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


def headers(connection: Connection, url: str, fields: Fields, http: httpx.Client) -> dict[str, str]:
    """Return the proof that a call is ours; raises `ForbiddenError` or `UnavailableError` when there is none."""
    return {"Authorization": f"Bearer {token(connection, url, fields, http)}"}


def token(connection: Connection, url: str, fields: Fields, http: httpx.Client) -> str:
    """Return an access token; raises `ForbiddenError` or `UnavailableError` when Google gives none."""
    known, until = _tokens.get(connection.id, ("", 0.0))
    if until <= time.time():
        grant = _grant(url, fields(), http)
        known = grant.access_token
        _tokens[connection.id] = (known, time.time() + grant.expires_in - MARGIN)
    return known


def forget(connection: Connection) -> None:
    """Forget the access token, which is not taken any more."""
    _tokens.pop(connection.id, None)


def trouble(response: httpx.Response) -> Trouble:
    """Return what a refusal says; one that is not of Google's API is told by its status."""
    try:
        told = Failure.model_validate_json(response.content).error
    except ValidationError:
        told = Trouble()
    return told if told.message else told.model_copy(update={"message": f"HTTP {response.status_code}"})


def is_quota(told: Trouble) -> bool:
    """Tell whether all that may be asked for for a while was asked for."""
    return not QUOTAS.isdisjoint(detail.reason for detail in told.errors)


def _grant(url: str, fields: Mapping[str, str], http: httpx.Client) -> Grant:
    try:
        response = http.post(url, data=dict(fields))
        if response.is_client_error and response.status_code != httpx.codes.TOO_MANY_REQUESTS:
            raise ForbiddenError(f"Google gives no access token: HTTP {response.status_code}")
        return Grant.model_validate_json(response.content)
    except httpx.HTTPError as error:
        raise UnavailableError(f"Google gives no access token: {type(error).__name__}") from None
    except ValidationError:
        raise UnavailableError(f"Google gives no access token: HTTP {response.status_code}") from None
