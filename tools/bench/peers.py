"""`python -m tools.bench.peers --mails 200`: what mails cost here, and in another helpdesk that keeps the same mails.

The other one is django-helpdesk with its own mail command, in an environment that uv makes for the run and forgets. Its
database is SQLite within its process, and counts; ours is elsewhere, as on AWS, and does not.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from pydantic import JsonValue

from tools.bench.letters import letters
from tools.bench.mails import WARM_UP, carried, cpu_ms, told_alone
from tools.bench.streamed import local_table

PEER = "django-helpdesk==2.6.1"
SCRIPT = Path(__file__).parent / "django_helpdesk.py"
MAILS = 200


def compared(mails: int) -> dict[str, JsonValue]:
    """Return mean CPU milliseconds of a mail in both, and their ratio."""
    theirs = _of_peer(mails)
    with local_table():
        own = fmean(map(cpu_ms, carried(mails, size=0)))
    ratio = round(own / float(str(theirs["cpu_ms"])), 2)
    return {"mails": mails, "transom": {"cpu_ms": round(own, 2)}, "django-helpdesk": theirs, "to_peer": ratio}


def _of_peer(mails: int) -> dict[str, JsonValue]:
    with TemporaryDirectory() as folder:
        for number, raw in enumerate(letters(WARM_UP + mails)):
            (Path(folder) / f"{number:05}.eml").write_bytes(raw)
        return _asked(folder)


def _asked(folder: str) -> dict[str, JsonValue]:
    """Run the other helpdesk over a folder of mails."""
    uv = [os.environ.get("UV", "uv"), "run", "--quiet", "--no-project", "--isolated", "--python", sys.executable]
    command = [*uv, "--with", PEER, "python", "-P", str(SCRIPT), folder]
    env = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{PEER} cannot be run: is a package index within reach? What was said stands above.")
    answer: dict[str, JsonValue] = json.loads(done.stdout.splitlines()[-1])
    return answer


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=MAILS)
    arguments = parser.parse_args()
    with told_alone() as stdout:
        print(json.dumps(compared(arguments.mails), indent=2), file=stdout)
