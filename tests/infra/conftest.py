"""The layers, built once for this machine as `sam build` builds them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.infra.templates import ROOT
from transom_cli import tools

SHIPPED = ("boto3", "botocore", "s3transfer", "jmespath", "urllib3", "dateutil", "six.py")
"""What the Lambda runtime has beside the layers."""


@pytest.fixture(scope="session")
def layers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The built layers by name."""
    return {name: _build(name, tmp_path_factory.mktemp(name)) for name in ("transom", "runtime")}


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with boto3 and what it brings, and nothing else."""
    folder, packages = tmp_path_factory.mktemp("shipped"), Path(sys.prefix) / "lib" / "python3.13" / "site-packages"
    for name in SHIPPED:
        (folder / name).symlink_to(packages / name)
    return folder


def _build(name: str, target: Path) -> Path:
    environment = os.environ | {
        "ARTIFACTS_DIR": str(target),
        "TRANSOM_LAYER_PLATFORM": tools.platform(),
        "PATH": os.pathsep.join([str(Path(tools.UV).parent), str(Path(sys.executable).parent), os.environ["PATH"]]),
    }
    command = ["make", "--silent", f"build-{name.title()}Layer"]
    subprocess.run(command, cwd=ROOT / "layers" / name, env=environment, check=True)
    return target / "python"
