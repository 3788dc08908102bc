"""`python -m transom_cli.outbox`: serve the outbox until stopped."""

from pathlib import Path
from typing import Annotated

import typer

from transom_cli import serving
from transom_cli.outbox.app import create_app


def serve(
    port: Annotated[int, typer.Option(help="Where HTTP is served.")],
    smtp_port: Annotated[int, typer.Option(help="Where SES relays its mail to.")],
    folder: Annotated[Path, typer.Option("--dir", help="Where the messages are kept.")] = Path(".transom/outbox"),
) -> None:
    """Serve the outbox on this machine alone."""
    folder.mkdir(parents=True, exist_ok=True)
    serving.serve(create_app(folder, smtp_port=smtp_port), port)


if __name__ == "__main__":
    typer.run(serve)
