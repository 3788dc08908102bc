"""What an end-to-end test may do with the deployed desk: all of it from outside."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 300.0
"""Seconds; on a laptop at work the first start of a function takes some."""
PORT = int(os.environ.get("TRANSOM_E2E_PORT", "18080"))


def transom(*arguments: str, home: Path, timeout: float = 1200) -> str:
    """Run the command `transom` against the test's own stack and return what it printed."""
    command = Path(sys.executable).with_name("transom")
    env = {**os.environ, "TRANSOM_HOME": str(home), "TRANSOM_PORT": str(PORT)}
    done = subprocess.run(
        [str(command), *arguments], cwd=ROOT, env=env, capture_output=True, text=True, timeout=timeout, check=False
    )
    assert done.returncode == 0, f"transom {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


class Stack:
    """What a test may do with the deployed desk: all of it from outside."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.local = json.loads((home / "local.json").read_text())
        self.http = httpx.Client(timeout=PATIENCE)
        self._tokens: dict[str, str] = {}

    def warm_up(self) -> None:
        """Let every function start, each for a message through its door: on slow cores that takes minutes."""
        expected = len(self.outbox()) + 3
        for door in ("telegram", "email", "form"):
            self.run("send", door, "--from", f"Early {uuid4().hex[:6]}", "Is anybody there?")
        wait_for(lambda: len(self.outbox()) >= expected or None, "an automatic answer through each door", seconds=900)

    def run(self, *arguments: str) -> str:
        """Run a command against this stack."""
        return transom(*arguments, home=self.home)

    def forget_code(self) -> None:
        """Let the next start find the code changed, so that it is swapped."""
        stamp = self.home / "deployed"
        template, _ = stamp.read_text().splitlines()
        stamp.write_text(f"{template}\nanother")

    def user(self, role: str) -> dict[str, str]:
        """Return the first user of a role."""
        return next(user for user in self.local["users"] if user["role"] == role)

    def token(self, role: str) -> str:
        """Return an id token as the command prints it; it holds for an hour."""
        if role not in self._tokens:
            self._tokens[role] = self.run("token", self.user(role)["email"]).strip()
        return self._tokens[role]

    def api(self, method: str, path: str, role: str = "agent", **options: object) -> httpx.Response:
        """Call the REST API as a user of a role."""
        headers = {"Authorization": f"Bearer {self.token(role)}", **options.pop("headers", {})}  # type: ignore[dict-item]
        return self.http.request(method, f"{self.local['api']}{path}", headers=headers, **options)  # type: ignore[arg-type]

    def conversation(self, text: str) -> dict[str, Any] | None:
        """Return the conversation whose preview or subject holds a text."""
        items = self.api("GET", "/conversations?limit=100").json()["items"]
        return next((item for item in items if text in f"{item['subject']} {item['preview']}"), None)

    def outbox(self, **wanted: str) -> list[dict[str, Any]]:
        """Return what the desk has sent, of one channel if it is named."""
        items: list[dict[str, Any]] = self.http.get(f"{self.local['outbox']}/messages", params=wanted).json()["items"]
        return items

    def sent(self, channel: str, text: str, to: str = "") -> dict[str, Any] | None:
        """Return what the desk has sent on a channel that holds a text."""
        items = self.outbox(channel=channel)
        return next((item for item in items if text in item["text"] and to in item["to"]), None)


def wait_for[T](find: Callable[[], T | None], what: str, seconds: float = PATIENCE) -> T:
    """Return what `find` finds as soon as it does, or fail naming what was waited for."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := find():
            return found
        time.sleep(0.5)
    pytest.fail(f"{what} did not come within {seconds:.0f} s")
