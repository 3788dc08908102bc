"""A desk in memory, with one conversation on it: moto's table and bucket behind the real handler."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import boto3
import pytest
from moto import mock_aws

from tests.unit.api.desk import DESK, OPENED, conversation, message
from transom import store as stores
from transom.model import Contact, Conversation, Identity
from transom.store import Arrival, Reference, Store, create_table
from transom.testing.cloud import ENVIRONMENT, environment

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TABLE = ENVIRONMENT["TRANSOM_TABLE"]


@pytest.fixture(scope="module")
def table() -> "Iterator[DynamoDBClient]":
    """Make table and bucket once for a file of tests; clients take seconds on a small machine."""
    with pytest.MonkeyPatch.context() as patch, mock_aws(), environment(patch, ENVIRONMENT):
        boto3.client("s3").create_bucket(Bucket=ENVIRONMENT["TRANSOM_BUCKET"])
        create_table(TABLE)
        stores.store().desk.apply(DESK)
        yield boto3.client("dynamodb")


@pytest.fixture
def store(table: "DynamoDBClient") -> Store:
    """Return the store of a desk that is configured and has no conversations."""
    for key in table.scan(TableName=TABLE, ProjectionExpression="pk, sk")["Items"]:
        if key["pk"] != {"S": "DESK"}:
            table.delete_item(TableName=TABLE, Key=key)
    return stores.store()


@pytest.fixture
def opened(store: Store) -> Conversation:
    """Return a conversation that a customer has begun."""
    begun, entry = conversation(), message()
    store.arrivals.record(
        Arrival(
            references=(
                Reference(
                    channel="telegram",
                    connection="demo-telegram",
                    provider_message_id="7:1",
                    conversation_id=begun.id,
                    message_id=entry.id,
                ),
            ),
            entry=entry,
            before=None,
            after=begun,
            contact=Contact(id=begun.contact_id, name="Ana", language="en", created_at=OPENED),
            identity_before=None,
            identity=Identity(door=begun.door, contact_id=begun.contact_id, conversation_id=begun.id),
        )
    )
    return begun
