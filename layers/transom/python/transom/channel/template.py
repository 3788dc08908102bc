"""Messages that a provider has approved before: what they say, and what stands in their variables."""

from transom.model.base import Frozen
from transom.model.entry import MediaKind


class Template(Frozen):
    """A template as it is sent: its name, and what stands in its variables, by their numbers or names."""

    name: str
    language: str
    header: dict[str, str] = {}
    body: dict[str, str] = {}
    buttons: dict[str, str] = {}
    """What ends the addresses of buttons, by the buttons' places, counted from 0."""


class ApprovedButton(Frozen):
    """A button beneath a template."""

    text: str
    url: str = ""


class Approved(Frozen):
    """A template as the provider has approved it; a variable stands in it as `{{1}}` or `{{name}}`."""

    name: str
    language: str
    header: str = ""
    header_kind: MediaKind | None = None
    """The file that has to come with it."""
    body: str = ""
    footer: str = ""
    buttons: tuple[ApprovedButton, ...] = ()
