"""App Store Connect's API, as the owner of a key sees it."""

from datetime import UTC, datetime, timedelta

import httpx
from pydantic import ValidationError

from transom.channel import Connection
from transom.errors import ForbiddenError
from transom.model.base import Frozen

BASE_URL = "https://api.appstoreconnect.apple.com"
AUDIENCE = "appstoreconnect-v1"
LIFETIME = timedelta(minutes=10)
"""How long a token is good; Apple takes none that is good for over 20 minutes."""


class Trouble(Frozen):
    """One of the errors of an answer."""

    title: str = ""
    detail: str = ""


class Failure(Frozen):
    """The body of a refusal."""

    errors: tuple[Trouble, ...] = ()


def address(connection: Connection, path: str) -> str:
    """Return where a call goes; always to the host of the connection's `base_url`."""
    return f"{(connection.settings.get('base_url') or BASE_URL).rstrip('/')}/v1/{path}"


def headers(connection: Connection) -> dict[str, str]:
    """Return the proof that a call is ours; raises `ForbiddenError` when the key is none."""
    import jwt  # noqa: PLC0415 - it brings cryptography, which only calls need

    now = datetime.now(UTC)
    claims = {"iss": connection.settings.get("issuer_id", ""), "iat": now, "exp": now + LIFETIME, "aud": AUDIENCE}
    key_id = {"kid": connection.settings.get("key_id", "")}
    try:
        token = jwt.encode(claims, connection.secret.get("private_key", ""), algorithm="ES256", headers=key_id)
    except (ValueError, TypeError, jwt.PyJWTError):
        raise ForbiddenError("the secret private_key holds no private key of App Store Connect") from None
    return {"Authorization": f"Bearer {token}"}


def reason(response: httpx.Response) -> str:
    """Return what a refusal says."""
    try:
        errors = Failure.model_validate_json(response.content).errors
    except ValidationError:
        errors = ()
    told = [error.detail or error.title for error in errors]
    return "; ".join(filter(None, told)) or f"HTTP {response.status_code}"
