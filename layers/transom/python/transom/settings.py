"""What the template tells a function, read once from its environment."""

import os
from functools import cache
from typing import ClassVar

from transom.errors import UnavailableError
from transom.model.base import Frozen


class Settings(Frozen):
    """The names of the resources that a function works with; one that it was not given is empty."""

    prefix: ClassVar[str] = "TRANSOM_"

    stage: str = "local"
    table: str = ""
    bus: str = ""
    bucket: str = ""
    """The data bucket: `mail/`, `media/`, `bodies/`, `uploads/`, `spool/` and `quarantine/` stand in it."""
    send_queues: str = ""
    """The beginning of the send queues' addresses; the channel and `.fifo` follow."""
    dead_letters: str = ""
    """The address of the relay's dead letters."""
    channel: str = ""
    channels: str = ""
    """The channels of this deployment, with spaces between."""
    secret: str = ""
    token_secret: str = ""
    sockets: str = ""
    """The management endpoint of the WebSocket API."""
    user_pool: str = ""
    user_pool_client: str = ""
    sender: str = ""
    """The address that mail leaves from when its connection names none; `TRANSOM_FROM`."""
    hooks: str = ""
    """The public base address of the webhooks."""
    desk: str = ""
    """The public base address of the desk, where `/v1` stands."""
    has_loopback: bool = False
    """Whether mail servers may stand on this very machine, as those of a local stack do; the template never sets it."""
    origin: str = ""
    """Where the console is served when that is another origin than the API's."""

    def require(self, name: str) -> str:
        """Return a setting that this function cannot do without."""
        value = getattr(self, name)
        if not value:
            raise UnavailableError(f"{self.variable(name)} is not set; the template gives it to each function")
        return str(value)

    @classmethod
    def variable(cls, name: str) -> str:
        """Return the environment variable that a setting is read from."""
        return cls.prefix + ("FROM" if name == "sender" else name.upper())


@cache
def settings() -> Settings:
    """Return this function's settings."""
    names = {name: os.environ.get(Settings.variable(name)) for name in Settings.model_fields}
    return Settings.model_validate({name: value for name, value in names.items() if value is not None})
