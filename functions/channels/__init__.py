"""The channels: one folder each, found by its name and loaded when it is needed."""

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from transom.channel import (
    Approved,
    Asking,
    Attention,
    Caller,
    Connection,
    Download,
    InboundEvent,
    Inquiry,
    Manifest,
    OutboundChange,
    OutboundMessage,
    Past,
    Polled,
    Profile,
    Receipt,
    Request,
    Response,
    Situation,
    Wanted,
)
from transom.errors import NotFoundError
from transom.model import Attachment, Door, Person

if TYPE_CHECKING:
    from collections.abc import Mapping

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


class Ivr(Protocol):
    """What the `ivr` module of a channel for calls provides."""

    def answer(self, request: Request, connection: Connection, inquire: Inquiry) -> Response:
        """Return what the caller hears next, as the desk stands by what it is asked."""


class History(Protocol):
    """What the `history` module of a channel whose customers read their messages here provides."""

    def wanted(self, request: Request, connection: Connection) -> Wanted | None:
        """Return whose messages a verified request asks for, if it does."""

    def answer(self, past: Past, wanted: Wanted) -> Response:
        """Return a page of messages as the app reads it."""


class Flow(Protocol):
    """What the `flow` module of a channel whose flows ask before they route provides."""

    def asked(self, event: "Mapping[str, object]", connection: Connection) -> Asking | None:
        """Return whom the flow asks about, if it is one of the connection's."""

    def answer(self, caller: Caller | None, situation: Situation) -> dict[str, str]:
        """Return what the flow is told."""


class Polling(Protocol):
    """What a channel's `polling` module provides."""

    def poll(self, connection: Connection, cursor: str, http: "httpx.Client") -> Polled:
        """Ask the provider for what is new since the cursor, which is empty at first."""


class Templates(Protocol):
    """What the `templates` module of a channel whose provider approves templates provides."""

    def approved(self, connection: Connection, http: "httpx.Client") -> tuple[Approved, ...]:
        """Return the templates that can be sent now."""


class Profiles(Protocol):
    """What the `profiles` module of a channel whose provider tells who wrote provides."""

    def profile(self, person: Person, door: Door, connection: Connection, http: "httpx.Client") -> Profile:
        """Ask the provider who somebody is; raises an error of ours when it does not say."""


class Signals(Protocol):
    """What the `signals` module of a channel that shows what an agent does provides, as its manifest says."""

    def typing(self, attention: Attention, connection: Connection, http: "httpx.Client") -> None:
        """Show that an answer is being written; raises an error of ours when that fails."""

    def seen(self, attention: Attention, connection: Connection, http: "httpx.Client") -> None:
        """Show that an agent has read what the customer wrote; raises an error of ours when that fails."""


class Changes(Protocol):
    """What the `changes` module of a channel that can change what is out provides."""

    def change(self, change: OutboundChange, connection: Connection, http: "httpx.Client") -> Receipt:
        """Make a change at the provider, and say what became of it; the same one again does no harm."""


class Fetching(Outbound, Protocol):
    """An `outbound` module of a provider that hands out media by reference."""

    def fetch(self, attachment: Attachment, connection: Connection, http: "httpx.Client") -> Download:
        """Download a media file; an error that is not retriable means that it is lost."""


class Confirming(Outbound, Protocol):
    """An `outbound` module of a provider that wants to know which messages have arrived."""

    def confirm(self, provider_message_id: str, door: Door, connection: Connection, http: "httpx.Client") -> None:
        """Tell that a message has arrived; raise one of our errors where that cannot be told."""


@cache
def ids() -> tuple[str, ...]:
    """Return the ids of all channels there are, in order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg))


def manifest(channel: str) -> Manifest:
    """Return what a channel is and can do."""
    return cast("Manifest", _part(channel, "channel").MANIFEST)  # type: ignore[attr-defined]


def manifests() -> dict[str, Manifest]:
    """Return what each channel there is can do."""
    return {channel: manifest(channel) for channel in ids()}


def inbound(channel: str) -> Inbound:
    """Return a channel's way in."""
    return cast("Inbound", _part(channel, "inbound"))


def outbound(channel: str) -> Outbound:
    """Return a channel's way out."""
    return cast("Outbound", _part(channel, "outbound"))


def concerns(channel: str, request: Request, connection: Connection) -> bool:
    """Tell whether what came by a channel's topic is for this connection; a channel may say how it sees that."""
    told = getattr(_part(channel, "inbound"), "concerns", None)
    return told is None or bool(told(request, connection))


def fetching(channel: str) -> Fetching:
    """Return a channel's way out, through which it also fetches media."""
    return cast("Fetching", _part(channel, "outbound"))


def has_media(channel: str) -> bool:
    """Tell whether a channel fetches media."""
    return hasattr(_part(channel, "outbound"), "fetch")


def confirming(channel: str) -> Confirming:
    """Return a channel's way out, by which it also confirms what came in."""
    return cast("Confirming", _part(channel, "outbound"))


def ivr(channel: str) -> Ivr:
    """Return what a channel's callers hear."""
    return cast("Ivr", _part(channel, "ivr"))


def wanted_history(channel: str, request: Request, connection: Connection) -> Wanted | None:
    """Return whose messages a request asks for, if it does and the channel shows them."""
    return history(channel).wanted(request, connection) if "history" in _parts(channel) else None


def history(channel: str) -> History:
    """Return how a channel's customers read what was written."""
    return cast("History", _part(channel, "history"))


def has_flow(channel: str) -> bool:
    """Tell whether a channel's flows ask before they route."""
    return "flow" in _parts(channel)


def flow(channel: str) -> Flow:
    """Return what a channel's flows are told."""
    return cast("Flow", _part(channel, "flow"))


def has_profiles(channel: str) -> bool:
    """Tell whether a channel's provider tells who wrote."""
    return "profiles" in _parts(channel)


def profiles(channel: str) -> Profiles:
    """Return how a channel asks its provider who wrote."""
    return cast("Profiles", _part(channel, "profiles"))


def signals(channel: str) -> Signals:
    """Return how a channel shows what an agent does."""
    return cast("Signals", _part(channel, "signals"))


def changes(channel: str) -> Changes:
    """Return how a channel changes what is out."""
    return cast("Changes", _part(channel, "changes"))


def is_polling(channel: str) -> bool:
    """Tell whether a channel asks its provider for news."""
    return "polling" in _parts(channel)


def polling(channel: str) -> Polling:
    """Return how a channel asks its provider for news."""
    return cast("Polling", _part(channel, "polling"))


def has_templates(channel: str) -> bool:
    """Tell whether a channel's provider approves templates."""
    return "templates" in _parts(channel)


def templates(channel: str) -> Templates:
    """Return what tells the templates of a channel."""
    return cast("Templates", _part(channel, "templates"))


def _parts(channel: str) -> set[str]:
    return {module.name for module in pkgutil.iter_modules([f"{__path__[0]}/{channel}"])}


def _part(channel: str, name: str) -> object:
    if channel not in ids():
        raise NotFoundError(f"there is no channel {channel!r}")
    return import_module(f"channels.{channel}.{name}")
