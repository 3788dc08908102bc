"""The customers that `transom send` plays: the same name is always the same person."""

import hashlib
import re
from email.utils import formataddr, parseaddr
from typing import Self

from transom.errors import InvalidError
from transom.model import Frozen

_NOT_ADDRESS = re.compile(r"[^a-z0-9]+")


class Customer(Frozen):
    """Someone who writes to the desk."""

    name: str
    email: str

    @classmethod
    def named(cls, text: str) -> Self:
        """Return the customer that `Ana`, `ana@example.com` or `Ana <ana@example.com>` means."""
        name, address = parseaddr(text)
        if "@" in address:
            return cls(name=name or address.partition("@")[0].title(), email=address)
        name = text.strip()
        if not name:
            raise InvalidError("Say who writes: --from Ana.")
        return cls(name=name, email=f"{_slug(name)}@example.com")

    @property
    def number(self) -> int:
        """Return the customer's id at a messenger: nine digits, always the same."""
        return _number(self.name)

    @property
    def mailbox(self) -> str:
        """Return name and address as mail writes them."""
        return formataddr((self.name, self.email))


def _number(name: str) -> int:
    digest = hashlib.sha256(name.casefold().encode()).digest()
    return 100_000_000 + int.from_bytes(digest[:8]) % 900_000_000


def _slug(name: str) -> str:
    if not name.isascii():
        return f"customer{_number(name)}"
    return _NOT_ADDRESS.sub(".", name.lower()).strip(".") or f"customer{_number(name)}"
