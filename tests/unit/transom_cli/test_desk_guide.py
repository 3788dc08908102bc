"""The guide to `desk.yaml`: all that it shows is valid, and it leaves nothing out."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from pydantic import JsonValue

from transom.core.soundness import check
from transom.model import Desk
from transom_cli import deskfile
from transom_cli.tools import ROOT

GUIDE = (ROOT / "docs/desk.md").read_text()
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
BARE = """\
brand: {name: Northwind, default_team: support}
calendars:
  - {id: office, hours: {mon: ["09:00-17:00"]}}
  - {id: always, hours: {mon: ["00:00-24:00"]}}
policies:
  - {id: usual, calendar: office, first_response: PT1H, resolution: P1D}
teams:
  - {id: support, name: Support, policy: usual}
  - {id: billing, name: Billing, policy: usual}
users:
  - {id: admin, email: admin@northwind.example, name: Alex, role: admin}
  - {id: ana, email: ana@northwind.example, name: Ana}
  - {id: ben, email: ben@northwind.example, name: Ben}
"""

type Parts = Mapping[str, JsonValue]


def read(text: str) -> Parts:
    """Return the parts that a text states, every value as the command reads it."""
    parts: Parts = yaml.load(text, Loader=deskfile.Loader)  # noqa: S506 - it makes plain values only
    return parts


def merged(base: Parts, more: Parts) -> Parts:
    """Return both together: lists one after the other, and of a single record the later one's values."""
    result = dict(base)
    for part, value in more.items():
        known = result.get(part)
        if isinstance(known, list) and isinstance(value, list):
            result[part] = [*known, *value]
        elif isinstance(known, dict) and isinstance(value, dict):
            result[part] = {**known, **value}
        else:
            result[part] = value
    return result


def whole() -> Parts:
    """Return a small desk with everything that the guide shows."""
    parts = read(BARE)
    for example in EXAMPLES:
        parts = merged(parts, read(example))
    return parts


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_adds_to_a_desk_what_a_desk_can_have(example: str) -> None:
    """Together with the parts that it names, it is a desk that makes sense."""
    shown = read(example)
    others = {part: value for part, value in whole().items() if part not in shown}
    desk = check(Desk.model_validate({**merged(read(BARE), shown), **others}))
    assert desk.model_fields_set >= shown.keys()


def test_all_examples_together_are_a_file(tmp_path: Path) -> None:
    """Somebody who copies them one below the other has a file that the command reads, and writes again."""
    file = tmp_path / "desk.yaml"
    file.write_text(yaml.safe_dump(whole(), allow_unicode=True))
    desk = deskfile.read(file)
    assert deskfile.parse(deskfile.write(desk)) == desk


def test_the_guide_shows_every_part_and_names_every_setting() -> None:
    """A setting that the schema has and the guide has not is one that no stranger finds."""
    assert {part for example in EXAMPLES for part in read(example)} == set(Desk.model_fields)
    schema = Desk.model_json_schema()
    settings = {name for model in [schema, *schema["$defs"].values()] for name in model.get("properties", ())}
    written = set(re.findall(r"[a-z][a-z0-9_]*", GUIDE)) | {"start", "end"}  # a span is written as one text
    assert settings - written == set()
