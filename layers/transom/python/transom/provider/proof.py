"""Proofs of who sent a request: shared secrets and HMACs over the raw bytes, compared in constant time."""

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from transom.errors import UnauthenticError, UntimelyError


def check(given: str, accepted: Iterable[str], reason: str) -> None:
    """Raise `UnauthenticError` unless what was given is one of the accepted values; all of them are compared."""
    sent = given.encode(errors="surrogateescape")
    known = [hmac.compare_digest(sent, value.encode()) for value in accepted if value]
    if not given or not any(known):
        raise UnauthenticError(reason)


def check_signature(given: str, secrets: Iterable[str], sign: Callable[[str], str], reason: str) -> None:
    """Raise `UnauthenticError` unless one of the secrets makes the given signature."""
    check(given, [sign(secret) for secret in secrets], reason)


def check_time(at: datetime, now: datetime, tolerance: timedelta) -> None:
    """Raise `UntimelyError` for a request that was signed too long ago, or ahead of time."""
    if abs(now - at) > tolerance:
        raise UntimelyError("the request was signed at another time", at)


def hmac_hex(secret: str | bytes, content: bytes, algorithm: str = "sha256") -> str:
    """Return an HMAC as lower-case hex."""
    return _hmac(secret, content, algorithm).hex()


def hmac_base64(secret: str | bytes, content: bytes, algorithm: str = "sha256") -> str:
    """Return an HMAC as base64."""
    return b64encode(_hmac(secret, content, algorithm)).decode()


def _hmac(secret: str | bytes, content: bytes, algorithm: str) -> bytes:
    key = secret.encode() if isinstance(secret, str) else secret
    return hmac.new(key, content, getattr(hashlib, algorithm)).digest()
