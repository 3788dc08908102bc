"""What the API shows of channels, and of what came in by them."""

from pydantic import Field

from api.views import View
from transom.channel import Source
from transom.model import Instant, MediaKind
from transom.model.menu import LineMenu


class ChannelView(View):
    """A channel's connection, what the channel can do, and where its provider calls."""

    id: str
    channel: str
    label: str
    name: str
    team: str | None
    brand: str | None
    is_enabled: bool
    hook: str | None
    menu: LineMenu | None
    sends: tuple[str, ...]
    receives: tuple[str, ...]
    max_text: int | None
    max_attachment: int
    last_event_at: Instant | None
    refused: int
    quarantined: int


class FieldView(View):
    """A field of the form that connects a channel."""

    name: str
    label: str
    help: str
    default: str | None
    is_required: bool


class ChannelKindView(View):
    """A channel that can be connected, and what its form asks for."""

    id: str
    label: str
    source: Source
    setting_fields: tuple[FieldView, ...]
    secret_fields: tuple[FieldView, ...]


class ChannelKindList(View):
    """All channels of this deployment."""

    items: tuple[ChannelKindView, ...]


class ChannelList(View):
    """All connections."""

    items: tuple[ChannelView, ...]


class TemplateButton(View):
    """A button beneath a template."""

    text: str
    url: str


class TemplateVariables(View):
    """What has to be filled in, by numbers or names; of buttons, the places of those that have a variable."""

    header: tuple[str, ...]
    body: tuple[str, ...]
    buttons: tuple[str, ...]


class TemplateView(View):
    """A template that the provider has approved; a variable stands in it as `{{1}}` or `{{name}}`."""

    name: str
    language: str
    header: str
    header_kind: MediaKind | None = Field(description="What one attachment has to be, if it takes one.")
    body: str
    footer: str
    buttons: tuple[TemplateButton, ...]
    variables: TemplateVariables


class TemplateList(View):
    """The templates of a connection."""

    items: tuple[TemplateView, ...]


class QuarantineItem(View):
    """A request that was authentic and not understood."""

    id: str
    channel: str
    connection: str
    reason: str
    at: Instant
    size: int
    download: str = Field(description="Where it can be had as it came, for a quarter of an hour.")


class QuarantinePage(View):
    """A page of the quarantine."""

    items: tuple[QuarantineItem, ...]
    next: str | None


class Handled(View):
    """A request that waits in quarantine no longer."""

    id: str


class SuppressionView(View):
    """An address that is not written to, since its server said that it does not exist."""

    address: str
    reason: str
    at: Instant


class MailCountView(View):
    """The mails that came in within an hour, and what became of them."""

    hour: Instant
    counted_at: Instant
    received: int
    messages: int
    machine: int
    quarantined: int
    duplicates: int
    missing: int
    examples: tuple[str, ...]


class MailCountPage(View):
    """A page of the hours in which mail came."""

    items: tuple[MailCountView, ...]
    next: str | None
