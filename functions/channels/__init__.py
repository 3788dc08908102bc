"""The channels: one folder each, found by its name and loaded when it is needed."""

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from transom.channel import Connection, Download, InboundEvent, Manifest, OutboundMessage, Receipt, Request, Response
from transom.errors import NotFoundError
from transom.model import Attachment

if TYPE_CHECKING:
    import httpx


class Inbound(Protocol):
    """What a channel's `inbound` module provides."""

    def handshake(self, request: Request, connection: Connection) -> Response | None:
        """Answer the provider's question whether this address is ours, if the request is one."""

    def verify(self, request: Request, connection: Connection) -> None:
        """Raise `UnauthenticError` unless the provider sent the request."""

    def parse(self, request: Request, connection: Connection) -> list[InboundEvent]:
        """Return what the request tells; raise `UnreadableError` when that is not understood."""


class Outbound(Protocol):
    """What a channel's `outbound` module provides."""

    def send(self, message: OutboundMessage, connection: Connection, http: "httpx.Client") -> Receipt:
        """Hand the message to the provider, and say what became of it."""


class Fetching(Outbound, Protocol):
    """An `outbound` module of a provider that hands out media by reference."""

    def fetch(self, attachment: Attachment, connection: Connection, http: "httpx.Client") -> Download:
        """Download a media file; an error that is not retriable means that it is lost."""


def ids() -> list[str]:
    """Return the ids of all channels there are."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg)


def manifest(channel: str) -> Manifest:
    """Return what a channel is and can do."""
    return cast("Manifest", _part(channel, "channel").MANIFEST)  # type: ignore[attr-defined]


def inbound(channel: str) -> Inbound:
    """Return a channel's way in."""
    return cast("Inbound", _part(channel, "inbound"))


def outbound(channel: str) -> Outbound:
    """Return a channel's way out."""
    return cast("Outbound", _part(channel, "outbound"))


def fetching(channel: str) -> Fetching:
    """Return a channel's way out, through which it also fetches media."""
    return cast("Fetching", _part(channel, "outbound"))


def _part(channel: str, name: str) -> object:
    if channel not in ids():
        raise NotFoundError(f"there is no channel {channel!r}")
    return import_module(f"channels.{channel}.{name}")
