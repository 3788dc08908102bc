"""`transom publish`: the console, built and put where its stack serves it."""

import json
import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from transom_cli import target, tools
from transom_cli.tools import ROOT

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

SOURCE = ROOT / "web" / "console"
BUILT = SOURCE / "dist"
IMMUTABLE = "public, max-age=31536000, immutable"
"""For what has a hash in its name; the rest is asked for anew each time."""


def publish(stack: target.StackOption = "") -> None:
    """Build the console, and put it where the stack serves it, with the stack's addresses."""
    desk = target.find(stack)
    build()
    put(desk)
    typer.echo(f"The console is at {desk.outputs['ConsoleUrl']}.")


def build() -> None:
    """Build the console if its sources changed since the last time."""
    state, stamp = tools.digest(SOURCE, ROOT / "docs" / "openapi.json"), BUILT / ".built-from"
    if stamp.exists() and stamp.read_text() == state:
        return
    install()
    tools.npm(["run", "build"], what="building the console", folder=SOURCE)
    stamp.write_text(state)


def install() -> None:
    """Install the packages that the console is built with, unless those of the present lock are there."""
    lock = (SOURCE / "package-lock.json").read_text()
    stamp = SOURCE / "node_modules" / ".installed-from"
    if stamp.exists() and stamp.read_text() == lock:
        return
    tools.npm(["ci", "--no-audit", "--no-fund"], what="npm ci", folder=SOURCE)
    stamp.write_text(lock)


def put(desk: target.Target) -> None:
    """Put the built console into the stack's bucket, with the addresses that it asks for first."""
    s3, bucket = target.s3(), desk.outputs["ConsoleBucket"]
    for path in sorted(path for path in BUILT.rglob("*") if path.is_file() and not path.name.startswith(".")):
        _put(s3, bucket, str(path.relative_to(BUILT)), path.read_bytes())
    _put(s3, bucket, "config.json", json.dumps(config(desk)).encode())


def config(desk: target.Target) -> dict[str, object]:
    """Return what the console is told at run time."""
    pool = {"endpoint": target.cognito().meta.endpoint_url, "clientId": desk.outputs["UserPoolClientId"]}
    return {
        "api": "/v1",
        "websocket": desk.outputs["WebSocketUrl"],
        "auth": pool,
        "brand": desk.parameters["BrandName"],
    }


def _put(s3: "S3Client", bucket: str, key: str, content: bytes) -> None:
    with target.asking(f"uploading {Path(key).name}"):
        s3.put_object(
            Bucket=bucket,
            Key=key,
            Body=content,
            ContentType=mimetypes.guess_type(key)[0] or "application/octet-stream",
            CacheControl=IMMUTABLE if key.startswith("assets/") else "no-cache",
        )
