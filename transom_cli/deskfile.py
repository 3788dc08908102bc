"""Reads and writes `desk.yaml`; what is wrong in it is told with its line and column."""

import re
from collections.abc import Hashable, Iterator, Sequence
from datetime import time
from pathlib import Path
from typing import cast

import yaml
from pydantic import ValidationError
from yaml.constructor import ConstructorError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

import channels
from transom.core.soundness import problems
from transom.errors import InvalidError, NotFoundError
from transom.model import Desk
from transom.model.hours import Span


class _Loader(yaml.SafeLoader):
    """Reads only null, true and false as anything but text: in a desk, NO is Norway and 08:30 no number."""

    yaml_implicit_resolvers = {}

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Hashable, object]:  # noqa: FBT001, FBT002
        """Refuse a key that is given twice; YAML would silently keep the last."""
        seen: set[str] = set()
        for key in (key for key, _ in node.value if isinstance(key, ScalarNode)):
            if key.value in seen:
                raise ConstructorError(None, None, f"{key.value!r} is given twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])


def read(path: Path) -> Desk:
    """Return the desk that a file states."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NotFoundError(f"{path} cannot be read: {error}.") from error
    return parse(text, str(path), path.parent)


def parse(text: str, name: str = "desk.yaml", folder: Path | None = None) -> Desk:
    """Return the desk that a text states; files that it names are read in the folder."""
    root, content = _load(text, name)
    if folder:
        _read_free_days(content, folder)
    try:
        desk = Desk.model_validate(content)
    except ValidationError as error:
        raise InvalidError(f"{name} states no valid desk.", fields=dict(_wrong(error, root, name))) from error
    if wrong := {
        _told(root, path, name): reason for path, reason in (*problems(desk), *_secrets(desk), *_misplaced(desk))
    }:
        raise InvalidError(f"{name} states no valid desk.", fields=wrong)
    return desk


def write(desk: Desk) -> str:
    """Return the desk as the text of a file."""
    content = desk.model_dump(mode="json", exclude_defaults=True)
    for spec, calendar in zip(desk.calendars, content["calendars"], strict=True):
        calendar["hours"] = {day: [_span(span) for span in spans] for day, spans in spec.hours.items()}
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120)


def _read_free_days(content: object, folder: Path) -> None:
    """Put the text of the `.ics` files in the place of their names."""
    calendars = content.get("calendars") if isinstance(content, dict) else None
    for calendar in calendars if isinstance(calendars, list) else ():
        name = calendar.get("ical") if isinstance(calendar, dict) else None
        if isinstance(name, str) and name.strip().lower().endswith(".ics"):
            try:
                calendar["ical"] = (folder / name.strip()).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise NotFoundError(f"The calendar file {name} cannot be read: {error}.") from error


def _load(text: str, name: str) -> tuple[Node, object]:
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        if root is None:
            raise InvalidError(f"{name} is empty.")
        return root, loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = _at(mark, name) if mark else name
        raise InvalidError(f"{name} cannot be read.", fields={where: error.problem or str(error)}) from error
    except yaml.YAMLError as error:
        raise InvalidError(f"{name} cannot be read: {error}") from error


def _wrong(error: ValidationError, root: Node, name: str) -> Iterator[tuple[str, str]]:
    for item in error.errors(include_url=False):
        message = item["msg"].removeprefix("Value error, ")
        yield _told(root, item["loc"], name), message


def _told(root: Node, path: Sequence[int | str], name: str) -> str:
    return f"{_where(_found(root, path), name)} {'.'.join(map(str, path))}".rstrip()


def _secrets(desk: Desk) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Find secrets of channels among their settings: a file that is kept with the code must not hold them."""
    for place, connection in enumerate(desk.connections):
        for secret in _secret_fields(connection.channel) & connection.settings.keys():
            yield (
                ("connections", place, "settings", secret),
                f"is a secret; keep it out of the file, and give it with `transom connect {connection.channel}`",
            )


def _misplaced(desk: Desk) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Find menus that no caller would hear."""
    for place, connection in enumerate(desk.connections):
        if connection.menu and not _is_spoken(connection.channel):
            yield ("connections", place, "menu"), f"is for telephone lines; {connection.channel} is none"


def _is_spoken(channel: str) -> bool:
    return channel in channels.ids() and channels.manifest(channel).is_spoken


def _secret_fields(channel: str) -> set[str]:
    try:
        return {field.name for field in channels.manifest(channel).secrets}
    except NotFoundError:
        return set()


def _found(node: Node, path: Sequence[int | str]) -> Node:
    """Return the node at a path, or the innermost one above it that the file has."""
    for step in path:
        inner = _inner(node, step)
        node = inner or node  # pydantic names steps that the file does not have, such as the form of a condition
    return node


def _inner(node: Node, step: int | str) -> Node | None:
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return cast("Node", node.value[step])
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _where(node: Node, name: str) -> str:
    return _at(node.start_mark, name)


def _at(mark: yaml.Mark, name: str) -> str:
    return f"{name}:{mark.line + 1}:{mark.column + 1}"


def _span(span: Span) -> str:
    end = f"{span.end:%H:%M}" if span.end != time(0) else "24:00"
    return f"{span.start:%H:%M}-{end}"
