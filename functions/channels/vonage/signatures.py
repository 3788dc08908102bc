"""Vonage's two proofs: a JWT for the Messages API, signed parameters for the SMS API."""

import hashlib
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError

from transom.channel import Connection, Request, header
from transom.errors import UnauthenticError
from transom.model.base import Frozen
from transom.provider import proof
from transom.provider.reading import Seconds, from_seconds

BEARER = "bearer "
TOLERANCE = timedelta(minutes=5)
RETRIES = timedelta(hours=25)
"""The SMS API tells its message again for a day, with the time of the first attempt."""
METHODS = {"md5": "md5", "sha1": "sha1", "sha256": "sha256", "sha512": "sha512"}


class Header(Frozen):
    """The header of a JWT."""

    alg: str


class Claims(Frozen):
    """What a JWT of the Messages API states."""

    iat: Seconds
    exp: Seconds | None = None
    payload_hash: str


class Signed(Frozen):
    """The time of signed parameters."""

    timestamp: Annotated[Seconds, Field(strict=False)]


def is_by_token(request: Request) -> bool:
    """Tell whether a request is of the Messages API, which proves its body and nothing of its query."""
    return header(request.headers, "authorization")[: len(BEARER)].lower() == BEARER


def check_token(request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the JWT is signed with the secret, is of now, and is about this body."""
    head, _, rest = header(request.headers, "authorization")[len(BEARER) :].strip().partition(".")
    claimed, _, signature = rest.partition(".")
    content = f"{head}.{claimed}".encode()
    known = [_base64url(proof.hmac_base64(secret, content)) for secret in connection.secrets("signature_secret")]
    proof.check(signature, known, "the token's signature is wrong")
    if _part(Header, head).alg != "HS256":
        raise UnauthenticError("the token is signed in another way")
    claims = _part(Claims, claimed)
    proof.check_time(from_seconds(claims.iat), request.received_at, TOLERANCE)
    if claims.exp is not None and from_seconds(claims.exp) < request.received_at - TOLERANCE:
        raise UnauthenticError("the token has expired")
    proof.check(claims.payload_hash, [hashlib.sha256(request.body).hexdigest()], "the token is about another body")


def check_parameters(given: Mapping[str, str], request: Request, connection: Connection) -> None:
    """Raise `UnauthenticError` unless the parameters are signed in the connection's way."""
    method = connection.settings.get("signature_method") or "sha256"
    signed = {name: value for name, value in given.items() if name != "sig"}
    secrets = connection.secrets("signature_secret")
    known = [sign(signed, secret, method) for secret in secrets]
    proof.check(given.get("sig", "").lower(), known, "the signature is wrong")
    try:
        told = Signed.model_validate(given)
    except ValidationError:
        raise UnauthenticError("the parameters state no time") from None
    proof.check_time(from_seconds(told.timestamp), request.received_at, RETRIES)


def sign(parameters: Mapping[str, str], secret: str, method: str) -> str:
    """Return the signature of parameters as lower-case hex; an unknown method makes one that nothing equals."""
    cleaned = {name: value.replace("&", "_").replace("=", "_") for name, value in parameters.items()}
    content = "".join(f"&{name}={cleaned[name]}" for name in sorted(cleaned)).encode(errors="replace")
    if method == "md5hash":
        return hashlib.md5(content + secret.encode(), usedforsecurity=False).hexdigest()
    return proof.hmac_hex(secret, content, METHODS[method]) if method in METHODS else ""


def _part[Model: BaseModel](model: type[Model], part: str) -> Model:
    try:
        return model.model_validate_json(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except ValueError:
        raise UnauthenticError("the token is none") from None


def _base64url(text: str) -> str:
    return text.rstrip("=").replace("+", "-").replace("/", "_")
