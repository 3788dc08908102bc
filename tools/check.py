"""Run the project's checks in order, saying what runs and how long it took: `python -m tools.check [--all]`.

`--all` adds the console's, and the deployed stack with a browser.
"""

import os
import subprocess
import sys
import time

from transom_cli import tools

CHECKS = {
    "lint": ["ruff", "check", "--quiet"],
    "format": ["ruff", "format", "--check", "--quiet"],
    "types": ["mypy"],
    "import rules": ["lint-imports"],
    "tests": ["pytest", "-q", "-n", "2", "-m", "not e2e", "--cov", "--cov-report=term:skip-covered"],
}
DEPLOYED = {"the deployed stack": ["pytest", "-q", "tests/e2e"]}


def main(arguments: list[str]) -> int:
    """Run everything, or stop at the first failure."""
    os.chdir(tools.ROOT)
    (tools.ROOT / ".transom").mkdir(exist_ok=True)
    is_whole = "--all" in arguments
    if is_whole:
        _console()
    for name, command in (CHECKS | DEPLOYED if is_whole else CHECKS).items():
        if code := _run(name, command):
            return code
    return 0


def _run(name: str, command: list[str]) -> int:
    print(f"· {name}", flush=True)
    began = time.monotonic()
    code = subprocess.run(command, check=False).returncode
    print(f"  {'failed' if code else 'passed'} after {time.monotonic() - began:.0f} s", flush=True)
    return code


def _console() -> None:
    print("· the console", flush=True)
    folder = tools.ROOT / "web" / "console"
    if not (folder / "node_modules").exists():
        tools.npm(["ci", "--no-audit", "--no-fund"], what="npm ci", folder=folder)
    tools.npm(["run", "check"], what="the console's check", folder=folder)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
