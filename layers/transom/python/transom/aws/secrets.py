"""Secrets, kept five minutes in memory: `{"<connection>": {"current": {...}, "previous": {...}}}` for each channel."""

import time
from collections.abc import Mapping

from pydantic import ConfigDict, TypeAdapter, ValidationError

from transom.aws import clients
from transom.errors import UnavailableError
from transom.model.base import Frozen

TTL_SECONDS = 300.0


class Rotating(Frozen):
    """A secret's fields, and those before the last rotation."""

    current: dict[str, str] = {}
    previous: dict[str, str] = {}


_BUNDLE = TypeAdapter(dict[str, Rotating], config=ConfigDict(defer_build=True))
_kept: dict[str, tuple[float, str]] = {}


def text(secret_id: str, *, refresh: bool = False) -> str:
    """Return a secret; `refresh` reads it anew, as after a rotation that is not yet known here."""
    read_at, value = _kept.get(secret_id, (float("-inf"), ""))
    if refresh or time.monotonic() - read_at > TTL_SECONDS:
        with clients.answered(f"the secret {secret_id}"):
            value = clients.client("secretsmanager").get_secret_value(SecretId=secret_id)["SecretString"]
        _kept[secret_id] = (time.monotonic(), value)
    return value


def connection_secret(
    secret_id: str, connection_id: str, *, refresh: bool = False
) -> tuple[dict[str, str], dict[str, str]]:
    """Return a connection's secret fields as `(current, previous)`; both are empty when it has none."""
    try:
        bundle = _BUNDLE.validate_json(text(secret_id, refresh=refresh))
    except ValidationError:
        # pydantic's error quotes the value, which must not reach a log
        raise UnavailableError(f"the secret {secret_id} is not of the documented form") from None
    fields = bundle.get(connection_id, Rotating())
    return fields.current, fields.previous


def rotated(before: Rotating, given: Mapping[str, str]) -> Rotating:
    """Return the secret with new fields; what was current becomes the previous one, unless nothing changes."""
    current = {**before.current, **given}
    return before if current == before.current else Rotating(current=current, previous=before.current)


def rotate(secret_id: str, connection_id: str, given: Mapping[str, str]) -> None:
    """Give a connection new secret fields; those that it had stay accepted from the provider."""
    bundle = _BUNDLE.validate_json(text(secret_id, refresh=True))
    bundle[connection_id] = rotated(bundle.get(connection_id, Rotating()), given)
    with clients.answered(f"the secret {secret_id}"):
        clients.client("secretsmanager").put_secret_value(
            SecretId=secret_id, SecretString=_BUNDLE.dump_json(bundle).decode()
        )
    _kept.pop(secret_id, None)


def forget() -> None:
    """Drop what is kept."""
    _kept.clear()
