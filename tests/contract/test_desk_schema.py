"""The schema of `desk.yaml` is current, and the demo's desk keeps to it."""

import json

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError  # type: ignore[import-untyped]  # it ships no types

from transom_cli import schema
from transom_cli.demo import demo_desk


def test_the_schema_is_the_one_that_the_models_make() -> None:
    """A change of the models shows in the committed file; `python -m transom_cli.schema` writes it."""
    assert schema.COMMITTED.read_text(encoding="utf-8") == schema.text()


def test_an_editor_takes_a_desk_and_marks_an_unknown_field() -> None:
    """The demo's rules, replies and macros are valid, and a wrong trigger is not."""
    made = json.loads(schema.text())
    desk = json.loads(demo_desk("https://outbox.test").model_dump_json(exclude_defaults=True))
    rules = {"$defs": made["$defs"], **made["$defs"]["Automation"]}
    for rule in desk["automations"]:
        Draft202012Validator(rules).validate(rule)
    with pytest.raises(ValidationError):
        Draft202012Validator(rules).validate(yaml.safe_load("{id: x, on: [message.lost], then: {note: x}}"))
