"""The templates as plain data: CloudFormation's short forms read as its long ones."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
INFRA = ROOT / "infra"
TEMPLATES = tuple(sorted(path.name for path in INFRA.glob("[!.]*.yaml")))
FUNCTIONS = {"AWS::Serverless::Function", "AWS::Lambda::Function"}

type Tree = dict[str, Any]


class _Loader(yaml.SafeLoader):
    """Reads `!GetAtt A.Arn` as `{"Fn::GetAtt": ["A", "Arn"]}`, and so on."""


def _long(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Tree:
    name = suffix if suffix in {"Ref", "Condition"} else f"Fn::{suffix}"
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    if isinstance(node, yaml.MappingNode):
        return {name: loader.construct_mapping(node, deep=True)}
    text = str(loader.construct_scalar(node))  # type: ignore[arg-type]
    return {name: text.split(".", 1) if suffix == "GetAtt" else text}


_Loader.add_multi_constructor("!", _long)


@cache
def template(name: str) -> Tree:
    """Return a whole template."""
    whole: Tree = yaml.load((INFRA / name).read_text(), Loader=_Loader)  # noqa: S506 - a safe loader
    return whole


def resources(*types: str) -> Iterator[tuple[str, str, Tree]]:
    """Yield template, logical name and resource of these types from all templates."""
    for name in TEMPLATES:
        for logical, resource in template(name)["Resources"].items():
            if resource["Type"] in types:
                yield name, logical, resource


def properties(*types: str) -> list[tuple[str, Tree]]:
    """Return `template/name` and the properties of all resources of these types."""
    return [(f"{name}/{logical}", each.get("Properties", {})) for name, logical, each in resources(*types)]


def statements(tree: object) -> Iterator[Tree]:
    """Yield every policy statement at any depth, those behind conditions too."""
    if isinstance(tree, dict):
        if "Effect" in tree and "Action" in tree:
            yield tree
        for value in tree.values():
            yield from statements(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from statements(value)


def as_list(value: object) -> list[object]:
    """Return the value as a list, as policies allow either form."""
    return value if isinstance(value, list) else [value]


def mentions(tree: object, name: str) -> bool:
    """Tell whether a resource is referred to anywhere in a tree."""
    return f"'{name}'" in str(tree) or f"${{{name}" in str(tree)
