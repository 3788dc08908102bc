"""The commands that read, try and apply a configuration, by their own entry point, on a stack that is in memory."""

import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from tests.contract import event_samples
from transom import clock
from transom.store import Store, create_table
from transom.testing.cloud import ENVIRONMENT, environment
from transom_cli import app
from transom_cli.schema import COMMITTED

TABLE = "transom-test"
NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
STACK = {
    "Parameters": {"Stage": {"Type": "String", "Default": "test"}},
    "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
    "Outputs": {"TableName": {"Value": TABLE}},
}
DESK = """\
brand: {name: Northwind, default_team: support, tiers: [gold]}
calendars:
  - id: office
    hours: {mon: ["09:00-17:00"]}
policies:
  - {id: usual, calendar: office, first_response: PT1H, resolution: PT8H}
teams:
  - {id: support, name: Support, policy: usual}
"""
RULE = """\
automations:
  - id: parcel
    on: [message.received]
    when:
      all:
        - {field: text, operator: contains, value: order}
    then: {priority: high}
"""

type Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def stack() -> Iterator[None]:
    """Make the stack once for this file, with its table."""
    with pytest.MonkeyPatch.context() as patch, mock_aws(), environment(patch, ENVIRONMENT):
        patch.delenv("AWS_ENDPOINT_URL", raising=False)
        boto3.client("cloudformation").create_stack(StackName="desk", TemplateBody=json.dumps(STACK))
        create_table(TABLE)
        yield


@pytest.fixture
def store(stack: None, monkeypatch: pytest.MonkeyPatch) -> Store:  # noqa: ARG001 - made for what it does
    """Return what the stack's desk remembers: nothing yet."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    table = boto3.client("dynamodb")
    for key in table.scan(TableName=TABLE, ProjectionExpression="pk, sk")["Items"]:
        table.delete_item(TableName=TABLE, Key=key)
    return Store(TABLE)


@pytest.fixture
def run(store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:  # noqa: ARG001
    """Give a way to run `transom` as a shell does: what it ends with, what it says, and what it complains of."""

    def command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["transom", *arguments])
        monkeypatch.setenv("TRANSOM_STACK", "desk")
        with pytest.raises(SystemExit) as ended:
            app.main()
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return command


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file that states a desk."""
    path = tmp_path / "desk.yaml"
    path.write_text(DESK)
    return path


def test_a_plan_shows_what_applying_would_change_and_changes_nothing(run: Run, file: Path, store: Store) -> None:
    """Every record is a line with its sign, until the desk is what the file says."""
    code, told, _ = run("plan", str(file))
    assert (code, set(told.splitlines())) == (
        0,
        {"+ brand", "+ calendar office", "+ policy usual", "+ team support"},
    )
    assert store.desk.version() == 1
    assert run("apply", str(file))[0] == 0
    assert run("plan", str(file))[1] == "The desk is what the file says; there is nothing to change.\n"


def test_applying_makes_the_desk_what_the_file_says(run: Run, file: Path, store: Store) -> None:
    """It tells how much it changed; with --plan it changes nothing; what the file no longer has is removed."""
    assert run("apply", "--plan", str(file))[0] == 0
    assert store.desk.version() == 1
    assert run("apply", str(file))[1].endswith("Applied 4 changes.\n")
    file.write_text(DESK + RULE)
    assert run("apply", "--yes", str(file))[1].splitlines() == ["+ automation parcel", "Applied 1 changes."]
    assert [rule.id for rule in store.desk.load().automations] == ["parcel"]
    file.write_text(DESK)
    assert run("apply", "--yes", str(file))[1].splitlines() == ["- automation parcel", "Applied 1 changes."]
    assert store.desk.load().automations == ()


def test_what_is_exported_is_what_was_applied(run: Run, file: Path, tmp_path: Path) -> None:
    """The export goes into a file that plans no change; without --config the command says what it wants."""
    file.write_text(DESK + RULE)
    run("apply", str(file))
    written = tmp_path / "out.yaml"
    assert run("export", "--config", "--to", str(written))[0] == 0
    assert "nothing to change" in run("plan", str(written))[1]
    assert run("export", "--config")[1] == written.read_text()
    assert run("export") == (1, "", "Say what to export: --config.\n")


def test_the_schema_is_the_committed_one(run: Run, tmp_path: Path) -> None:
    """It is printed, or written into a file, and needs no stack."""
    assert run("schema")[1] == COMMITTED.read_text()
    written = tmp_path / "schema.json"
    assert run("schema", "--to", str(written)) == (0, "", "")
    assert json.loads(written.read_text())["title"] == "Desk"


@pytest.mark.parametrize("command", [("plan",), ("apply",), ("rules", "dry-run")])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (DESK.replace("PT8H", "soon"), "6:69 policies.0.resolution: "),
        (DESK + RULE.replace("order}", "[a]}"), "14:11 automations.0.when.all.0.test: contains takes one value"),
        (DESK + RULE.replace("text", "tekst"), "14:19 automations.0.when.all.0.test.field: "),
        (DESK + RULE.replace("priority: high", "team: nobody"), "15:18 automations.0.then.team: there is no team"),
        (DESK + RULE.replace("field: text", "field: tier").replace("contains", "is"), "there is no tier 'order'"),
        (DESK.replace("teams:", "teams: ["), "cannot be read"),
    ],
)
def test_a_wrong_file_is_refused_with_line_and_column(
    run: Run, file: Path, store: Store, command: tuple[str, ...], text: str, told: str
) -> None:
    """Whatever the command, the place and the reason are told in its own lines, and nothing is written."""
    file.write_text(text)
    code, said, complained = run(*command, str(file))
    assert (code, said) == (1, "")
    assert told in complained
    assert f"{file}:" in complained
    assert store.desk.version() == 1


def test_a_file_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    """The command ends in one sentence."""
    code, _, complained = run("plan", str(tmp_path / "none.yaml"))
    assert code == 1
    assert complained.count("\n") == 1
    assert "none.yaml cannot be read" in complained


@pytest.fixture
def lived(run: Run, file: Path, store: Store) -> Path:
    """Give a file of a desk that is applied, and on which a customer has asked for their order."""
    run("apply", str(file))
    store.arrivals.record(event_samples.arrival())
    return file


def test_a_dry_run_shows_what_the_file_would_change(run: Run, lived: Path, store: Store) -> None:
    """The rule that the live desk lacks would raise the priority once; nothing is written."""
    lived.write_text(DESK + RULE)
    before = store.conversations.get(event_samples.CONVERSATION)
    code, told, _ = run("rules", "dry-run", str(lived))
    assert code == 0
    head, effect, total, looked_at = told.splitlines()
    assert head.startswith("+ 2026-11-16 09:00 4T7QXK2M message.received: parcel because text contains order")
    assert effect == "    + priority: normal → high"
    assert total == "parcel: 0 times → 1 times (1 added; 1 conversations)"
    assert looked_at == "1 conversations with 1 entries were looked at."
    assert store.conversations.get(event_samples.CONVERSATION) == before
    assert "parcel" not in {rule.id for rule in store.desk.load().automations}


def test_a_dry_run_shows_what_would_no_longer_be_done(run: Run, lived: Path) -> None:
    """A live rule that the file leaves out is told with what it did; the same file again differs in nothing."""
    lived.write_text(DESK + RULE)
    run("apply", str(lived))
    assert "would have done what the live ones did" in run("rules", "dry-run", str(lived))[1]
    lived.write_text(DESK)
    told = run("rules", "dry-run", str(lived))[1].splitlines()
    assert (told[0][0], told[1]) == ("-", "    - priority: normal → high")
    assert told[2] == "parcel: 1 times → 0 times (1 gone; 1 conversations)"


def test_a_dry_run_speaks_json_and_knows_its_bounds(run: Run, lived: Path) -> None:
    """The report has the differences, the totals, and from when on was looked; a cut is stated."""
    lived.write_text(DESK + RULE)
    report = json.loads(run("rules", "dry-run", str(lived), "--json", "--since", "2026-11-01")[1])
    assert (report["conversations"], report["since"], report["cut"]) == (1, "2026-11-01T00:00:00Z", None)
    (difference,) = report["comparison"]["differences"]
    assert (difference["turn"], difference["proposed"]) == (
        "added",
        [{"field": "priority", "before": "normal", "after": "high"}],
    )
    assert json.loads(run("rules", "dry-run", str(lived), "--json", "--since", "1d")[1])["conversations"] == 0
    code, _, complained = run("rules", "dry-run", str(lived), "--since", "yesterday")
    assert (code, "write a day such as 2026-11-01, or the last days as 7d" in complained) == (1, True)
