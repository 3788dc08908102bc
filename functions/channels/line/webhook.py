"""The part of LINE's webhook event objects that the desk reads."""

from pydantic import Field, JsonValue

from transom.model.base import Frozen
from transom.provider.reading import Apart, Milliseconds


class Source(Frozen):
    """Where it happened: a chat with one customer, a group, or a room."""

    type: str
    user_id: str | None = Field(default=None, alias="userId")
    group_id: str | None = Field(default=None, alias="groupId")
    room_id: str | None = Field(default=None, alias="roomId")

    @property
    def address(self) -> str:
        """Return where an answer goes."""
        return self.group_id or self.room_id or self.user_id or ""


class ContentProvider(Frozen):
    """Who keeps a file: LINE, or whoever wrote by LIFF."""

    type: str = "line"
    original_content_url: str | None = Field(default=None, alias="originalContentUrl")


class ImageSet(Frozen):
    """Images that were sent together."""

    id: str


class Message(Frozen):
    """What a customer wrote; the type says which fields hold it."""

    id: str
    type: str
    text: str | None = None
    quoted_message_id: str | None = Field(default=None, alias="quotedMessageId")
    read_token: str | None = Field(default=None, alias="markAsReadToken")
    quote_token: str | None = Field(default=None, alias="quoteToken")
    content_provider: ContentProvider | None = Field(default=None, alias="contentProvider")
    image_set: ImageSet | None = Field(default=None, alias="imageSet")
    file_name: str | None = Field(default=None, alias="fileName")
    file_size: int | None = Field(default=None, alias="fileSize")
    title: str | None = None
    address: str | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90, allow_inf_nan=False)
    longitude: float | None = Field(default=None, ge=-180, le=180, allow_inf_nan=False)
    sticker_id: str | None = Field(default=None, alias="stickerId", pattern=r"^[0-9]{1,20}$")

    @property
    def elsewhere(self) -> str | None:
        """Return where a file lies that LINE does not keep."""
        known = self.content_provider
        return (known.original_content_url or "") if known and known.type == "external" else None


class Unsend(Frozen):
    """The message that its writer took back."""

    message_id: str = Field(alias="messageId")


class Postback(Frozen):
    """The button that a customer pressed."""

    data: str = ""
    params: dict[str, JsonValue] | None = None
    """What was chosen with it: a date, a time, a menu."""

    @property
    def text(self) -> str:
        """Return what the button stands for, and what was chosen."""
        chosen = [str(value) for value in (self.params or {}).values() if value is not None]
        return "\n".join(part for part in (self.data, *chosen) if part)


class Event(Frozen):
    """One of the things that happened."""

    type: str
    mode: str = "active"
    timestamp: Milliseconds
    source: Source | None = None
    webhook_event_id: str = Field(default="", alias="webhookEventId")
    message: Message | None = None
    unsend: Unsend | None = None
    postback: Postback | None = None


class Webhook(Frozen):
    """One call of the webhook; that of the console's button `Verify` holds no events."""

    events: tuple[Apart[Event], ...]
