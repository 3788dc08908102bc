"""The local stack's background processes."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from transom_cli import processes

pytestmark = [
    pytest.mark.loopback,
    # the processes outlive whoever started them: that is their point
    pytest.mark.filterwarnings("ignore:.*Popen:pytest.PytestUnraisableExceptionWarning"),
]

LISTEN = (
    "import socket, sys, time; s = socket.socket(); s.bind((sys.argv[1], int(sys.argv[2]))); s.listen(); time.sleep(60)"
)


@pytest.fixture
def port(home: Path) -> Iterator[int]:  # noqa: ARG001 - the pid files are there
    """Return a free port; whoever listens there is stopped in the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found = probe.getsockname()[1]
    yield found
    processes.stop("edge")


def test_a_process_is_started_anew_when_it_is_wanted_otherwise(port: int) -> None:
    """Show that what was started for an API that is gone does not stay; the same command again changes nothing."""
    command = [sys.executable, "-c", LISTEN, "127.0.0.1", str(port)]
    processes.start("edge", [*command, "--api", "one"], port=port)
    processes.start("edge", [*command, "--api", "one"], port=port)
    assert processes.is_up("edge", [*command, "--api", "one"], port)
    processes.start("edge", [*command, "--api", "two"], port=port)
    assert not processes.is_up("edge", [*command, "--api", "one"], port)
    assert processes.is_up("edge", [*command, "--api", "two"], port)
