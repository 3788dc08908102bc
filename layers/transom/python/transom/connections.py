"""A channel's connections as its functions use them: what the desk says of one, with its secrets at hand."""

from typing import TYPE_CHECKING

from transom.aws import secrets
from transom.channel import Connection
from transom.errors import NotFoundError, TransomError
from transom.model import ConnectionSpec
from transom.provider import renewal
from transom.settings import settings

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger

TOKEN_KEY = "token_key"  # noqa: S105 - the field's name


def connect(spec: ConnectionSpec) -> Connection:
    """Return a connection with its secrets."""
    current, previous = secrets.connection_secret(settings().require("secret"), spec.id)
    return Connection(
        id=spec.id,
        channel=spec.channel,
        name=spec.name,
        url=f"{settings().hooks}/{spec.channel}/{spec.id}" if settings().hooks else "",
        settings=_sender() | spec.settings,
        menu=spec.menu,
        secret=_token_key() | current,
        previous_secret=previous,
    )


def keep_renewed(log: "Logger") -> None:
    """Keep the secret fields that providers gave anew; what cannot be kept now is kept the next time."""
    for connection_id, fields in renewal.renewed().items():
        try:
            secrets.rotate(settings().require("secret"), connection_id, fields)
        except TransomError as error:
            log.warning("renewed_secret_not_kept", connection=connection_id, code=error.code, reason=error.message)
            renewal.put_back(connection_id, fields)


def connect_blindly(connection_id: str) -> Connection:
    """Return a connection by its secrets alone, while the desk cannot be read: enough to verify a request."""
    current, _ = secrets.connection_secret(settings().require("secret"), connection_id)
    if not current:
        raise NotFoundError(f"the connection {connection_id} has no secrets")
    spec = ConnectionSpec(id=connection_id, channel=settings().channel, name=connection_id)
    return connect(spec)


def _sender() -> dict[str, str]:
    return {"address": settings().sender} if settings().sender else {}


def _token_key() -> dict[str, str]:
    """Return the key that all channels which answer by mail share, unless a connection has its own."""
    return {TOKEN_KEY: secrets.text(settings().token_secret)} if settings().token_secret else {}
