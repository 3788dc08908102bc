"""Which desk a command works on: the local one where there is one, else a stack on AWS."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import boto3
import typer
from botocore.config import Config
from botocore.exceptions import ClientError

from transom.aws import clients
from transom.errors import InvalidError
from transom.model import Frozen
from transom.store import Store
from transom_cli.local import load_local

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_ses import SESClient

PATIENT = clients.CONFIG.merge(Config(read_timeout=60))
"""A person waits longer than a function may."""

REGION = "us-east-1"
StackOption = Annotated[
    str, typer.Option("--stack", envvar="TRANSOM_STACK", help="The stack on AWS; without it, the local desk.")
]


class Target(Frozen):
    """A deployed desk: what its stack was given, and what it tells of itself."""

    stack: str
    parameters: dict[str, str]
    outputs: dict[str, str]

    @property
    def stage(self) -> str:
        """Return the stage, which is part of the names of all resources."""
        return self.parameters["Stage"]

    @property
    def store(self) -> Store:
        """Return what the desk remembers."""
        return Store(self.outputs["TableName"])


def find(stack: str) -> Target:
    """Return the named stack; without a name the local one, whose emulator is then spoken to from here on."""
    if stack:
        return described(stack)
    local = load_local()
    use_emulator(local.emulator)
    found = described(local.stack)
    # the emulator's own addresses stand behind the local stack's one origin
    addresses = {
        "ApiUrl": local.api,
        "HooksUrl": local.hooks,
        "WebSocketUrl": local.websocket,
        "ConsoleUrl": local.console,
    }
    return found.model_copy(update={"outputs": found.outputs | addresses})


def use_emulator(endpoint: str) -> None:
    """Send all AWS calls of this process to the local emulator."""
    os.environ |= {"AWS_ENDPOINT_URL": endpoint, "AWS_DEFAULT_REGION": REGION, "AWS_REGION": REGION}
    os.environ |= dict.fromkeys(("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"), "test")


def cognito() -> "CognitoIdentityProviderClient":
    """Return the client of the user pools."""
    return boto3.client("cognito-idp", config=PATIENT)


def s3() -> "S3Client":
    """Return the client of the buckets."""
    return boto3.client("s3", config=PATIENT)


def ses() -> "SESClient":
    """Return the client of the mail service."""
    return boto3.client("ses", config=PATIENT)


@contextmanager
def asking(what: str) -> Iterator[None]:
    """Tell every failure of AWS in one sentence."""
    try:
        with clients.answered(what):
            yield
    except ClientError as error:
        said = error.response.get("Error", {})
        raise InvalidError(f"{what} was refused: {said.get('Message') or said.get('Code')}") from error


def described(stack: str) -> Target:
    """Return a stack by its name; raises `InvalidError` when there is none."""
    with asking(f"the stack {stack}"):
        cloudformation = boto3.client("cloudformation", config=PATIENT)
        found = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    return Target(
        stack=stack,
        parameters={each["ParameterKey"]: each["ParameterValue"] for each in found.get("Parameters", [])},
        outputs={each["OutputKey"]: each["OutputValue"] for each in found.get("Outputs", [])},
    )
