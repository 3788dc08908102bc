"""The token by which the Bot Connector proves an activity (RFC 7519, RS256), against keys that are at hand."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pydantic import Field, ValidationError

from channels.teams.activities import Origin
from transom.errors import UnauthenticError, UnknownKeyError, UntimelyError
from transom.model.base import Frozen
from transom.provider.reading import Seconds, from_seconds

if TYPE_CHECKING:
    from jwt.types import Options

ISSUER = "https://api.botframework.com"
LEEWAY = timedelta(minutes=5)
_DEFECTS = (ValueError, TypeError, KeyError, AttributeError)
"""What comes of a key or a token that is none."""


class Key(Frozen):
    """A public key, and the channels that it may speak for."""

    kid: str
    kty: str
    n: str
    e: str
    endorsements: tuple[str, ...] = ()


class KeySet(Frozen):
    """The keys as Microsoft publishes them."""

    keys: tuple[Key, ...]


class Claims(Frozen):
    """What a token says."""

    iss: str
    aud: str
    exp: Seconds
    nbf: Seconds = 0
    service_url: str = Field(alias="serviceurl")


def check(token: str, key_sets: Iterable[str], app_id: str, origin: Origin, now: datetime) -> None:
    """Raise `UnauthenticError` unless the token was made for this app, this place and this time by a known key."""
    key = _key(token, key_sets)
    claims = _claims(token, key)
    if claims.iss != ISSUER:
        raise UnauthenticError("the token is not the Bot Connector's")
    if not app_id or claims.aud not in {app_id, f"api://{app_id}", f"api://botid-{app_id}"}:
        raise UnauthenticError("the token is for another app")
    if not from_seconds(claims.nbf) - LEEWAY <= now <= from_seconds(claims.exp) + LEEWAY:
        raise UntimelyError("the token is of another time", from_seconds(claims.exp))
    if claims.service_url.rstrip("/") != origin.service_url.rstrip("/"):
        raise UnauthenticError("the token is for another place")
    if origin.channel_id not in key.endorsements:
        raise UnauthenticError("the key does not speak for this channel")


def _key(token: str, key_sets: Iterable[str]) -> Key:
    import jwt  # noqa: PLC0415 - slow to import, and needed only here

    try:
        kid = jwt.get_unverified_header(token).get("kid")
    except (jwt.PyJWTError, *_DEFECTS):
        raise UnauthenticError("there is no token") from None
    for key_set in key_sets:
        for key in _keys(key_set):
            if key.kid == kid:
                return key
    raise UnknownKeyError("the token's key is not known: the desk asks for the new ones within minutes")


def _keys(key_set: str) -> tuple[Key, ...]:
    try:
        return KeySet.model_validate_json(key_set).keys
    except ValidationError:
        return ()


def _claims(token: str, key: Key) -> Claims:
    import jwt  # noqa: PLC0415 - slow to import, and needed only here

    # the time is checked against the request's, which may have waited
    unchecked: Options = {"verify_exp": False, "verify_nbf": False, "verify_iat": False, "verify_aud": False}
    try:
        public = jwt.PyJWK.from_dict({"kty": key.kty, "n": key.n, "e": key.e, "alg": "RS256"})
        return Claims.model_validate(jwt.decode(token, public, algorithms=["RS256"], options=unchecked))
    except (jwt.PyJWTError, *_DEFECTS):
        raise UnauthenticError("the token is not signed by its key") from None
