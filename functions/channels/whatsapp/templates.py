"""The templates that Meta has approved for a business account, and how one is sent."""

from collections.abc import Iterable

import httpx
from pydantic import Field, JsonValue, TypeAdapter, ValidationError

from channels.whatsapp.api import Graph
from transom.channel import Approved, ApprovedButton, Connection
from transom.errors import InvalidError, UnavailableError
from transom.model import Frozen, MediaKind

MOST_PAGES = 10
HEADERS = {"IMAGE": MediaKind.IMAGE, "VIDEO": MediaKind.VIDEO, "DOCUMENT": MediaKind.FILE}
COMPONENTS = frozenset({"HEADER", "BODY", "FOOTER", "BUTTONS"})
BUTTONS = frozenset({"URL", "QUICK_REPLY", "PHONE_NUMBER"})


class Button(Frozen):
    """A button as Meta tells it."""

    type: str
    text: str = ""
    url: str = ""


class Component(Frozen):
    """A part of a template."""

    type: str
    format: str = "TEXT"
    text: str = ""
    buttons: tuple[Button, ...] = ()


class Listed(Frozen):
    """A template as Meta tells it."""

    name: str
    language: str
    status: str = ""
    category: str = ""
    components: tuple[Component, ...] = ()

    @property
    def is_of_use(self) -> bool:
        """Tell whether an agent can send it: approved, and of parts that words and one file can fill."""
        is_plain = all(
            each.type in COMPONENTS
            and (each.type != "HEADER" or each.format == "TEXT" or each.format in HEADERS)
            and all(button.type in BUTTONS for button in each.buttons)
            for each in self.components
        )
        return self.status == "APPROVED" and self.category != "AUTHENTICATION" and is_plain

    @property
    def approved(self) -> Approved:
        """Return it in the desk's words."""
        parts = {each.type: each for each in self.components}
        header = parts.get("HEADER", Component(type="HEADER"))
        return Approved(
            name=self.name,
            language=self.language,
            header=header.text,
            header_kind=HEADERS.get(header.format),
            body=parts.get("BODY", header).text,
            footer=parts.get("FOOTER", Component(type="FOOTER")).text,
            buttons=tuple(
                ApprovedButton(text=each.text, url=each.url)
                for each in parts.get("BUTTONS", Component(type="BUTTONS")).buttons
            ),
        )


class Cursors(Frozen):
    """Where the next page begins."""

    after: str = ""


class Paging(Frozen):
    """How a list goes on."""

    cursors: Cursors = Field(default_factory=Cursors)
    next: str = ""


class Page(Frozen):
    """A page of the templates."""

    data: tuple[JsonValue, ...]
    paging: Paging = Field(default_factory=Paging)


_LISTED: TypeAdapter[Listed] = TypeAdapter(Listed)


def approved(connection: Connection, http: httpx.Client) -> tuple[Approved, ...]:
    """Return the templates of the connection's business account that an agent can send."""
    account = connection.settings.get("waba_id", "")
    if not account:
        reason = "is empty: an administrator has to set it"
        raise InvalidError("Nothing says whose templates are meant.", fields={"settings.waba_id": reason})
    graph, found, after = Graph(connection, http), list[JsonValue](), ""
    for _ in range(MOST_PAGES):
        page = _page(graph, account, after)
        found += page.data
        after = page.paging.cursors.after if page.paging.next else ""
        if not after:
            break
    return of_use(found)


def of_use(found: Iterable[JsonValue]) -> tuple[Approved, ...]:
    """Return those templates, as Meta tells them, that an agent can send; what is of no known form is none."""
    return tuple(each.approved for template in found if (each := _read(template)) and each.is_of_use)


def _read(template: JsonValue) -> Listed | None:
    try:
        return _LISTED.validate_python(template)
    except ValidationError:
        return None


def _page(graph: Graph, account: str, after: str) -> Page:
    try:
        response = graph.templates(account, after)
        return Page.model_validate_json(response.content)
    except httpx.HTTPError as error:
        raise UnavailableError(f"WhatsApp does not answer: {type(error).__name__}") from None
    except ValidationError:
        raise UnavailableError(f"WhatsApp does not tell its templates: HTTP {response.status_code}") from None
