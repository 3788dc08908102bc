"""Templates that a provider has approved: what they lack, and how they read once they are filled."""

import re
from collections.abc import Iterator, Mapping, Sequence

from transom.channel import Approved, Template
from transom.model import Frozen, MediaKind

_VARIABLE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


class Variables(Frozen):
    """The variables of a template by their numbers or names; of buttons, the places of those that have one."""

    header: tuple[str, ...]
    body: tuple[str, ...]
    buttons: tuple[str, ...]


def variables(approved: Approved) -> Variables:
    """Return what has to be filled in."""
    return Variables(
        header=_named(approved.header),
        body=_named(approved.body),
        buttons=tuple(str(place) for place, each in enumerate(approved.buttons) if _named(each.url)),
    )


def faults(approved: Approved, template: Template, files: Sequence[MediaKind]) -> dict[str, str]:
    """Return what keeps a template from being sent, by the fields that are wrong."""
    wanted = variables(approved)
    found = {
        **dict(_faults("header", wanted.header, template.header)),
        **dict(_faults("body", wanted.body, template.body)),
        **dict(_faults("buttons", wanted.buttons, template.buttons)),
    }
    wanted_file = approved.header_kind
    if len(files) != (1 if wanted_file else 0) or wanted_file not in {None, MediaKind.FILE, *files}:
        found["attachments"] = f"the template needs one {wanted_file}" if wanted_file else "the template takes none"
    return found


def filled(approved: Approved, template: Template) -> str:
    """Return a template as the customer reads it."""
    buttons = (
        f"{each.text}: {_filled(each.url, dict.fromkeys(_named(each.url), template.buttons.get(str(place), '')))}"
        for place, each in enumerate(approved.buttons)
        if each.url
    )
    parts = (
        _filled(approved.header, template.header),
        _filled(approved.body, template.body),
        approved.footer,
        *buttons,
    )
    return "\n\n".join(filter(None, parts))


def _named(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_VARIABLE.findall(text)))


def _filled(text: str, values: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda found: " ".join(values.get(found[1], "").split()), text)


def _faults(part: str, wanted: tuple[str, ...], given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from ((f"template.{part}.{name}", "is missing") for name in wanted if not given.get(name, "").strip())
    yield from ((f"template.{part}.{name}", "is no variable of the template") for name in given if name not in wanted)
