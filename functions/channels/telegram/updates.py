"""The part of Telegram's Bot API objects that the desk reads."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import ConfigDict, Field

from transom.model.base import Frozen

type Seconds = Annotated[int, Field(ge=0, lt=2**33)]

SERVICE = frozenset(
    {
        "boost_added",
        "channel_chat_created",
        "chat_background_set",
        "delete_chat_photo",
        "forum_topic_closed",
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_reopened",
        "group_chat_created",
        "left_chat_member",
        "message_auto_delete_timer_changed",
        "migrate_from_chat_id",
        "migrate_to_chat_id",
        "new_chat_members",
        "new_chat_photo",
        "new_chat_title",
        "pinned_message",
        "supergroup_chat_created",
        "video_chat_ended",
        "video_chat_participants_invited",
        "video_chat_scheduled",
        "video_chat_started",
        "write_access_allowed",
    }
)
"""Fields of messages that a chat writes about itself: nobody wrote them to the desk."""


class Person(Frozen):
    """Who wrote."""

    id: int
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""
    language_code: str | None = None

    @property
    def name(self) -> str:
        """Return the name as Telegram shows it."""
        return f"{self.first_name} {self.last_name}".strip()


class Chat(Frozen):
    """Where it was written: a private chat, or a group."""

    id: int
    title: str = ""


class File(Frozen):
    """Any media that getFile hands out."""

    file_id: str
    file_unique_id: str = ""
    file_name: str | None = None
    mime_type: str | None = None
    file_size: int | None = None


class PhotoSize(File):
    """One of the sizes that a photo is kept in."""

    width: int = 0
    height: int = 0


class Location(Frozen):
    """A place on the map."""

    latitude: float
    longitude: float


class SharedContact(Frozen):
    """A card from the phone's contacts."""

    phone_number: str
    first_name: str = ""
    last_name: str = ""


class Reference(Frozen):
    """The message that is answered."""

    message_id: int


class Message(Frozen):
    """A message in a chat, or its edited form."""

    model_config = ConfigDict(extra="allow")

    message_id: int
    date: Seconds
    edit_date: Seconds | None = None
    sender: Person | None = Field(default=None, alias="from")
    chat: Chat
    reply_to_message: Reference | None = None
    text: str | None = None
    caption: str | None = None
    photo: tuple[PhotoSize, ...] = ()
    document: File | None = None
    video: File | None = None
    video_note: File | None = None
    animation: File | None = None
    voice: File | None = None
    audio: File | None = None
    sticker: File | None = None
    location: Location | None = None
    contact: SharedContact | None = None

    @property
    def key(self) -> str:
        """Return the message's id among all chats of the bot; its own is unique only within its chat."""
        return f"{self.chat.id}:{self.message_id}"

    @property
    def written_at(self) -> datetime:
        """Return when it was written, or last edited."""
        return datetime.fromtimestamp(self.edit_date or self.date, UTC)

    @property
    def unread(self) -> list[str]:
        """Return the names of the fields that this model does not know."""
        return sorted(self.model_extra or {})

    @property
    def is_service(self) -> bool:
        """Tell whether the chat itself wrote it."""
        return not SERVICE.isdisjoint(self.unread)


class Update(Frozen):
    """One call of the webhook: an id, and one of many kinds of news."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
