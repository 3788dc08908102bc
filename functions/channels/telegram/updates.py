"""The part of Telegram's Bot API objects that the desk reads."""

from datetime import datetime
from typing import Annotated

from pydantic import ConfigDict, Field

from transom.model import Audience, ContactCard, Place
from transom.model.base import Frozen
from transom.provider.reading import Seconds, from_seconds

SERVICE = frozenset(
    {
        "boost_added",
        "chat_owner_changed",
        "chat_owner_left",
        "connected_website",
        "direct_message_price_changed",
        "general_forum_topic_hidden",
        "general_forum_topic_unhidden",
        "giveaway_completed",
        "giveaway_created",
        "paid_message_price_changed",
        "proximity_alert_triggered",
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
KINDS = (
    *("checklist", "chat_shared", "dice", "game", "gift", "giveaway", "giveaway_winners", "invoice", "paid_media"),
    *("passport_data", "poll", "refunded_payment", "story", "successful_payment", "unique_gift", "users_shared"),
)
"""Fields of messages that hold what the desk cannot show."""


class Person(Frozen):
    """Who wrote."""

    id: int
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""
    username: str | None = None
    language_code: str | None = None

    @property
    def name(self) -> str:
        """Return the name as Telegram shows it."""
        return f"{self.first_name} {self.last_name}".strip()


class Chat(Frozen):
    """Where it was written: a private chat, or a group."""

    id: int
    type: str = "private"
    title: str = ""

    @property
    def audience(self) -> Audience:
        """Return who can read what is written here."""
        if self.type == "private":
            return Audience.PRIVATE
        return Audience.PUBLIC if self.type == "channel" else Audience.GROUP


class File(Frozen):
    """Any media that getFile hands out."""

    file_id: str
    file_unique_id: str = ""
    file_name: str | None = None
    mime_type: str | None = None
    file_size: int | None = None
    is_animated: bool = False
    is_video: bool = False
    """Whether a sticker is a video; an animated one is of Telegram's own kind."""


class PhotoSize(File):
    """One of the sizes that a photo is kept in."""

    width: int = 0
    height: int = 0


class Venue(Frozen):
    """A place that has a name."""

    location: Place
    title: str = ""
    address: str = ""

    @property
    def place(self) -> Place:
        """Return where it is, with its name."""
        return self.location.model_copy(update={"name": self.title, "address": self.address})


class SharedContact(Frozen):
    """A card from the phone's contacts."""

    phone_number: str
    first_name: str = ""
    last_name: str = ""

    @property
    def card(self) -> ContactCard:
        """Return it in the desk's words."""
        return ContactCard(name=f"{self.first_name} {self.last_name}".strip(), phones=(self.phone_number,))


class Mark(Frozen):
    """A part of a text that is more than its words; places are counted as UTF-16 does."""

    type: str
    offset: int = 0
    length: int = 0
    url: str | None = None


class WebAppData(Frozen):
    """What a customer sent out of a web app."""

    data: str = ""
    button_text: str = ""


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
    business_connection_id: str | None = None
    sender_business_bot: Person | None = None
    """The bot that wrote in a business's name."""
    message_thread_id: int | None = None
    is_topic_message: bool = False
    migrate_to_chat_id: int | None = None
    media_group_id: str | None = None
    reply_to_message: Reference | None = None
    text: str | None = None
    entities: tuple[Mark, ...] = ()
    caption: str | None = None
    caption_entities: tuple[Mark, ...] = ()
    web_app_data: WebAppData | None = None
    photo: tuple[PhotoSize, ...] = ()
    document: File | None = None
    video: File | None = None
    video_note: File | None = None
    animation: File | None = None
    voice: File | None = None
    audio: File | None = None
    sticker: File | None = None
    location: Place | None = None
    venue: Venue | None = None
    contact: SharedContact | None = None

    @property
    def key(self) -> str:
        """Return the message's id among all chats of the bot; its own is unique only within its chat."""
        return f"{self.chat.id}:{self.message_id}"

    @property
    def is_of_business(self) -> bool:
        """Tell whether the business itself wrote it, by hand or through a bot, in its chat with a customer."""
        is_private = self.business_connection_id is not None and self.chat.type == "private"
        is_by_another = self.sender is not None and self.sender.id != self.chat.id
        return self.sender_business_bot is not None or (is_private and is_by_another)

    @property
    def written_at(self) -> datetime:
        """Return when it was written, or last edited."""
        return from_seconds(self.edit_date or self.date)

    @property
    def words(self) -> str:
        """Return the text or the caption, with the addresses behind its words."""
        if self.web_app_data:
            return self.web_app_data.data or self.web_app_data.button_text
        if self.text:
            return _with_addresses(self.text, self.entities)
        return _with_addresses(self.caption or "", self.caption_entities)

    @property
    def topic(self) -> int | None:
        """Return the topic that it was written in; the thread of an answer is none."""
        return self.message_thread_id if self.is_topic_message else None

    @property
    def unknown(self) -> str:
        """Return the kind of a message that holds nothing that the desk can show."""
        return next((kind for kind in KINDS if kind in (self.model_extra or {})), "message")

    @property
    def is_forwarded(self) -> bool:
        """Tell whether somebody else had written it before."""
        return "forward_origin" in (self.model_extra or {})

    @property
    def is_service(self) -> bool:
        """Tell whether the chat itself wrote it."""
        return not SERVICE.isdisjoint(self.model_extra or {})


def _with_addresses(text: str, marks: tuple[Mark, ...]) -> str:
    """Return a text with the address of each link beside the words that it stands behind."""
    units = text.encode("utf-16-le")
    for mark in sorted(marks, key=lambda each: each.offset, reverse=True):
        end = 2 * (mark.offset + mark.length)
        if mark.type == "text_link" and mark.url and 0 < end <= len(units):
            units = units[:end] + f" ({mark.url})".encode("utf-16-le") + units[end:]
    return units.decode("utf-16-le", errors="replace")


class DeletedMessages(Frozen):
    """Messages that were taken back in a chat that a bot answers for a business."""

    business_connection_id: str
    chat: Chat
    message_ids: Annotated[tuple[int, ...], Field(max_length=100)]


class Emoji(Frozen):
    """One of the signs that somebody put to a message; a sign of one's own making has no text."""

    type: str
    emoji: str = ""


class Reactions(Frozen):
    """All signs that somebody has at a message now."""

    chat: Chat
    message_id: int
    user: Person | None = None
    date: Seconds
    new_reaction: tuple[Emoji, ...] = ()

    @property
    def sign(self) -> str:
        """Return the first sign as text; empty when all were taken back."""
        return next((each.emoji or "⭐" for each in self.new_reaction), "")


class Member(Frozen):
    """How the bot stands in a chat."""

    status: str


class Membership(Frozen):
    """A change of how the bot stands in a chat: in a private one, whether it is blocked."""

    chat: Chat
    date: Seconds
    new_chat_member: Member


class Update(Frozen):
    """One call of the webhook: an id, and one of many kinds of news."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    business_message: Message | None = None
    edited_business_message: Message | None = None
    deleted_business_messages: DeletedMessages | None = None
    message_reaction: Reactions | None = None
    my_chat_member: Membership | None = None
