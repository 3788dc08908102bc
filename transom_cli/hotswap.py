"""The short way of changed code onto the local stack: the functions' package and our layer are replaced, nothing else.

`sam sync --code` would be the official one, but finds no functions of a layer that Globals or a nested stack name.
"""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import boto3
from mypy_boto3_lambda import LambdaClient
from mypy_boto3_lambda.type_defs import FunctionConfigurationTypeDef

from transom_cli import tools
from transom_cli.target import PATIENT
from transom_cli.tools import ROOT

LAYER = "transom-local-transom"
FUNCTIONS = ROOT / "functions"
LAYER_SOURCE = ROOT / "layers" / "transom"
SOURCES = (FUNCTIONS, LAYER_SOURCE)


def swap_code() -> None:
    """Give every function that has our layer the code and the layer that the checkout holds."""
    client = boto3.client("lambda", config=PATIENT)
    content, package = _built()
    layer = client.publish_layer_version(LayerName=LAYER, Content={"ZipFile": content})["LayerVersionArn"]
    for function in _functions(client):
        layers = [layer if _is_ours(each["Arn"]) else each["Arn"] for each in function["Layers"]]
        client.update_function_code(FunctionName=function["FunctionName"], ZipFile=package)
        client.update_function_configuration(FunctionName=function["FunctionName"], Layers=layers)


def _functions(client: LambdaClient) -> Iterator[FunctionConfigurationTypeDef]:
    for page in client.get_paginator("list_functions").paginate():
        for function in page["Functions"]:
            if any(_is_ours(layer["Arn"]) for layer in function.get("Layers", [])):
                yield function


def _is_ours(layer: str) -> bool:
    return layer.split(":")[-2] == LAYER


def _built() -> tuple[bytes, bytes]:
    """Build our layer and the functions' package as `sam build` does."""
    with tempfile.TemporaryDirectory() as place:
        layer, package = Path(place, "layer"), Path(place, "package")
        command = ["make", "-C", str(LAYER_SOURCE), "build-TransomLayer", f"ARTIFACTS_DIR={layer}"]
        tools.run(command, what="the layer's build")
        shutil.copytree(FUNCTIONS, package, ignore=shutil.ignore_patterns("__pycache__"))
        return _zipped(layer), _zipped(package)


def _zipped(folder: Path) -> bytes:
    return Path(shutil.make_archive(str(folder), "zip", folder)).read_bytes()
