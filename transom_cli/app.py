"""The command `transom`; each of its commands stands in a module of its own."""

import sys
from importlib import import_module

import typer

from transom.errors import TransomError

COMMANDS = {
    "up": "transom_cli.up:up",
    "down": "transom_cli.up:down",
    "logs": "transom_cli.up:logs",
    "seed": "transom_cli.seed:seed",
    "send": "transom_cli.send.commands:app",
    "token": "transom_cli.token:token",
    "plan": "transom_cli.apply:plan",
    "schema": "transom_cli.schema:schema",
    "apply": "transom_cli.apply:apply",
    "export": "transom_cli.export:export",
    "connect": "transom_cli.connect:connect",
    "channel": "transom_cli.channel.commands:app",
    "mail": "transom_cli.mail.commands:app",
    "publish": "transom_cli.console:publish",
    "rules": "transom_cli.rules:app",
    "users": "transom_cli.users:app",
    "dlq": "transom_cli.dead_letters:app",
}
PANELS = {
    "On your machine": ("up", "down", "logs", "seed", "send"),
    "Rules and settings": ("plan", "apply", "export", "rules", "schema"),
    "Any desk": ("token", "channel", "mail", "connect", "publish", "users", "dlq"),
}


def main() -> None:
    """Run the command line; a failure ends in one sentence."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        command_line(wanted)()
    except TransomError as error:
        typer.secho(sentence(error), fg=typer.colors.RED, err=True)
        raise SystemExit(1) from None


def command_line(wanted: str = "") -> typer.Typer:
    """Return the command line; only the wanted command is loaded, since some bring the AWS SDK with them."""
    app = typer.Typer(
        help="The Transom support desk: run it on your machine, play its customers, configure and look after it.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_start)
    for panel, names in PANELS.items():
        for name in names:
            if wanted == name or wanted not in COMMANDS:
                _add(app, name, panel)
    return app


def sentence(error: TransomError) -> str:
    """Return what went wrong, and below it what is wrong with each field."""
    return "\n".join([error.message, *(f"  {place}: {message}" for place, message in error.fields.items())])


def _start() -> None:
    """Begin any command; there is nothing to prepare."""


def _add(app: typer.Typer, name: str, panel: str) -> None:
    module, _, attribute = COMMANDS[name].partition(":")
    command = getattr(import_module(module), attribute)
    if isinstance(command, typer.Typer):
        app.add_typer(command, name=name, rich_help_panel=panel)
    else:
        app.command(name, rich_help_panel=panel)(command)
