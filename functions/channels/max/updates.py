"""The part of MAX's updates that the desk reads."""

from typing import Annotated

from pydantic import Field

from transom.errors import UnreadableError
from transom.model.base import Frozen
from transom.provider.reading import Milliseconds

type Latitude = Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
type Longitude = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]


class User(Frozen):
    """Somebody on MAX."""

    user_id: int
    first_name: str | None = None
    last_name: str | None = None
    name: str | None = None
    username: str | None = None
    is_bot: bool = False
    avatar_url: str | None = None

    @property
    def shown_name(self) -> str:
        """Return the name as MAX shows it."""
        return f"{self.first_name or ''} {self.last_name or ''}".strip() or self.name or ""


class Recipient(Frozen):
    """Where it was written: a dialog with the bot, a chat of several people, or a channel."""

    chat_id: int | None = None
    chat_type: str = "dialog"


class Payload(Frozen):
    """What an attachment is fetched by, or a card."""

    url: str | None = None
    token: str | None = None
    code: str | None = None
    vcf_info: str | None = None
    max_info: User | None = None


class Item(Frozen):
    """One of a message's attachments; the type says which fields hold it."""

    type: str
    payload: Payload = Field(default_factory=Payload)
    filename: str | None = None
    size: int | None = None
    title: str | None = None
    transcription: str | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None


class Body(Frozen):
    """What a message says; the text has no markup in it."""

    mid: str
    text: str | None = None
    attachments: tuple[Item, ...] | None = None


class Link(Frozen):
    """The message that is answered, or passed on."""

    type: str
    message: Body


class Message(Frozen):
    """A message in a chat."""

    sender: User | None = None
    recipient: Recipient
    timestamp: Milliseconds
    link: Link | None = None
    body: Body | None = None
    """What its writer said; nothing where they only passed something on."""

    @property
    def chat_id(self) -> int:
        """Return the chat; that of a dialog may lack, and is then known by who wrote."""
        known = self.recipient.chat_id or (self.sender.user_id if self.sender else None)
        if known is None:
            raise UnreadableError("a message without a chat and without a sender")
        return known

    @property
    def mid(self) -> str:
        """Return its id; one without words of its own states none, and is known by its chat and time."""
        return self.body.mid if self.body else f"{self.chat_id}@{self.timestamp}"

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Return what its writer said, and what they passed on."""
        own = (self.body,) if self.body else ()
        return (*own, self.link.message) if self.link and self.link.type == "forward" else own

    @property
    def items(self) -> tuple[Item, ...]:
        """Return all attachments; the keyboard beneath a message is none."""
        found = [item for body in self.bodies for item in body.attachments or ()]
        return tuple(item for item in found if item.type not in {"inline_keyboard", "reply_keyboard"})


class Update(Frozen):
    """What every call of the webhook holds."""

    update_type: str
    timestamp: Milliseconds


class Written(Update):
    """Somebody wrote, or changed what they had written."""

    message: Message
    user_locale: str | None = None


class Callback(Frozen):
    """A button that was pressed, and by whom."""

    callback_id: str
    payload: str | None = None
    user: User


class Pressed(Update):
    """Somebody pressed a button beneath a message, which may be gone."""

    callback: Callback
    message: Message | None = None
    user_locale: str | None = None


class Removed(Update):
    """Somebody took a message back."""

    message_id: str
    chat_id: int


class Bot(Update):
    """Somebody started the bot, or stopped it."""

    chat_id: int
    user: User
