"""Run the tests of store and router on AWS's DynamoDB Local: `python -m tools.conformance [pytest's arguments]`."""

import os
import subprocess
import sys

from tools.dynamodb_local import running

TESTS = ["tests/unit/store", "tests/unit/router"]


def main(arguments: list[str]) -> int:
    """Run the tests that are marked `conformance`, and return pytest's exit code."""
    with running() as endpoint:
        pytest = [sys.executable, "-m", "pytest", "-m", "conformance", *TESTS, *arguments]
        environment = os.environ | {"TRANSOM_DYNAMODB_ENDPOINT": endpoint}
        return subprocess.run(pytest, env=environment, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
