"""A channel's account at its provider."""

from transom.model.base import Frozen
from transom.model.menu import LineMenu


class Connection(Frozen):
    """A channel's account at its provider, with its secrets at hand."""

    id: str
    channel: str
    name: str = ""
    url: str = ""
    """The address of its webhook as the provider was given it; some providers sign it."""
    settings: dict[str, str] = {}
    menu: LineMenu | None = None
    """What callers hear and can choose, where it is a telephone line."""
    secret: dict[str, str] = {}
    previous_secret: dict[str, str] = {}
    """The secret before the last rotation: still accepted when verifying, never used for sending."""

    def secrets(self, field: str) -> list[str]:
        """Return the values of a secret field that are accepted now, the current one first."""
        return [bundle[field] for bundle in (self.secret, self.previous_secret) if bundle.get(field)]
