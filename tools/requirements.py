"""Write what the runtime layer is built from: the functions' requirements, as the lock has them.

`python -m tools.requirements`; the file is committed, so that `sam build` needs no lock and knows when to build anew.
"""

import subprocess
from pathlib import Path

from transom_cli import tools

ROOT = Path(__file__).parent.parent
FILE = ROOT / "layers" / "runtime" / "requirements.txt"
SHIPPED = ("boto3", "botocore", "python-dateutil", "six")
"""The Lambda runtime brings them."""
UNUSED = ("anyio", "click", "inquirer", "pip", "pyyaml", "setuptools", "wheel")
"""httpx's asynchronous half, and what Chalice deploys with."""


def export() -> str:
    """Return the requirements, pinned, one a line."""
    options = ["--frozen", "--no-dev", "--no-emit-project", "--no-hashes", "--no-annotate", "--no-header"]
    pruned = [word for name in SHIPPED + UNUSED for word in ("--prune", name)]
    command = [tools.UV, "export", "--quiet", *options, *pruned]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return "".join(f"{line.partition(' ;')[0]}\n" for line in done.stdout.splitlines())


if __name__ == "__main__":
    FILE.write_text(export())
