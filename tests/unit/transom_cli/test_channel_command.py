"""`transom channel`: a provider's request, read without a desk."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.samples import hook_request
from transom.errors import InvalidError, UnauthenticError, UnreadableError
from transom_cli.channel.commands import app

SECRET = "sample-webhook-secret"


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Write Telegram's sample to files, and return the arguments that name them."""
    request = hook_request("telegram/text")
    (tmp_path / "body").write_bytes(request.body)
    (tmp_path / "headers.json").write_text(json.dumps(dict(request.headers)))
    return [str(tmp_path / "body"), "--headers", str(tmp_path / "headers.json")]


def run(*arguments: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(app, list(arguments))


def test_the_events_are_printed(files: list[str]) -> None:
    """As JSON, in the desk's words."""
    [event] = json.loads(run("parse", "telegram", *files, "--secret", SECRET).output)
    assert (event["kind"], event["text"]) == ("message", "Where is my order 10428? 📦")


def test_without_a_secret_a_request_is_read_and_not_verified(files: list[str]) -> None:
    """As when a payload comes from a document."""
    assert run("parse", "telegram", *files).exit_code == 0
    assert isinstance(run("parse", "telegram", *files, "--secret", "wrong").exception, UnauthenticError)


@pytest.mark.parametrize(("secret", "code"), [(SECRET, 0), (f"webhook_secret={SECRET}", 0), ("wrong", 1)])
def test_a_request_is_verified(files: list[str], secret: str, code: int) -> None:
    """By the secret alone, or by a field of this name; the exit code says it."""
    assert run("verify", "telegram", *files, "--secret", secret).exit_code == code


@pytest.fixture
def recorded(tmp_path: Path) -> list[str]:
    """Write Slack's sample, signed some time ago, and return the arguments that name it and its secret."""
    request = hook_request("slack/text")
    (tmp_path / "slack").write_bytes(request.body)
    (tmp_path / "slack.json").write_text(json.dumps(dict(request.headers)))
    return [str(tmp_path / "slack"), "--headers", str(tmp_path / "slack.json"), "--secret", "sample-signing-secret"]


def test_a_recorded_request_is_read_with_a_warning(recorded: list[str]) -> None:
    """It was authentic when it came; what it says goes to standard output alone."""
    result = run("parse", "slack", *recorded)
    assert result.exit_code == 0
    assert json.loads(result.stdout)[0]["kind"] == "message"
    assert "--at 20" in result.stderr
    forged = [*recorded[:-1], "another secret"]
    assert isinstance(run("parse", "slack", *forged).exception, UnauthenticError)
    assert isinstance(run("parse", "slack", *recorded, "--at", "2020-01-01").exception, UnauthenticError)


def test_an_old_request_is_not_verified_and_told_to_be_old(recorded: list[str]) -> None:
    """With the option by which it would be."""
    result = run("verify", "slack", *recorded)
    assert result.exit_code == 1
    option = result.stderr.strip().rpartition(": ")[2].split()
    assert option[0] == "--at"
    assert run("verify", "slack", *recorded, *option).exit_code == 0
    assert "Not authentic" in run("verify", "slack", *recorded[:-1], "another secret").stderr


def test_bad_input_is_told(files: list[str], tmp_path: Path) -> None:
    """A body that is no update, headers that are no object, a setting without a name."""
    (tmp_path / "body").write_text("<html>")
    assert isinstance(run("parse", "telegram", *files).exception, UnreadableError)
    (tmp_path / "headers.json").write_text("[]")
    assert isinstance(run("parse", "telegram", *files).exception, InvalidError)
    assert isinstance(run("parse", "telegram", files[0], "--setting", "x").exception, InvalidError)


def test_the_channels_are_listed() -> None:
    """With their names."""
    assert "telegram        Telegram" in run("list").output
