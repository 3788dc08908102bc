"""Run the project's checks in order, saying what runs and how long it took: `python -m tools.check [--all]`.

`--all` adds the deployed stack with a browser.
"""

import os
import subprocess
import sys
import time

from transom.errors import UnavailableError
from transom_cli import console, tools

CHECKS = {
    "lint": ["ruff", "check", "--quiet"],
    "format": ["ruff", "format", "--check", "--quiet"],
    "types": ["mypy"],
    "import rules": ["lint-imports"],
}
TESTS = ["pytest", "-q", "-n", "2", "--dist", "worksteal", "-m", "not e2e", "-o", "faulthandler_timeout=300"]
COVERED = ["--cov", "--cov-report=term:skip-covered"]


def main(arguments: list[str]) -> int:
    """Run everything, or stop at the first failure."""
    os.chdir(tools.ROOT)
    (tools.ROOT / ".transom").mkdir(exist_ok=True)
    failed = _first_failure(CHECKS) or _console() or _run("tests", [*TESTS, *COVERED])
    if "--all" in arguments:
        failed = failed or _run("the deployed stack", ["pytest", "-v", "tests/e2e"])
    return failed


def _first_failure(checks: dict[str, list[str]]) -> int:
    return next((code for name, command in checks.items() if (code := _run(name, command))), 0)


def _run(name: str, command: list[str]) -> int:
    print(f"· {name}", flush=True)
    began = time.monotonic()
    code = subprocess.run(command, check=False).returncode
    print(f"  {'failed' if code else 'passed'} after {time.monotonic() - began:.0f} s", flush=True)
    return code


def _console() -> int:
    print("· the console", flush=True)
    try:
        console.install()
        tools.npm(["run", "check"], what="the console's check", folder=console.SOURCE)
    except UnavailableError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
