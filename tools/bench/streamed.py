"""The resources with the table on DynamoDB Local, which bears many thousand conversations, and its own stream."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import cast

import boto3
import pytest
from moto.core.config import default_user_config
from pydantic import JsonValue

from tools import dynamodb_local
from transom.testing import cloud as resources

PATIENCE_SECONDS = 60
"""DynamoDB Local thinks longer than a function waits."""


class StreamedCloud(resources.Cloud):
    """Carries what the table's stream tells; a new table has one shard."""

    def __init__(self) -> None:
        super().__init__()
        self._streams = boto3.client("dynamodbstreams")
        table = boto3.client("dynamodb").describe_table(TableName=resources.ENVIRONMENT["TRANSOM_TABLE"])
        stream = table["Table"]["LatestStreamArn"]
        [shard] = self._streams.describe_stream(StreamArn=stream)["StreamDescription"]["Shards"]
        self._place = self._streams.get_shard_iterator(
            StreamArn=stream, ShardId=shard["ShardId"], ShardIteratorType="LATEST"
        )["ShardIterator"]

    def changes(self) -> list[JsonValue]:
        """Return what the stream has carried since the last call, as Lambda hands it over."""
        records: list[JsonValue] = []
        while True:
            answer = self._streams.get_records(ShardIterator=self._place)
            self._place = answer["NextShardIterator"]
            if not answer["Records"]:
                return records
            records += cast("list[JsonValue]", json.loads(json.dumps(answer["Records"], default=_timestamp)))


@contextmanager
def local_table() -> Iterator[None]:
    """Let all clients of the table that are made within the block speak to DynamoDB Local."""
    with dynamodb_local.running() as endpoint, pytest.MonkeyPatch.context() as patch:
        for service in ("DYNAMODB", "DYNAMODB_STREAMS"):
            patch.setenv(f"AWS_ENDPOINT_URL_{service}", endpoint)
        for name in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY"):
            patch.setenv(f"AWS_{name}", "testing")
        for name in ("REGION", "DEFAULT_REGION"):
            patch.setenv(f"AWS_{name}", resources.REGION)
        patch.setattr("transom.store.table.READ_SECONDS", PATIENCE_SECONDS)
        patch.setattr("transom.store.desk._AT_ONCE", 4)  # it takes ten writes at once, where DynamoDB takes a hundred
        yield


@contextmanager
def streamed_cloud(patch: pytest.MonkeyPatch) -> Iterator[resources.Cloud]:
    """Give a bench AWS of its own, whose table is DynamoDB Local's; it must be running, and empty."""
    default_user_config["core"]["passthrough"] = {"urls": [r"https?://127\.0\.0\.1.*"]}
    patch.setattr(resources, "Cloud", StreamedCloud)
    with resources.cloud(patch) as cloud:
        yield cloud
        boto3.client("dynamodb").delete_table(TableName=resources.ENVIRONMENT["TRANSOM_TABLE"])


def _timestamp(value: object) -> float:
    if isinstance(value, datetime):
        return value.timestamp()
    raise TypeError(type(value).__name__)
