"""Models in a file, one line of JSON for each."""

from pathlib import Path

from pydantic import BaseModel


def read[Model: BaseModel](path: Path, kind: type[Model]) -> list[Model]:
    """Return what the file holds; nothing when there is no file yet."""
    if not path.exists():
        return []
    # not splitlines(): it would also cut at separators that a customer's text may hold
    return [kind.model_validate_json(line) for line in path.read_text().split("\n") if line]


def append(path: Path, model: BaseModel) -> None:
    """Add one line."""
    with path.open("a") as lines:
        lines.write(model.model_dump_json() + "\n")
