"""Standard Webhooks: who signed what, and when."""

import binascii
from base64 import b64decode
from collections.abc import Iterable
from datetime import datetime, timedelta

from transom.errors import UnauthenticError
from transom.provider import proof, reading

TOLERANCE = timedelta(minutes=5)
PREFIX = "whsec_"
VERSION = "v1,"


def sign(key: bytes, message_id: str, timestamp: str, body: bytes) -> str:
    """Return the signature of a message by one key."""
    return VERSION + proof.hmac_base64(key, f"{message_id}.{timestamp}.".encode() + body)


def keys(secrets: Iterable[str]) -> list[bytes]:
    """Return the keys in secrets; one that is not of the form `whsec_<base64>` holds none."""
    return [key for key in map(_key, secrets) if key]


def check(headers: dict[str, str], body: bytes, secrets: Iterable[str], now: datetime) -> None:
    """Raise `UnauthenticError` unless one of the signatures is by one of the secrets, and recent."""
    message_id, timestamp, given = (headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    if not (message_id and timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= len("9999999999")):
        raise UnauthenticError("the headers of Standard Webhooks are missing")
    proof.check_time(reading.from_seconds(int(timestamp)), now, TOLERANCE)
    accepted = [sign(key, message_id, timestamp, body) for key in keys(secrets)]
    if not any([_is_one_of(accepted, item) for item in given.split(" ")]):  # noqa: C419 - all of them are compared
        raise UnauthenticError("no signature is by a known secret")


def _is_one_of(accepted: list[str], given: str) -> bool:
    try:
        proof.check(given, accepted, "")
    except UnauthenticError:
        return False
    return True


def _key(secret: str) -> bytes:
    try:
        return b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return b""
