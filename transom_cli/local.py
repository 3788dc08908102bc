"""What `transom up` leaves in `.transom/`: the addresses of the local stack, and the secrets of its connections."""

import json
import os
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from transom.errors import InvalidError, NotFoundError
from transom.model import Frozen, Role

type Secrets = dict[str, dict[str, dict[str, str]]]
"""Values by channel, connection and field."""

_SECRETS = TypeAdapter[Secrets](Secrets)


class LocalUser(Frozen):
    """Someone who can sign in to the local console."""

    email: str
    password: str
    role: Role


class Local(Frozen):
    """The addresses of the local stack; `local.json` holds them."""

    console: str
    api: str
    hooks: str
    websocket: str = ""
    smtp: str
    inbox: str
    outbox: str
    users: tuple[LocalUser, ...] = ()
    emulator: str = ""
    """Where the AWS API answers."""
    stack: str = "transom-local"

    @property
    def smtp_address(self) -> tuple[str, int]:
        """Return host and port of the door for mail."""
        host, _, port = self.smtp.rpartition(":")
        return host, int(port)


def home() -> Path:
    """Return the folder of the local stack's state."""
    return Path(os.environ.get("TRANSOM_HOME", ".transom"))


def load_local() -> Local:
    """Return the local stack's addresses."""
    try:
        return Local.model_validate_json((home() / "local.json").read_bytes())
    except FileNotFoundError:
        raise NotFoundError("No local stack is known here: start one with `make up`.") from None
    except ValidationError as error:
        raise InvalidError(f"{home() / 'local.json'} is damaged; write it anew with `make up`.") from error


def load_secrets() -> Secrets:
    """Return the secrets of the local connections; none when the file is not there yet."""
    try:
        return _SECRETS.validate_json((home() / "secrets.json").read_bytes())
    except FileNotFoundError:
        return {}
    except ValidationError as error:
        raise InvalidError(f"{home() / 'secrets.json'} is damaged; write it anew with `make up`.") from error


def save_secrets(secrets: Secrets) -> None:
    """Keep the secrets where only their owner reads them."""
    path = home() / "secrets.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(secrets, indent=2))
    fresh.replace(path)


def secret_of(channel: str, connection: str) -> dict[str, str]:
    """Return one connection's secret fields."""
    try:
        return load_secrets()[channel][connection]
    except KeyError:
        raise NotFoundError(f"No secret of the {channel} connection {connection!r} is known here.") from None
