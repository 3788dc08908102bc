"""How long a cold start imports: every handler's module against bare boto3, in the same run.

A busy machine stretches single moments tenfold, whatever clock is asked. So each module's own time is the least of all
runs in which anything imported it, and a handler's is the sum over the modules that it brings in.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 5
BASELINE = "boto3"
LINE = re.compile(r"import time: +(?P<own>\d+) \| +\d+ \| +(?P<module>\S+)$", re.MULTILINE)

type Own = dict[str, int]
"""Microseconds that the code of each module takes by itself."""


def handlers() -> list[str]:
    """Return the modules that Lambda imports."""
    folders = ROOT / "functions"
    names = [*folders.glob("*/handler.py"), *folders.glob("*/drain.py"), *folders.glob("*/check.py")]
    names += [*folders.glob("*/socket.py"), folders / "api" / "app.py"]
    return sorted(".".join(path.relative_to(folders).with_suffix("").parts) for path in names)


def import_ratios() -> dict[str, float]:
    """Return each handler's import time divided by boto3's."""
    _imported(BASELINE, *handlers())  # once for the bytecode
    started = _imported("sys").keys()
    least: Own = {}
    brought: dict[str, set[str]] = {}
    for name, own in _runs():
        brought[name] = own.keys() - started
        least |= {module: min(time, least.get(module, time)) for module, time in own.items()}
    sums = {name: sum(least[module] for module in modules) for name, modules in brought.items()}
    return {name: round(total / sums[BASELINE], 2) for name, total in sums.items() if name != BASELINE}


def _runs() -> Iterator[tuple[str, Own]]:
    for _ in range(ROUNDS):
        yield from ((name, _imported(name)) for name in (BASELINE, *handlers()))


def _imported(*names: str) -> Own:
    path = os.pathsep.join(str(ROOT / part) for part in ("functions", "layers/transom/python"))
    env = {**os.environ, "PYTHONPATH": path, "AWS_DEFAULT_REGION": "us-east-1", "POWERTOOLS_METRICS_NAMESPACE": "bench"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-X", "importtime", "-c", f"import {', '.join(names)}"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return {line["module"]: int(line["own"]) for line in LINE.finditer(done.stderr)}
