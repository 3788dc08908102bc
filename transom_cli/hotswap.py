"""The short way of changed code onto the local stack: the functions' package and our layer are replaced, nothing else.

`sam sync --code` would be the official one, but finds no functions of a layer that Globals or a nested stack name.
"""

import shutil
import tempfile
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

import boto3
from mypy_boto3_lambda import LambdaClient

from transom_cli import tools
from transom_cli.target import PATIENT
from transom_cli.tools import ROOT

LAYER_SUFFIX = "-transom"
FUNCTIONS = ROOT / "functions"
LAYER_SOURCE = ROOT / "layers" / "transom"
SOURCES = (FUNCTIONS, LAYER_SOURCE)


def swap_code(env: Mapping[str, str]) -> None:
    """Give every function that has our layer the code and the layer that the checkout holds."""
    client = boto3.client("lambda", config=PATIENT)
    functions = _functions(client)
    ours = next(filter(_is_ours, chain.from_iterable(functions.values())))
    content, package = _built(env)
    fresh = client.publish_layer_version(LayerName=_name(ours), Content={"ZipFile": content})["LayerVersionArn"]
    for name, layers in functions.items():
        renewed = [fresh if _is_ours(layer) else layer for layer in layers]
        client.update_function_code(FunctionName=name, ZipFile=package)
        client.update_function_configuration(FunctionName=name, Layers=renewed)


def _functions(client: LambdaClient) -> dict[str, list[str]]:
    """Return the layers of each function that has ours."""
    pages = client.get_paginator("list_functions").paginate()
    functions = (function for page in pages for function in page["Functions"])
    found = {each["FunctionName"]: [layer["Arn"] for layer in each.get("Layers", [])] for each in functions}
    return {name: layers for name, layers in found.items() if any(map(_is_ours, layers))}


def _is_ours(layer: str) -> bool:
    return _name(layer).endswith(LAYER_SUFFIX)


def _name(layer: str) -> str:
    return layer.split(":")[-2]


def _built(env: Mapping[str, str]) -> tuple[bytes, bytes]:
    """Build our layer and the functions' package as `sam build` does."""
    with tempfile.TemporaryDirectory() as place:
        layer, package = Path(place, "layer"), Path(place, "package")
        command = ["make", "-C", str(LAYER_SOURCE), "build-TransomLayer", f"ARTIFACTS_DIR={layer}"]
        tools.run(command, what="the layer's build", env=env)
        shutil.copytree(FUNCTIONS, package, ignore=shutil.ignore_patterns("__pycache__"))
        return _zipped(layer), _zipped(package)


def _zipped(folder: Path) -> bytes:
    return Path(shutil.make_archive(str(folder), "zip", folder)).read_bytes()
