"""The part of TikTok's webhook events that the desk reads."""

from pydantic import Field

from transom.model.base import Frozen
from transom.provider.reading import Milliseconds


class Event(Frozen):
    """A call of the webhook; what it tells is text that is JSON again."""

    event: str
    user_openid: str = ""
    content: str = "{}"


class User(Frozen):
    """One side of a conversation."""

    id: str = ""


class Text(Frozen):
    """What was written."""

    body: str = ""


class Image(Frozen):
    """A picture, kept by TikTok."""

    media_id: str = ""


class SharedPost(Frozen):
    """A video that was passed on."""

    embed_url: str = ""
    video_id: str = ""


class Reference(Frozen):
    """The message that is answered."""

    referenced_message_id: str = ""


class Content(Frozen):
    """What every event tells."""

    conversation_id: str = Field(min_length=1)
    from_user: User = Field(default_factory=User)


class Message(Content):
    """A message in a conversation."""

    message_id: str = Field(min_length=1)
    type: str = Field(min_length=1)
    timestamp: Milliseconds
    username: str = Field(default="", alias="from")
    unique_identifier: str = ""
    text: Text = Field(default_factory=Text)
    image: Image = Field(default_factory=Image)
    share_post: SharedPost = Field(default_factory=SharedPost)
    referenced_message_info: Reference | None = None

    @property
    def writer(self) -> str:
        """Return the id of who wrote."""
        return self.unique_identifier or self.from_user.id or self.conversation_id


class Seen(Frozen):
    """Up to where somebody has read."""

    last_read_timestamp: Milliseconds


class Read(Content):
    """Somebody has read a conversation."""

    read: Seen


class Media(Frozen):
    """What a picture is fetched by."""

    conversation_id: str
    message_id: str
    media_id: str
