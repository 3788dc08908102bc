"""The Play Developer API, as a service account sees it.

An access token is kept as long as it is good, and is written nowhere else.
"""

import time
from urllib.parse import quote

import httpx
from pydantic import Field, ValidationError

from transom.channel import Connection
from transom.errors import ForbiddenError, UnavailableError
from transom.model.base import Frozen

BASE_URL = "https://androidpublisher.googleapis.com"
SCOPE = "https://www.googleapis.com/auth/androidpublisher"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
LIFETIME = 3600
QUOTAS = frozenset({"quotaExceeded", "rateLimitExceeded", "userRateLimitExceeded", "dailyLimitExceeded"})
MARGIN = 60
"""Seconds before its end from which a token is not used any more."""

_tokens: dict[str, tuple[str, float]] = {}
"""For each connection its access token, and until when it is used."""


class ServiceAccount(Frozen):
    """The file of a service account's key."""

    client_email: str
    private_key: str = Field(repr=False)
    private_key_id: str = ""
    token_uri: str = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address


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


def reviews(connection: Connection) -> str:
    """Return the address of the app's reviews."""
    package = quote(connection.settings.get("package_name", ""), safe="")
    return f"{base(connection)}/androidpublisher/v3/applications/{package}/reviews"


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


def trouble(response: httpx.Response) -> Trouble:
    """Return what a refusal says; one that is not of Google's API is told by its status."""
    try:
        told = Failure.model_validate_json(response.content).error
    except ValidationError:
        told = Trouble()
    return told if told.message else told.model_copy(update={"message": f"HTTP {response.status_code}"})


def is_quota(told: Trouble) -> bool:
    """Tell whether all that may be asked for in an hour, or a day, was asked for."""
    return not QUOTAS.isdisjoint(detail.reason for detail in told.errors)


def _grant(connection: Connection, http: httpx.Client) -> Grant:
    account = _account(connection)
    is_direct = base(connection) == BASE_URL
    url = account.token_uri if is_direct else f"{base(connection)}/token"
    try:
        response = http.post(url, data={"grant_type": GRANT, "assertion": _assertion(account)})
        if response.is_client_error and response.status_code != httpx.codes.TOO_MANY_REQUESTS:
            raise ForbiddenError(f"Google gives the service account no access token: HTTP {response.status_code}")
        return Grant.model_validate_json(response.content)
    except httpx.HTTPError as error:
        raise UnavailableError(f"Google gives no access token: {type(error).__name__}") from None
    except ValidationError:
        raise UnavailableError(f"Google gives no access token: HTTP {response.status_code}") from None


def _account(connection: Connection) -> ServiceAccount:
    try:
        return ServiceAccount.model_validate_json(connection.secret.get("service_account", ""))
    except ValidationError:
        raise ForbiddenError("the secret service_account is no key file of a service account") from None


def _assertion(account: ServiceAccount) -> str:
    import jwt  # noqa: PLC0415 - it brings cryptography, which only calls need

    now = int(time.time())
    claims = {"iss": account.client_email, "scope": SCOPE, "aud": account.token_uri, "iat": now, "exp": now + LIFETIME}
    try:
        return jwt.encode(claims, account.private_key, algorithm="RS256", headers={"kid": account.private_key_id})
    except (ValueError, TypeError, jwt.PyJWTError):
        raise ForbiddenError("the secret service_account holds no private key") from None
