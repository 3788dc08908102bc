"""`transom schema`: the JSON Schema of `desk.yaml`, by which editors complete and check it."""

import json
from pathlib import Path
from typing import Annotated

import typer

from transom.model import Desk

COMMITTED = Path(__file__).parents[1] / "docs" / "desk.schema.json"


def schema(
    to: Annotated[Path | None, typer.Option(help="The file to write; without it, the schema is printed.")] = None,
) -> None:
    """Write the JSON Schema of desk.yaml; an editor reads it by `# yaml-language-server: $schema=<file>`."""
    if to:
        to.write_text(text(), encoding="utf-8")
    else:
        typer.echo(text(), nl=False)


def text() -> str:
    """Return the schema as the text of a file."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Desk.model_json_schema()}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    schema(COMMITTED)
