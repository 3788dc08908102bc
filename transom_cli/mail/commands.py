"""The commands `transom mail read` and `transom mail replay`."""

import sys
from base64 import b64encode
from pathlib import Path
from typing import Annotated

import typer
from pydantic import JsonValue, TypeAdapter

from transom.errors import NotFoundError
from transom.mail import Mail
from transom.mail import read as understood
from transom_cli.mail.replay import replay

app = typer.Typer(no_args_is_help=True, help="Read a mail, without a desk; or take a desk's mail again.")

app.command()(replay)

_JSON = TypeAdapter[dict[str, JsonValue]](dict[str, JsonValue])

Raw = Annotated[Path, typer.Argument(help="A file with the raw mail; - reads standard input.")]
Contents = Annotated[bool, typer.Option("--contents", help="Print the attachments' bytes too, in base64.")]


@app.command()
def read(file: Raw, contents: Contents = False) -> None:  # noqa: FBT002 - typer's form of a flag
    """Print what a mail means as JSON."""
    typer.echo(_told(understood(_bytes(file)), has_contents=contents))


def _bytes(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise NotFoundError(f"{file} cannot be read: {error.strerror}.") from error


def _told(mail: Mail, *, has_contents: bool) -> str:
    files: list[dict[str, JsonValue]] = [
        {**file.model_dump(mode="json", exclude={"content"}), "size": len(file.content)}
        | ({"content": b64encode(file.content).decode()} if has_contents else {})
        for file in mail.attachments
    ]
    told = mail.model_dump(mode="json", exclude={"attachments"}) | {"attachments": files, "is_machine": mail.is_machine}
    return _JSON.dump_json(told, indent=2).decode()
