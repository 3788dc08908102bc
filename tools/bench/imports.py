"""How long a cold start imports: every handler's module against bare boto3, in the same run."""

import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 7
MEASURE = """
import sys, time
start = time.process_time()
__import__(sys.argv[1])
print(time.process_time() - start)
"""


def handlers() -> list[str]:
    """Return the modules that Lambda imports."""
    folders = ROOT / "functions"
    names = [*folders.glob("*/handler.py"), *folders.glob("*/drain.py"), *folders.glob("*/check.py")]
    names += [*folders.glob("*/socket.py"), folders / "api" / "app.py"]
    return sorted(".".join(path.relative_to(folders).with_suffix("").parts) for path in names)


def _import_seconds(module: str) -> float:
    path = os.pathsep.join(str(ROOT / part) for part in ("functions", "layers/transom/python"))
    env = {**os.environ, "PYTHONPATH": path, "AWS_DEFAULT_REGION": "us-east-1", "POWERTOOLS_METRICS_NAMESPACE": "bench"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run([sys.executable, "-c", MEASURE, module], env=env, capture_output=True, text=True, check=True)
    return float(done.stdout)


def import_ratios() -> dict[str, float]:
    """Return each handler's import time divided by boto3's: medians of CPU seconds, measured in turns."""
    modules = ["boto3", *handlers()]
    for module in modules:
        _import_seconds(module)  # once for the bytecode
    rounds = [{module: _import_seconds(module) for module in modules} for _ in range(ROUNDS)]
    medians = {module: statistics.median(seconds[module] for seconds in rounds) for module in modules}
    return {module: round(medians[module] / medians["boto3"], 2) for module in modules[1:]}
