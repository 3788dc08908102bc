"""The part of VK's objects that the desk reads."""

import json

from pydantic import AliasChoices, ConfigDict, Field, JsonValue

from transom.model.base import Frozen
from transom.provider.reading import Seconds

FIRST_CHAT = 2_000_000_000
NAMED = ("text", "label", "title", "command", "button")
"""How bots name that which a button stands for, the plainest first."""


class Picture(Frozen):
    """One size of a picture."""

    url: str = ""
    width: int = 0
    height: int = 0


class Photo(Frozen):
    """A photo, in several sizes."""

    sizes: tuple[Picture, ...] = ()


class Sticker(Frozen):
    """A sticker, in several sizes."""

    sticker_id: int | None = None
    images: tuple[Picture, ...] = ()

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Return its sizes, or where VK shows one that came without them."""
        if self.images or self.sticker_id is None:
            return self.images
        return (Picture(url=f"https://vk.com/sticker/1-{self.sticker_id}-256"),)


class Gift(Frozen):
    """A card that was given."""

    thumb_256: str = ""


class Doc(Frozen):
    """A file."""

    title: str = ""
    size: int | None = None
    url: str = ""


class Voice(Frozen):
    """A spoken message, and what VK understood of it."""

    link_mp3: str = ""
    transcript: str = ""


class Thing(Frozen):
    """What lies on a page of VK: a video, a post, a product; or a link to elsewhere."""

    model_config = ConfigDict(populate_by_name=True)

    id: int | None = None
    owner_id: int | None = Field(default=None, validation_alias=AliasChoices("owner_id", "to_id", "from_id"))
    title: str = ""
    text: str = ""
    url: str = ""


class Track(Frozen):
    """A piece of music."""

    artist: str = ""
    title: str = ""
    url: str = ""


class Item(Frozen):
    """One of a message's attachments: the field named like its type holds it."""

    type: str
    photo: Photo | None = None
    graffiti: Picture | None = None
    sticker: Sticker | None = None
    gift: Gift | None = None
    doc: Doc | None = None
    audio_message: Voice | None = None
    audio: Track | None = None
    video: Thing | None = None
    wall: Thing | None = None
    market: Thing | None = None
    story: Thing | None = None
    link: Thing | None = None


class Coordinates(Frozen):
    """A place on the map."""

    latitude: float = Field(ge=-90, le=90, allow_inf_nan=False)
    longitude: float = Field(ge=-180, le=180, allow_inf_nan=False)


class GeoPlace(Frozen):
    """What is at a place."""

    title: str = ""


class Geo(Frozen):
    """Where a message was sent from."""

    coordinates: Coordinates
    place: GeoPlace | None = None


class Content(Frozen):
    """What messages and comments have in common."""

    id: int
    from_id: int
    date: Seconds
    text: str = ""
    attachments: tuple[Item, ...] = ()
    geo: Geo | None = None


class Quoted(Frozen):
    """A message that another one answers, or passes on."""

    text: str = ""
    conversation_message_id: int | None = None
    attachments: tuple[Item, ...] = ()


class Action(Frozen):
    """What a chat tells of itself."""

    type: str


class Message(Content):
    """A message; its own id is 0 in chats, so the one within its conversation counts."""

    peer_id: int
    conversation_message_id: int
    out: int = 0
    admin_author_id: int | None = None
    """Who of the community's people wrote it, if that was not done through the API."""
    update_time: Seconds | None = None
    reply_message: Quoted | None = None
    fwd_messages: tuple[Quoted, ...] = ()
    action: Action | None = None

    @property
    def key(self) -> str:
        """Return the id that it has among all conversations of the community."""
        return f"{self.peer_id}:{self.conversation_message_id}"

    @property
    def is_ours(self) -> bool:
        """Tell whether the community wrote it."""
        return bool(self.out)

    @property
    def is_in_chat(self) -> bool:
        """Tell whether it was written where several people read."""
        return self.peer_id > FIRST_CHAT


class Comment(Content):
    """A comment on a post, a photo, a video, a product or a topic: whose, and which of them."""

    model_config = ConfigDict(populate_by_name=True)

    owner_id: int = Field(
        validation_alias=AliasChoices(
            *("topic_owner_id", "photo_owner_id", "video_owner_id", "market_owner_id", "owner_id", "post_owner_id")
        )
    )
    thing_id: int = Field(validation_alias=AliasChoices("post_id", "topic_id", "item_id", "video_id", "photo_id"))
    parents_stack: tuple[int, ...] = ()
    reply_to_comment: int | None = None

    @property
    def thread(self) -> int:
        """Return the comment that began the exchange."""
        return self.parents_stack[0] if self.parents_stack else self.id


class DeletedComment(Frozen):
    """A comment that is no more."""

    model_config = ConfigDict(populate_by_name=True)

    id: int
    owner_id: int = Field(validation_alias=AliasChoices("topic_owner_id", "owner_id"))
    thing_id: int = Field(validation_alias=AliasChoices("post_id", "topic_id", "item_id", "video_id", "photo_id"))


class ClientInfo(Frozen):
    """What the customer's app can do; the language is a number."""

    lang_id: int | None = None


class NewMessage(Frozen):
    """A message, and the app that it was written with."""

    message: Message
    client_info: ClientInfo | None = None


class Reading(Frozen):
    """Somebody read up to a message."""

    from_id: int
    peer_id: int
    conversation_message_id: int | None = None


class Typing(Frozen):
    """Somebody is typing, or records their voice."""

    from_id: int


class Press(Frozen):
    """Somebody pressed a button that tells the community so; what it stands for is up to its bot."""

    user_id: int
    peer_id: int
    event_id: str
    payload: JsonValue = None

    @property
    def text(self) -> str:
        """Return what the button stands for."""
        told = self.payload
        if isinstance(told, dict):
            told = next((told[name] for name in NAMED if name in told), told)
        return told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)


class Reaction(Frozen):
    """Somebody reacted to a message; without a reaction, they took theirs back."""

    reacted_id: int
    peer_id: int
    cmid: int
    reaction_id: int | None = None


class Permission(Frozen):
    """Somebody lets the community write to them, or no more."""

    user_id: int


class Callback(Frozen):
    """What every call of the Callback API holds."""

    type: str
    group_id: int = 0
    secret: str = ""


class Holding[Object](Callback):
    """A call that tells of something."""

    object: Object
