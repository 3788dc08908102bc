"""Microsoft's login: an application's access tokens, kept as long as they are good and written nowhere else."""

import time
from urllib.parse import quote

import httpx
from pydantic import Field, ValidationError

from transom.channel import Connection
from transom.errors import ForbiddenError, UnavailableError
from transom.model.base import Frozen

LOGIN = "https://login.microsoftonline.com"
MARGIN = 60
"""Seconds before its end from which a token is not used any more."""

_tokens: dict[tuple[str, str], tuple[str, float]] = {}
"""For each connection and scope its access token, and until when it is used."""


class Grant(Frozen):
    """An access token as it is given."""

    access_token: str = Field(min_length=1, repr=False)
    expires_in: float


def token(connection: Connection, scope: str, http: httpx.Client) -> str:
    """Return an application's access token; raises `ForbiddenError` or `UnavailableError` when Microsoft gives none."""
    known, until = _tokens.get((connection.id, scope), ("", 0.0))
    if until <= time.time():
        grant = _grant(connection, scope, http)
        known = grant.access_token
        _tokens[connection.id, scope] = (known, time.time() + grant.expires_in - MARGIN)
    return known


def forget(connection: Connection) -> None:
    """Forget the access tokens, which are not taken any more."""
    for key in [each for each in _tokens if each[0] == connection.id]:
        del _tokens[key]


def _grant(connection: Connection, scope: str, http: httpx.Client) -> Grant:
    fields = {
        "grant_type": "client_credentials",
        "client_id": connection.settings.get("client_id", ""),
        "client_secret": connection.secret.get("client_secret", ""),
        "scope": scope,
    }
    url = f"{LOGIN}/{quote(connection.settings.get('tenant', ''), safe='')}/oauth2/v2.0/token"
    try:
        response = http.post(url, data=fields)
        if response.is_client_error and response.status_code != httpx.codes.TOO_MANY_REQUESTS:
            raise ForbiddenError(f"Microsoft gives no access token: HTTP {response.status_code}")
        return Grant.model_validate_json(response.content)
    except httpx.HTTPError as error:
        raise UnavailableError(f"Microsoft gives no access token: {type(error).__name__}") from None
    except ValidationError:
        raise UnavailableError(f"Microsoft gives no access token: HTTP {response.status_code}") from None
