"""Write what the layers are built from: the functions' requirements, as the lock has them.

`python -m tools.requirements`; the files are committed, so that `sam build` needs no lock and knows when to build anew.
"""

import subprocess
from pathlib import Path

from transom_cli import tools

ROOT = Path(__file__).parent.parent
LAYERS = ROOT / "layers"
SHIPPED = ("boto3", "botocore", "python-dateutil", "six")
"""The Lambda runtime brings them."""
UNUSED = ("anyio", "click", "inquirer", "pip", "pyyaml", "setuptools", "wheel")
"""httpx's asynchronous half, and what Chalice deploys with."""


def export() -> dict[str, str]:
    """Return each layer's requirements, pinned, one a line; the crypto layer has what the runtime layer lacks."""
    runtime = _exported()
    crypto = [line for line in _exported("--extra", "crypto") if line not in runtime]
    return {name: "".join(f"{line}\n" for line in lines) for name, lines in (("runtime", runtime), ("crypto", crypto))}


def _exported(*extra: str) -> list[str]:
    options = ["--frozen", "--no-dev", "--no-emit-project", "--no-hashes", "--no-annotate", "--no-header", *extra]
    pruned = [word for name in SHIPPED + UNUSED for word in ("--prune", name)]
    command = [tools.UV, "export", "--quiet", *options, *pruned]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [line.partition(" ;")[0] for line in done.stdout.splitlines()]


if __name__ == "__main__":
    for layer, requirements in export().items():
        (LAYERS / layer / "requirements.txt").write_text(requirements)
