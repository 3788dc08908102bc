"""The store on moto, or on AWS's DynamoDB Local where `TRANSOM_DYNAMODB_ENDPOINT` says where it is."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from threading import Lock
from uuid import uuid4

import pytest
from botocore.session import Session
from moto import mock_aws
from moto.dynamodb.responses import DynamoHandler

from transom.store import Store, create_table

ENDPOINT = os.environ.get("TRANSOM_DYNAMODB_ENDPOINT")


@pytest.fixture(scope="session")
def session() -> Session:
    """Share what botocore loads from its files, which is most of the time that a client takes."""
    return Session()


@pytest.fixture
def dynamodb(session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand for AWS, without tables."""
    monkeypatch.setattr("pynamodb.connection.base.get_session", lambda: session)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    with ExitStack() as stack:
        if ENDPOINT:
            # Java takes its time with the first requests
            monkeypatch.setattr("transom.store.table.READ_SECONDS", 60)
            # its transactions hold ten writes
            monkeypatch.setattr("transom.store.desk._AT_ONCE", 4)
            monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", ENDPOINT)
        else:
            monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
            monkeypatch.setattr(DynamoHandler, "call_action", _one_at_a_time(DynamoHandler.call_action))
            stack.enter_context(mock_aws())
        yield


@pytest.fixture
def store(dynamodb: None) -> Store:  # noqa: ARG001 - the table needs it
    """Give the store of an empty table."""
    name = f"transom-{uuid4().hex}"
    create_table(name)
    return Store(name)


def _one_at_a_time[**P, T](action: Callable[P, T]) -> Callable[P, T]:
    """DynamoDB takes requests from many threads; moto's tables do not bear it."""
    lock = Lock()

    def locked(*args: P.args, **kwargs: P.kwargs) -> T:
        with lock:
            return action(*args, **kwargs)

    return locked
