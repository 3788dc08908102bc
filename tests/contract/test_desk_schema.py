"""The schema of `desk.yaml` is current, and the demo's desk keeps to it."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it ships no types

from tests.unit.transom_cli.test_desk_guide import whole
from transom_cli import deskfile, schema
from transom_cli.demo import demo_desk

VALIDATOR = Draft202012Validator(json.loads(schema.text()))
DEMO = (Path(schema.__file__).parent / "demo" / "desk.yaml").read_text(encoding="utf-8")
WRITTEN = {
    "demo": DEMO,
    "guide": yaml.safe_dump(whole()),
    "export": deskfile.write(demo_desk("https://outbox.test")),
    "export of the guide": deskfile.write(deskfile.parse(yaml.safe_dump(whole()))),
}


class Editor(deskfile.Loader):
    """Reads a file as editors do, by YAML 1.2: what looks like a number is one."""

    yaml_implicit_resolvers = {key: [*each] for key, each in deskfile.Loader.yaml_implicit_resolvers.items()}


Editor.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), [*"-+0123456789"])
Editor.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?[0-9]*\.[0-9]+$"), [*"-+.0123456789"])


def test_the_schema_is_the_one_that_the_models_make() -> None:
    """A change of the models shows in the committed file; `python -m transom_cli.schema` writes it."""
    assert schema.COMMITTED.read_text(encoding="utf-8") == schema.text()


def accepted(text: str, loader: type[yaml.BaseLoader] | type[yaml.SafeLoader]) -> list[str]:
    """Return what an editor would mark in a file."""
    content = json.loads(json.dumps(yaml.load(text, loader), default=str))  # noqa: S506 - both make plain values only
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(content)]


@pytest.mark.parametrize("loader", [deskfile.Loader, Editor])
@pytest.mark.parametrize("name", [*WRITTEN])
def test_an_editor_takes_every_desk_that_is_written(name: str, loader: type[yaml.SafeLoader]) -> None:
    """The demo's file, the guide's examples and an export are valid, whether numbers are read as such or as text."""
    assert accepted(WRITTEN[name], loader) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("on: [message.received]", "on: [message.lost]"),
        ('"09:00-15:30"', '"9-15"'),
        ("at_least: 50", "at_least: half"),
        ("default_team: support", "default_team: [support]"),
        ("default_team: support", "default: support"),
    ],
)
def test_an_editor_marks_what_is_wrong(old: str, new: str) -> None:
    """An unknown trigger, hours that are none, a text for a number, a list for a text, and an unknown setting."""
    assert old in DEMO
    assert accepted(DEMO.replace(old, new), Editor) != []
