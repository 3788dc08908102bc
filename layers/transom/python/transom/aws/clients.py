"""The AWS clients, made once for each process, with short waits; their failures become our errors."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Literal, overload

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from transom.errors import NotFoundError, UnavailableError
from transom.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_apigatewaymanagementapi import ApiGatewayManagementApiClient
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_ses import SESClient
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sqs import SQSClient

CONFIG = Config(connect_timeout=1, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 3})
ONCE = CONFIG.merge(Config(retries={"mode": "standard", "total_max_attempts": 1}))
"""For SES, which has no idempotency key: a repeated call is a second mail."""
MISSING = {"NoSuchKey", "NoSuchBucket", "404", "ResourceNotFoundException", "GoneException", "NotFoundException"}
PASSING = {"Throttling", "ThrottlingException", "TooManyRequestsException", "SlowDown", "RequestTimeout"}


@overload
def client(name: Literal["apigatewaymanagementapi"]) -> "ApiGatewayManagementApiClient": ...
@overload
def client(name: Literal["events"]) -> "EventBridgeClient": ...
@overload
def client(name: Literal["s3"]) -> "S3Client": ...
@overload
def client(name: Literal["secretsmanager"]) -> "SecretsManagerClient": ...
@overload
def client(name: Literal["ses"]) -> "SESClient": ...
@overload
def client(name: Literal["sesv2"]) -> "SESV2Client": ...
@overload
def client(name: Literal["sqs"]) -> "SQSClient": ...
def client(name: str) -> object:
    """Return the client of a service, made at its first use."""
    return _made(name)


@cache
def _made(name: str) -> object:
    endpoint = settings().require("sockets") if name == "apigatewaymanagementapi" else None
    config = ONCE if name in {"ses", "sesv2"} else CONFIG
    return boto3.client(name, config=config, endpoint_url=endpoint)  # type: ignore[call-overload]


def forget() -> None:
    """Drop the clients, so that the next ones are made anew; for tests that change the world around them."""
    _made.cache_clear()


@contextmanager
def answered(what: str) -> Iterator[None]:
    """Turn a missing thing into `NotFoundError`, and a service that does not answer into `UnavailableError`."""
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        if code in MISSING:
            raise NotFoundError(f"{what} is not there") from error
        if code in PASSING or status >= 500:  # noqa: PLR2004 - the 5xx of HTTP
            raise UnavailableError(f"{what} could not be reached: {code}") from error
        raise
    except BotoCoreError as error:
        raise UnavailableError(f"{what} could not be reached: {type(error).__name__}") from error
