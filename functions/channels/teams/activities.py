"""The part of the Bot Framework's activities that the desk reads."""

from typing import Annotated

from pydantic import ConfigDict, Field, JsonValue
from pydantic.alias_generators import to_camel

from transom.model.base import Frozen
from transom.provider.reading import Moment


class Wire(Frozen):
    """What Microsoft writes, whose names are in camel case."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class Account(Wire):
    """A user, or a bot."""

    id: str
    name: str | None = None
    role: str | None = None

    @property
    def is_bot(self) -> bool:
        """Tell whether it is no person."""
        return self.id.startswith("28:") or self.role in {"bot", "skill"}


class Place(Wire):
    """Where it happened; in a channel the id names the thread too."""

    id: str
    conversation_type: str = "personal"

    @property
    def is_personal(self) -> bool:
        """Tell whether the customer and the bot are alone."""
        return self.conversation_type == "personal"


class FileInfo(Wire):
    """Where an attached file lies."""

    download_url: str | None = None
    file_type: str | None = None


class Attached(Wire):
    """A picture, a file, a card, a quotation, or the text once more as HTML."""

    content_type: str = ""
    content_url: str | None = None
    name: str | None = None
    content: JsonValue = None


class Reaction(Wire):
    """A sign that was put to a message."""

    type: str


class ChannelData(Wire):
    """What only Teams tells."""

    event_type: str = ""


class Receipt(Wire):
    """Up to which message somebody has read."""

    last_read_message_id: Annotated[str, Field(pattern=r"^[0-9]{1,13}$")]


class Activity(Wire):
    """One thing that happened in a conversation."""

    type: str
    name: str = ""
    action: str = ""
    id: str | None = None
    timestamp: Moment
    sender: Account = Field(alias="from")
    recipient: Account | None = None
    conversation: Place
    locale: str | None = None
    text: str | None = None
    text_format: str | None = None
    reply_to_id: str | None = None
    attachments: tuple[Attached, ...] = ()
    channel_data: ChannelData | None = None
    reactions_added: tuple[Reaction, ...] = ()
    reactions_removed: tuple[Reaction, ...] = ()
    value: JsonValue = None
    members_removed: tuple[Account, ...] = ()

    @property
    def submitted(self) -> str:
        """Return what somebody filled into a card, a line for each field."""
        if not isinstance(self.value, dict):
            return "" if self.value is None else str(self.value)
        return "\n".join(f"{name}: {given}" for name, given in self.value.items())

    @property
    def event(self) -> str:
        """Return what Teams calls the change of a message."""
        return self.channel_data.event_type if self.channel_data else ""


class Kind(Wire):
    """What happened."""

    type: str


class Origin(Wire):
    """Where an activity says it comes from."""

    service_url: str
    channel_id: str
