"""Get what the project needs, given Python 3.11 and a package registry: uv, Python 3.13, the locked packages.

`python3 tools/bootstrap.py [--browser]` ends quickly when nothing changed since the last time.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".transom" / "tools"
UV_VERSION = "0.13.9"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def main(arguments: list[str]) -> None:
    """Make everything ready, saying what is done."""
    if sys.version_info < (3, 11):  # noqa: UP036 - it runs before there is a 3.13
        sys.exit("Transom needs Python 3.11 or later to set itself up; python3 here is older.")
    began = time.monotonic()
    uv = _uv()
    _packages(uv)
    if "--browser" in arguments:
        _browser()
    if (took := time.monotonic() - began) > 1:
        say(f"ready after {took:.0f} s")


def say(what: str) -> None:
    """Tell what happens now."""
    print(f"  · {what}", flush=True)


def _uv() -> Path:
    uv = HOME / "bin" / "uv"
    if not uv.exists():
        say(f"uv {UV_VERSION}, into .transom/tools")
        venv.create(HOME, with_pip=True)
        _run([HOME / "bin" / "pip", "install", "--quiet", f"uv=={UV_VERSION}"], "uv could not be installed with pip")
    return uv


def _packages(uv: Path) -> None:
    stamp = ROOT / ".venv" / ".synced"
    files = [ROOT / "uv.lock", ROOT / "pyproject.toml"]
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    python = _python()
    say(f"the locked packages, for {python or 'a Python 3.13 that uv fetches'}")
    choice = ["--python", str(python)] if python else ["--python", "3.13"]
    command: list[str | Path] = [uv, "sync", "--quiet", "--frozen", "--all-extras", *choice]
    _run(command, "the locked packages could not be installed")
    stamp.write_text(wanted)


def _python() -> Path | None:
    """Return a Python 3.13: one of pyenv's, whose shims uv does not look behind, or one on the PATH."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found = sorted(versions.glob("3.13*/bin/python3.13"), reverse=True)
    on_path = shutil.which("python3.13")
    candidates = [*found, *([Path(on_path)] if on_path else [])]
    return next((path for path in candidates if _is_right(path)), None)


def _is_right(python: Path) -> bool:
    asked = [str(python), "-c", "import sys, ssl; print(sys.version_info[:2] == (3, 13))"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.stdout.strip() == "True"


def _browser() -> None:
    if any(map(shutil.which, CHROMIUM)):
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        sys.exit("The browser tests need Chromium on the PATH; install it (Debian: apt-get install chromium).")
    say("Chromium, with apt-get")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run(["apt-get", "-qq", "update"], "apt-get update failed", quiet)
    _run(["apt-get", "-qq", "install", "-y", "--no-install-recommends", "chromium"], "Chromium failed", quiet)


def _run(command: list[str | Path], failure: str, env: dict[str, str] | None = None) -> None:
    done = subprocess.run(list(map(str, command)), cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{done.stdout[-2000:]}{done.stderr[-2000:]}\n{failure}; what was said stands above.")


if __name__ == "__main__":
    main(sys.argv[1:])
