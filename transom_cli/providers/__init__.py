"""The other side, played on your machine: for each channel its provider's API, and its customers' webhooks."""

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import Protocol, cast

from transom.errors import NotFoundError
from transom_cli.providers.stage import Endpoint, Outgoing, Scene

_SHARED = {"keys", "stage"}


class Provider(Protocol):
    """What a module of this package provides."""

    ENDPOINTS: tuple[Endpoint, ...]
    """The provider's API, as far as the desk calls it."""

    def written(self, scene: Scene) -> Outgoing:
        """Return what the provider tells the desk when a customer has written."""


def ids() -> list[str]:
    """Return the channels whose provider is played."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if module.name not in _SHARED)


def provider(channel: str) -> Provider:
    """Return a channel's provider."""
    if channel not in ids():
        raise NotFoundError(f"The provider of {channel} is not played here.")
    return cast("Provider", import_module(f"{__name__}.{channel}"))


def secrets(channel: str) -> dict[str, str]:
    """Return the secrets of a connection to a played provider, where a word of ours is none."""
    make: Callable[[], dict[str, str]] = getattr(provider(channel), "secrets", dict)
    return make()


def settings(channel: str) -> dict[str, str]:
    """Return the settings that a connection to a played provider needs; `{base}` stands for the provider's address."""
    return dict(getattr(provider(channel), "SETTINGS", {}))
