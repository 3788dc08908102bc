"""The demo's further channels: a connection for each that is wanted, to its provider as the outbox plays it."""

import json
import os

import channels
from transom.errors import NotFoundError
from transom.model import ConnectionSpec, Frozen
from transom.model.menu import LineMenu
from transom_cli import providers
from transom_cli.tools import ROOT

VARIABLE = "TRANSOM_CHANNELS"


class Given(Frozen):
    """The settings, menu and secrets that a channel's samples are made with; the demo has the same."""

    settings: dict[str, str] = {}
    menu: LineMenu | None = None
    secret: dict[str, str] = {}


def wanted() -> list[str]:
    """Return the channels that `TRANSOM_CHANNELS` names, such as `line vk`; `all` are all that are played."""
    named = os.environ.get(VARIABLE, "").replace(",", " ").split()
    known = providers.ids()
    if unknown := set(named) - {*known, "all"}:
        raise NotFoundError(f"{VARIABLE} names {', '.join(sorted(unknown))}; there are: {', '.join(known)}.")
    return known if "all" in named else sorted(named)


def deployed() -> list[str]:
    """Return the channels of the local deployment: those of the demo's desk, and the wanted ones."""
    return ["email", "form", "telegram", *wanted()]


def connections(outbox: str) -> tuple[ConnectionSpec, ...]:
    """Return a connection for each wanted channel."""
    return tuple(_connection(channel, outbox) for channel in wanted())


def secrets(channel: str) -> dict[str, str]:
    """Return the secrets of a channel's demo connection: good for nothing but this machine."""
    fields = (field.name for field in channels.manifest(channel).secrets)
    return (
        {name: f"sample-{name.replace('_', '-')}" for name in fields}
        | _given(channel).secret
        | providers.secrets(channel)
    )


def settings(channel: str) -> dict[str, str]:
    """Return the settings of a channel's demo connection."""
    return _given(channel).settings | providers.settings(channel)


def _connection(channel: str, outbox: str) -> ConnectionSpec:
    manifest = channels.manifest(channel)
    address = f"{outbox}/{channel}"
    base = {"base_url": address} if "base_url" in {field.name for field in manifest.settings} else {}
    known = {name: value.replace("{base}", address) for name, value in settings(channel).items()}
    return ConnectionSpec(
        id=f"demo-{channel}",
        channel=channel,
        name=f"Northwind on {manifest.label}",
        settings=known | base,
        menu=_given(channel).menu,
    )


def _given(channel: str) -> Given:
    file = ROOT / "events" / channel / "_connection.json"
    return Given.model_validate(json.loads(file.read_bytes())) if file.exists() else Given()
