"""The part of the X Activity API's events that the desk reads."""

from collections.abc import Iterable
from html import unescape
from typing import Annotated

from pydantic import AliasChoices, ConfigDict, Field

from transom.model.base import Frozen
from transom.provider.reading import Apart, Milliseconds, Moment

type Id = Annotated[str, Field(pattern=r"^[0-9]{1,19}$")]


class User(Frozen):
    """An account."""

    id: str = ""
    name: str = ""
    username: str | None = None
    profile_image_url: str | None = None


class Wrapped(Frozen):
    """An account as direct messages bring it."""

    data: User = Field(default_factory=User)


class Link(Frozen):
    """An address in a text, which X shortens."""

    url: str = ""
    expanded_url: str = ""
    media_key: str = ""
    """Of a picture or video that comes with the post: its address says nothing more."""


class Entities(Frozen):
    """What stands in a text beside words."""

    urls: tuple[Link, ...] = ()


class Variant(Frozen):
    """One of the forms that a video is kept in."""

    model_config = ConfigDict(populate_by_name=True)

    bitrate: int = Field(default=0, validation_alias=AliasChoices("bit_rate", "bitrate"))
    content_type: str = ""
    url: str = ""


class Media(Frozen):
    """A picture or video at a post."""

    media_key: str = ""
    type: str = "photo"
    url: str = ""
    variants: tuple[Variant, ...] = ()


class VideoInfo(Frozen):
    """The forms of a video in a direct message."""

    variants: tuple[Variant, ...] = ()


class DirectMedia(Frozen):
    """A picture or video in a direct message."""

    id_str: str = ""
    type: str = "photo"
    url: str = ""
    media_url_https: str = ""
    video_info: VideoInfo = Field(default_factory=VideoInfo)


class DirectAttachment(Frozen):
    """What hangs at a direct message."""

    media: DirectMedia | None = None


class MessageData(Frozen):
    """What a direct message says."""

    text: str = ""
    entities: Entities = Field(default_factory=Entities)
    attachment: DirectAttachment | None = None

    @property
    def media(self) -> DirectMedia | None:
        """Return its picture or video."""
        return self.attachment.media if self.attachment else None


class Target(Frozen):
    """Whom a direct message is for."""

    conversation_id: str = ""


class MessageCreate(Frozen):
    """Who wrote a direct message, and what."""

    sender_id: Id
    message_data: MessageData
    target: Target = Field(default_factory=Target)


class DirectMessage(Frozen):
    """Something that happened in a conversation of direct messages."""

    type: str = ""
    id: Id
    created_timestamp: Milliseconds
    message_create: MessageCreate | None = None
    dm_conversation_id: str = ""

    @property
    def group(self) -> str:
        """Return the id of the group that it was written to, if it was to one."""
        told = self.message_create.target.conversation_id if self.message_create else ""
        return group(self.dm_conversation_id or told)


class DirectMessages(Frozen):
    """The payload of `dm.received`."""

    direct_message_events: tuple[Apart[DirectMessage], ...] = Field(min_length=1)
    users: dict[str, Apart[Wrapped]] = {}


class MarkRead(Frozen):
    """Up to which message somebody has read."""

    created_timestamp: Milliseconds
    sender_id: Id
    last_read_event_id: Id


class Reads(Frozen):
    """The payload of `dm.read`."""

    direct_message_mark_read_events: tuple[Apart[MarkRead], ...] = ()


class IndicateTyping(Frozen):
    """Who is typing."""

    created_timestamp: Milliseconds
    sender_id: Id


class Typing(Frozen):
    """The payload of `dm.indicate_typing`."""

    direct_message_indicate_typing_events: tuple[Apart[IndicateTyping], ...] = ()


class Chat(Frozen):
    """The payload of `chat.received`, whose content is locked for X's own apps."""

    id: str = Field(min_length=1)
    sender_id: Id
    conversation_id: str = ""
    created_at_msec: Milliseconds


class Referenced(Frozen):
    """A post that another one answers, quotes or repeats."""

    type: str
    id: Id


class PostAttachments(Frozen):
    """The keys of what hangs at a post."""

    media_keys: tuple[str, ...] = ()


class Post(Frozen):
    """A post."""

    id: Id
    author_id: Id
    conversation_id: Id
    created_at: Moment
    text: str
    lang: str | None = None
    entities: Entities = Field(default_factory=Entities)
    attachments: PostAttachments = Field(default_factory=PostAttachments)
    referenced_tweets: tuple[Referenced, ...] = ()

    def related(self, kind: str) -> tuple[str, ...]:
        """Return the ids of the posts that it stands to in such a way."""
        return tuple(post.id for post in self.referenced_tweets if post.type == kind)


class Includes(Frozen):
    """What belongs to a post."""

    users: tuple[User, ...] = ()
    media: tuple[Media, ...] = ()


class Filter(Frozen):
    """Whose news it is."""

    user_id: str = ""


class Head(Frozen):
    """What every event has."""

    event_type: str
    filter: Filter = Field(default_factory=Filter)


class Body[Payload: Frozen](Head):
    """An event with what it tells."""

    payload: Payload
    includes: Includes = Field(default_factory=Includes)


class Kind(Frozen):
    """A call of the webhook, of which only the kind is read."""

    data: Head | None = None


class Activity[Payload: Frozen](Frozen):
    """A call of the webhook."""

    data: Body[Payload]


def group(conversation_id: str) -> str:
    """Return a conversation's id if it is a group's: that of two names both of them."""
    return "" if "-" in conversation_id or ":" in conversation_id else conversation_id


def plain(text: str, links: Iterable[Link], without: str = "") -> str:
    """Return a text as it was written: with whole addresses, and without those of its own media."""
    text = text.replace(without, "") if without else text
    for link in links:
        whole = "" if link.media_key else link.expanded_url or link.url
        text = text.replace(link.url, whole) if link.url else text
    return unescape(text).strip()
