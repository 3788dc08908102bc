"""The console in its bucket: cached for ever where a name holds a hash, and told where its own desk is."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import boto3
import pytest
from moto import mock_aws
from mypy_boto3_s3 import S3Client

from transom_cli import console, tools
from transom_cli.target import Target

DESK = Target(
    stack="transom-prod",
    parameters={"BrandName": "Northwind"},
    outputs={"ConsoleBucket": "console", "UserPoolClientId": "client", "WebSocketUrl": "wss://sockets.test/live"},
)


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Client]:
    """Give a bucket in Ireland, and a console that was built."""
    for name, value in {
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
    }.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "assets").mkdir()
    for name in ("index.html", "assets/index-1f2e.js", ".built-from"):
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(console, "BUILT", tmp_path)
    with mock_aws():
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="console", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
        yield s3


def test_packages_are_those_of_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Show that a changed lock is installed anew, and an unchanged one is not."""
    installed: list[str] = []

    def install(arguments: Sequence[str], *, what: str, folder: Path) -> None:
        installed.append(f"{what} of {(folder / 'package-lock.json').read_text()}: {arguments[0]}")
        (folder / "node_modules").mkdir(exist_ok=True)

    monkeypatch.setattr(console, "SOURCE", tmp_path)
    monkeypatch.setattr(tools, "npm", install)
    for lock in ("first", "first", "second"):
        (tmp_path / "package-lock.json").write_text(lock)
        console.install()

    assert installed == ["npm ci of first: ci", "npm ci of second: ci"]


def test_it_is_put_where_browsers_find_it(bucket: S3Client) -> None:
    """Show that pages are asked for anew, that scripts are kept, and that our own stamp stays at home."""
    console.put(DESK)

    kept = [item["Key"] for item in bucket.list_objects_v2(Bucket="console")["Contents"]]
    assert kept == ["assets/index-1f2e.js", "config.json", "index.html"]
    found = {key: bucket.head_object(Bucket="console", Key=key) for key in kept}
    assert "immutable" in found["assets/index-1f2e.js"]["CacheControl"]
    assert found["index.html"]["CacheControl"] == found["config.json"]["CacheControl"] == "no-cache"
    assert found["index.html"]["ContentType"] == "text/html"


def test_it_is_told_where_its_desk_is(bucket: S3Client) -> None:
    """Show that one build serves every desk: the addresses are the stack's own."""
    console.put(DESK)

    assert json.loads(bucket.get_object(Bucket="console", Key="config.json")["Body"].read()) == {
        "api": "/v1",
        "websocket": "wss://sockets.test/live",
        "auth": {"endpoint": "https://cognito-idp.eu-west-1.amazonaws.com", "clientId": "client"},
        "brand": "Northwind",
    }
