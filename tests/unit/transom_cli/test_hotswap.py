"""Changed code on a stack that stands: Lambda is moto's."""

import io
import os
import zipfile
from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws
from mypy_boto3_lambda import LambdaClient

from transom.errors import UnavailableError
from transom_cli import hotswap, tools

OURS = "transom-local-transom"
OTHER = "transom-local-runtime"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[LambdaClient]:
    """Give an account with a function of the desk, and one that is somebody else's."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws():
        client = boto3.client("lambda")
        ours, runtime = (_layer(client, name) for name in (OURS, OTHER))
        _function(client, "transom-local-relay", [ours, runtime])
        _function(client, "elsewhere", [runtime])
        yield client


def _archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("old.py", "")
    return packed.getvalue()


def _layer(client: LambdaClient, name: str) -> str:
    return client.publish_layer_version(LayerName=name, Content={"ZipFile": _archive()})["LayerVersionArn"]


def _function(client: LambdaClient, name: str, layers: list[str]) -> None:
    policy = '{"Version": "2012-10-17", "Statement": []}'
    role = boto3.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=policy)["Role"]["Arn"]
    client.create_function(
        FunctionName=name,
        Runtime="python3.13",
        Role=role,
        Handler="relay.handler",
        Code={"ZipFile": _archive()},
        Layers=layers,
    )


def test_changed_code_is_swapped(client: LambdaClient) -> None:
    """Show that a function of the desk gets the new package and layer and keeps its other, and no other is touched."""
    before = client.get_function_configuration(FunctionName="elsewhere")["LastModified"]
    old = client.get_function_configuration(FunctionName="transom-local-relay")["CodeSha256"]

    hotswap.swap_code(os.environ)

    swapped = client.get_function_configuration(FunctionName="transom-local-relay")
    assert [layer["Arn"].split(":")[-2:] for layer in swapped["Layers"]] == [[OURS, "2"], [OTHER, "1"]]
    assert swapped["CodeSha256"] != old
    assert client.get_function_configuration(FunctionName="elsewhere")["LastModified"] == before


def test_a_build_that_fails_swaps_nothing(client: LambdaClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Show that the stack stays as it is when the code cannot be built."""
    monkeypatch.setattr(hotswap, "LAYER_SOURCE", tools.ROOT / "nowhere")

    with pytest.raises(UnavailableError, match="the layer's build failed"):
        hotswap.swap_code(os.environ)

    assert len(client.list_layer_versions(LayerName=OURS)["LayerVersions"]) == 1
