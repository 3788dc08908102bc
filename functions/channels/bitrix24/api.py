"""A portal's REST API, as an application sees it.

An access token is kept as long as it is good; it goes in the body, never in an address.
"""

import time
from collections.abc import Mapping
from typing import NamedTuple, Self

import httpx
from pydantic import Field, JsonValue, ValidationError

from transom.channel import Connection
from transom.errors import ForbiddenError, UnavailableError
from transom.model.base import Frozen
from transom.provider import renewal

OAUTH_URL = "https://oauth.bitrix.info"
LIFETIME = 3600
MARGIN = 60
"""Seconds before its end from which a token is not used any more."""


class Kept(NamedTuple):
    """The tokens of a connection: a refresh gives both anew."""

    access: str
    refresh: str
    until: float


_tokens: dict[str, Kept] = {}


class Grant(Frozen):
    """Tokens as they are given."""

    access_token: str = Field(min_length=1, repr=False)
    refresh_token: str = Field(default="", repr=False)
    expires_in: float = LIFETIME


class Failure(Frozen):
    """The body of a refusal."""

    error: str = ""
    error_description: str = ""

    @classmethod
    def of(cls, response: httpx.Response) -> Self:
        """Read a refusal; one that is not of Bitrix24 is told by its status."""
        try:
            failure = cls.model_validate_json(response.content)
        except ValidationError:
            failure = cls()
        told = failure.error_description or failure.error or f"HTTP {response.status_code}"
        return failure.model_copy(update={"error_description": told})


def base(connection: Connection) -> str:
    """Return the address of the portal."""
    portal = connection.settings.get("portal", "")
    return (connection.settings.get("base_url") or f"https://{portal}").rstrip("/")


def post(connection: Connection, method: str, fields: Mapping[str, JsonValue], http: httpx.Client) -> httpx.Response:
    """Call a method; raises `ForbiddenError` or `UnavailableError` when there is no access token for it."""
    url = f"{base(connection)}/rest/{method}.json"
    response = http.post(url, json={**fields, "auth": token(connection, http)})
    if response.status_code == httpx.codes.UNAUTHORIZED:
        forget(connection)
    return response


def on_line(connection: Connection, messages: list[JsonValue]) -> dict[str, JsonValue]:
    """Return the fields that all methods of a connector have."""
    settings = connection.settings
    return {"CONNECTOR": settings.get("connector", ""), "LINE": settings.get("line", ""), "MESSAGES": messages}


def delivered(key: str, chat: str) -> JsonValue:
    """Return that an operator's message has reached us; we call it as the portal does."""
    chat_id, _, message_id = key.partition(":")
    return {"im": {"chat_id": chat_id, "message_id": message_id}, "message": {"id": [key]}, "chat": {"id": chat}}


def token(connection: Connection, http: httpx.Client) -> str:
    """Return an access token; raises `ForbiddenError` or `UnavailableError` when there is none."""
    kept = _tokens.get(connection.id)
    if kept is None or kept.until <= time.time():
        refresh = kept.refresh if kept else connection.secret.get("refresh_token", "")
        grant = _grant(connection, refresh, http)
        until = time.time() + grant.expires_in - MARGIN
        renewal.renew(connection, "refresh_token", grant.refresh_token)
        kept = _tokens[connection.id] = Kept(grant.access_token, grant.refresh_token or refresh, until)
    return kept.access


def forget(connection: Connection) -> None:
    """Forget the tokens, which are not taken any more."""
    _tokens.pop(connection.id, None)


def _grant(connection: Connection, refresh: str, http: httpx.Client) -> Grant:
    home = base(connection) if connection.settings.get("base_url") else OAUTH_URL
    fields = {name: connection.secret.get(name, "") for name in ("client_id", "client_secret")}
    fields |= {"grant_type": "refresh_token", "refresh_token": refresh}
    try:
        response = http.post(f"{home}/oauth/token/", data=fields)
        if response.is_client_error and response.status_code != httpx.codes.TOO_MANY_REQUESTS:
            forget(connection)
            raise ForbiddenError(f"Bitrix24 gives no access token: {Failure.of(response).error or 'refused'}")
        return Grant.model_validate_json(response.content)
    except httpx.HTTPError as error:
        raise UnavailableError(f"Bitrix24 gives no access token: {type(error).__name__}") from None
    except ValidationError:
        raise UnavailableError(f"Bitrix24 gives no access token: HTTP {response.status_code}") from None
