"""`transom export`: write down what runs."""

from pathlib import Path
from typing import Annotated

import typer

from transom.errors import InvalidError
from transom_cli import deskfile, target


def export(
    is_config: Annotated[bool, typer.Option("--config", help="The desk's configuration, as desk.yaml.")] = False,  # noqa: FBT002
    to: Annotated[Path | None, typer.Option(help="The file to write; without it, the text is printed.")] = None,
    stack: target.StackOption = "",
) -> None:
    """Write the configuration of a running desk to a file that `transom apply` takes."""
    if not is_config:
        raise InvalidError("Say what to export: --config.")
    text = deskfile.write(target.find(stack).store.desk.load())
    if to:
        to.write_text(text, encoding="utf-8")
    else:
        typer.echo(text, nl=False)
