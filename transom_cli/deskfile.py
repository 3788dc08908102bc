"""Reads and writes `desk.yaml`; what is wrong in it is told with its line and column."""

import re
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import cast

import yaml
from pydantic import ValidationError
from yaml.constructor import ConstructorError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

import channels
from transom import clock
from transom.core.soundness import problems
from transom.core.surroundings import misfits
from transom.core.wording import plain
from transom.errors import InvalidError, NotFoundError
from transom.model import Desk


class Loader(yaml.SafeLoader):
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


Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])


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
    found = (*problems(desk), *misfits(desk, channels.manifests(), clock.now()))
    if wrong := {_told(root, path, name): reason for path, reason in found}:
        raise InvalidError(f"{name} states no valid desk.", fields=wrong)
    return desk


def write(desk: Desk) -> str:
    """Return the desk as the text of a file."""
    content = desk.model_dump(mode="json", exclude_defaults=True)
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
        loader = Loader(text)
        root = loader.get_single_node()
        if root is None:
            raise InvalidError(f"{name} is empty.")
        return root, loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = _at(mark, name) if mark else name
        raise InvalidError(f"{name} cannot be read.", fields={where: error.problem or str(error)}) from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        where = f"{name}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
        reason = f"the character U+{error.character:04X} has no place in a file of text"
        raise InvalidError(f"{name} cannot be read.", fields={where: reason}) from error
    except RecursionError as error:
        raise InvalidError(f"{name} cannot be read: it has lists within lists without end.") from error


def _wrong(error: ValidationError, root: Node, name: str) -> Iterator[tuple[str, str]]:
    for item in error.errors(include_url=False):
        yield _told(root, item["loc"], name), plain(item)


def _told(root: Node, path: Sequence[int | str], name: str) -> str:
    return f"{_where(_found(root, path), name)} {'.'.join(map(str, path))}".rstrip()


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
