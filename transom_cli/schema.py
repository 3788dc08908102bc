"""`transom schema`: the JSON Schema of `desk.yaml`, by which editors complete and check it."""

import json
from pathlib import Path
from typing import Annotated

import typer
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import IntSchema, StringSchema

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


class _AsWritten(GenerateJsonSchema):
    """Takes a number for the text that a file states it by, as the reader of the file does, and the other way round."""

    def int_schema(self, schema: IntSchema) -> JsonSchemaValue:
        """Return what an integer may be written as."""
        return {**super().int_schema(schema), "type": ["integer", "string"], "pattern": r"^-?\d+$"}

    def str_schema(self, schema: StringSchema) -> JsonSchemaValue:
        """Return what a text may be written as."""
        return {**super().str_schema(schema), "type": ["string", "number"]}


def text() -> str:
    """Return the schema as the text of a file."""
    schema = Desk.model_json_schema(schema_generator=_AsWritten)
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    schema(COMMITTED)
