"""The emulator's state between two starts."""

import json
from pathlib import Path

import pytest

from transom_cli import emulator, processes
from transom_cli.ports import Ports


def test_streams_are_read_anew_after_a_restart(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Show that a mapping does not wait behind the end of a stream that the emulator has forgotten."""
    file = home / "state" / "lambda.json"
    file.parent.mkdir()
    file.write_text(json.dumps({"payload": {"esms": {"relay": {}}, "dynamodb_stream_positions": {"relay": 300}}}))
    monkeypatch.setattr(processes, "start", lambda *_, **__: None)

    emulator.start(Ports.from_environment())

    assert json.loads(file.read_bytes()) == {"payload": {"esms": {"relay": {}}}}
