"""The local stack's background processes: started once, found again by their pid files, stopped in order."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from transom.errors import UnavailableError
from transom_cli.local import home

PATIENCE_SECONDS = 120


def start(name: str, command: Sequence[str], *, port: int, env: Mapping[str, str] | None = None) -> None:
    """Start a process unless it runs as it is wanted, and wait until it listens.

    Raises `UnavailableError` with the place of its log when it ends or does not listen in time.
    """
    if is_up(name, command, port):
        return
    stop(name)
    if _listens(port):
        raise UnavailableError(f"Port {port} is taken, and {name} needs it: set TRANSOM_PORT to another base.")
    log = home() / "logs" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=env, start_new_session=True)
    _pid_file(name).write_text("\n".join([str(process.pid), *command]))
    _wait(name, process, port, log)


def stop(name: str) -> bool:
    """Stop a process gently, so that it can save what it holds; returns whether it ran."""
    was_running = is_running(name)
    if was_running:
        pid = _pid(name)
        os.killpg(pid, signal.SIGTERM)
        _wait_for_end(name, pid)
    _pid_file(name).unlink(missing_ok=True)
    return was_running


def is_up(name: str, command: Sequence[str], port: int) -> bool:
    """Tell whether the process is there as it is wanted, and listens."""
    return is_running(name) and _started_by(name) == list(command) and _listens(port)


def is_running(name: str) -> bool:
    """Tell whether the process of a pid file is there."""
    try:
        pid = _pid(name)
        os.waitpid(pid, os.WNOHANG)
    except FileNotFoundError:
        return False
    except ChildProcessError:
        pass  # started by an earlier command
    return _exists(pid)


def _exists(pid: int) -> bool:
    try:
        os.killpg(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _wait_for_end(name: str, pid: int) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while is_running(name):
        if time.monotonic() > end:
            os.killpg(pid, signal.SIGKILL)
        time.sleep(0.1)


def _wait(name: str, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not _listens(port):
        if process.poll() is not None or time.monotonic() > end:
            raise UnavailableError(f"{name} does not start; what it said is in {log}.")
        time.sleep(0.1)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _pid(name: str) -> int:
    return int(_pid_file(name).read_text().partition("\n")[0])


def _started_by(name: str) -> list[str]:
    return _pid_file(name).read_text().splitlines()[1:]


def _pid_file(name: str) -> Path:
    path = home() / "run" / f"{name}.pid"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
