"""The YouTube Data API, as the channel's owner sees it."""

from collections.abc import Mapping

import httpx

from transom.channel import Connection
from transom.errors import UnavailableError
from transom.provider import google

BASE_URL = "https://www.googleapis.com/youtube/v3"
CREDENTIALS = ("client_id", "client_secret", "refresh_token")


def base(connection: Connection) -> str:
    """Return the address of the API."""
    return (connection.settings.get("base_url") or BASE_URL).rstrip("/")


def headers(connection: Connection, http: httpx.Client) -> dict[str, str]:
    """Return the proof that a call is ours; raises `ForbiddenError` or `UnavailableError` when there is none."""
    url = google.TOKEN_URL if base(connection) == BASE_URL else f"{base(connection)}/token"
    fields = {name: connection.secret.get(name, "") for name in CREDENTIALS} | {"grant_type": "refresh_token"}
    return google.headers(connection, url, lambda: fields, http)


def page(connection: Connection, path: str, query: Mapping[str, str], http: httpx.Client) -> bytes:
    """Return a page of a list; raises `UnavailableError` when it is not handed out."""
    proof = headers(connection, http)
    try:
        response = http.get(f"{base(connection)}/{path}", params=dict(query), headers=proof)
    except httpx.HTTPError as error:
        raise UnavailableError(f"YouTube does not answer: {type(error).__name__}") from None
    if response.status_code == httpx.codes.UNAUTHORIZED:
        google.forget(connection)
    if not response.is_success:
        raise UnavailableError(f"YouTube does not list the comments: {google.trouble(response).message}")
    return response.content
