"""The Play Developer API, as a service account sees it."""

import time
from urllib.parse import quote

import httpx
from pydantic import Field, ValidationError

from transom.channel import Connection
from transom.errors import ForbiddenError
from transom.model.base import Frozen
from transom.provider import google

BASE_URL = "https://androidpublisher.googleapis.com"
SCOPE = "https://www.googleapis.com/auth/androidpublisher"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


class ServiceAccount(Frozen):
    """The file of a service account's key."""

    client_email: str
    private_key: str = Field(repr=False)
    private_key_id: str = ""
    token_uri: str = google.TOKEN_URL


def base(connection: Connection) -> str:
    """Return the address of the API."""
    return (connection.settings.get("base_url") or BASE_URL).rstrip("/")


def reviews(connection: Connection) -> str:
    """Return the address of the app's reviews."""
    package = quote(connection.settings.get("package_name", ""), safe="")
    return f"{base(connection)}/androidpublisher/v3/applications/{package}/reviews"


def headers(connection: Connection, http: httpx.Client) -> dict[str, str]:
    """Return the proof that a call is ours; raises `ForbiddenError` or `UnavailableError` when there is none."""
    account = _account(connection)
    url = account.token_uri if base(connection) == BASE_URL else f"{base(connection)}/token"
    return google.headers(connection, url, lambda: {"grant_type": GRANT, "assertion": _assertion(account)}, http)


def _account(connection: Connection) -> ServiceAccount:
    try:
        return ServiceAccount.model_validate_json(connection.secret.get("service_account", ""))
    except ValidationError:
        raise ForbiddenError("the secret service_account is no key file of a service account") from None


def _assertion(account: ServiceAccount) -> str:
    import jwt  # noqa: PLC0415 - it brings cryptography, which only calls need

    now = int(time.time())
    claims = {
        "iss": account.client_email,
        "scope": SCOPE,
        "aud": account.token_uri,
        "iat": now,
        "exp": now + google.LIFETIME,
    }
    try:
        return jwt.encode(claims, account.private_key, algorithm="RS256", headers={"kid": account.private_key_id})
    except (ValueError, TypeError, jwt.PyJWTError):
        raise ForbiddenError("the secret service_account holds no private key") from None
