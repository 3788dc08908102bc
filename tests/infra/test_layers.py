import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.infra.templates import ROOT
from tools import requirements

BUDGET = 25_000_000
HANDLERS = sorted(
    ".".join(path.relative_to(ROOT / "functions").with_suffix("").parts)
    for path in (ROOT / "functions").glob("*/*.py")
    if "\nhandler =" in path.read_text() or "def handler(" in path.read_text()
)
IMPORT = """
import importlib, os, sys
sys.path[:0] = sys.argv[2:]
for library in ("boto3", "chalice", "holidays", "httpx", "pynamodb"):
    importlib.import_module(library)
for handler in sys.argv[1].split():
    if not (child := os.fork()):
        importlib.import_module(handler)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit(handler)
"""
"""Each handler in a process of its own, in which only what others wrote is there already."""


def test_every_handler_imports_with_the_layers_alone(layers: dict[str, Path], shipped: Path) -> None:
    """What a layer lacks is not hidden by the virtual environment: only layers, functions and boto3 are on the path."""
    assert len(HANDLERS) > 10
    path = [str(ROOT / "functions"), str(layers["transom"]), str(layers["runtime"]), str(shipped)]
    command = [sys.executable, "-I", "-S", "-c", IMPORT, " ".join(HANDLERS), *path]
    done = subprocess.run(command, env={"AWS_DEFAULT_REGION": "us-east-1"}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_runtime_layer_keeps_its_budget(layers: dict[str, Path]) -> None:
    """It is at most 25 MB unzipped, bytecode included."""
    size = sum(path.stat().st_size for path in layers["runtime"].rglob("*") if path.is_file())
    assert size <= BUDGET


@pytest.mark.parametrize("name", ["transom", "runtime"])
def test_bytecode_is_compiled_in_and_never_checked(layers: dict[str, Path], name: str) -> None:
    """Every module has bytecode that Python takes without looking at the source's date, which a zip does not keep."""
    sources = list(layers[name].rglob("*.py"))
    assert len(sources) > 50
    for source in sources:
        head = Path(importlib.util.cache_from_source(str(source))).read_bytes()[4:8]
        assert int.from_bytes(head, "little") == 1, source  # a hash that is not checked


def test_the_package_for_tests_stays_at_home(layers: dict[str, Path]) -> None:
    """Our layer holds no moto-backed desk."""
    assert (layers["transom"] / "transom" / "model").is_dir()
    assert not (layers["transom"] / "transom" / "testing").exists()


def test_the_runtime_layer_is_built_from_the_lock() -> None:
    """Its requirements are those of the lock; `python -m tools.requirements` writes them anew."""
    for layer, wanted in requirements.export().items():
        assert (requirements.LAYERS / layer / "requirements.txt").read_text() == wanted
