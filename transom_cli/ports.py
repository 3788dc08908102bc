"""Where the local stack listens: five ports from `TRANSOM_PORT` on."""

import os
from typing import Self

from transom.errors import InvalidError
from transom.model import Frozen

DEFAULT = 8080


class Ports(Frozen):
    """The ports of the local stack."""

    edge: int

    @classmethod
    def from_environment(cls) -> Self:
        """Return the ports that `TRANSOM_PORT` asks for."""
        text = os.environ.get("TRANSOM_PORT") or str(DEFAULT)
        if not text.isdecimal() or not 0 < int(text) < 2**16 - 5:
            raise InvalidError(f"TRANSOM_PORT is the first of five ports, and {text!r} is no such number.")
        return cls(edge=int(text))

    @property
    def emulator(self) -> int:
        """Return where the AWS API answers."""
        return self.edge + 1

    @property
    def outbox(self) -> int:
        """Return where the outbox answers."""
        return self.edge + 2

    @property
    def smtp(self) -> int:
        """Return where customers' mail comes in."""
        return self.edge + 3

    @property
    def relay(self) -> int:
        """Return where the emulator hands over what SES sends."""
        return self.edge + 4
