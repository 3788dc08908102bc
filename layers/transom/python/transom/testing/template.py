"""The consumers as the deployed template declares them, so that a test runs through the very same rules."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from pydantic import Field, Json, TypeAdapter

from transom.model.base import Frozen

INFRA = Path(__file__).parents[5] / "infra"
TEMPLATE = INFRA / "template.yaml"
CHANNEL = INFRA / "channel.yaml"


class Consumer(Frozen):
    """A rule of the bus with the queue it fills and the function that the queue feeds."""

    name: str
    pattern: dict[str, object]
    handler: str
    max_receives: int


class _Target(Frozen):
    arn: str = Field(alias="Arn")


class _Redrive(Frozen):
    max_receives: int = Field(default=1, alias="maxReceiveCount")


class _Filter(Frozen):
    pattern: Json[dict[str, object]] = Field(alias="Pattern")


class _Filters(Frozen):
    filters: tuple[_Filter, ...] = Field(default=(), alias="Filters")


class _Properties(Frozen):
    pattern: dict[str, object] = Field(default={}, alias="EventPattern")
    targets: tuple[_Target, ...] = Field(default=(), alias="Targets")
    source: str = Field(default="", alias="EventSourceArn")
    function: str = Field(default="", alias="FunctionName")
    handler: str = Field(default="", alias="Handler")
    redrive: _Redrive = Field(default=_Redrive(), alias="RedrivePolicy")
    criteria: _Filters = Field(default=_Filters(), alias="FilterCriteria")


class _Resource(Frozen):
    type: str = Field(alias="Type")
    properties: _Properties = Field(default=_Properties(), alias="Properties")


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms as the names that they mention."""


def _named(loader: yaml.SafeLoader, _tag: str, node: yaml.Node) -> object:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value).removesuffix(".Arn")
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return None


_Loader.add_multi_constructor("!", _named)


@cache
def consumers(template: Path = TEMPLATE) -> tuple[Consumer, ...]:
    """Return every consumer that the template declares."""
    resources = _resources(template)
    polls = [each for each in resources.values() if each.type == "AWS::Lambda::EventSourceMapping"]
    found = []
    for name, rule in resources.items():
        if rule.type != "AWS::Events::Rule" or not rule.properties.pattern:
            continue
        queue = rule.properties.targets[0].arn
        function = next(poll.properties.function for poll in polls if poll.properties.source == queue)
        found.append(
            Consumer(
                name=name,
                pattern=rule.properties.pattern,
                handler=resources[function].properties.handler,
                max_receives=resources[queue].properties.redrive.max_receives,
            )
        )
    return tuple(found)


@cache
def send_attempts(template: Path = CHANNEL) -> int:
    """Return how often a channel's job is tried."""
    return _resources(template)["SendQueue"].properties.redrive.max_receives


@cache
def stream_filters(template: Path = TEMPLATE) -> tuple[dict[str, object], ...]:
    """Return the patterns of the table's changes that the relay is given."""
    found = (each.properties.criteria.filters for each in _resources(template).values())
    return tuple(each.pattern for filters in found for each in filters)


def fits(content: object, pattern: object) -> bool:
    """Tell whether JSON fits a pattern of values and prefixes."""
    if isinstance(pattern, Mapping):
        return isinstance(content, Mapping) and all(fits(content.get(name), each) for name, each in pattern.items())
    wanted = pattern if isinstance(pattern, list) else []
    return any(
        str(content).startswith(each["prefix"]) if isinstance(each, Mapping) else content == each for each in wanted
    )


def _resources(template: Path) -> Mapping[str, _Resource]:
    whole = yaml.load(template.read_text(), Loader=_Loader)  # noqa: S506 - a safe loader with CloudFormation's tags
    wanted = ("AWS::Events::Rule", "AWS::Lambda::EventSourceMapping", "AWS::SQS::Queue", "AWS::Serverless::Function")
    chosen = {name: item for name, item in whole["Resources"].items() if item["Type"] in wanted}
    return TypeAdapter(dict[str, _Resource]).validate_python(chosen)
