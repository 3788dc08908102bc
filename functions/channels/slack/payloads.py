"""The part of Slack's events and commands that the desk reads."""

from typing import Annotated

from pydantic import Field

from transom.model.base import Frozen
from transom.provider.reading import Apart

type Ts = Annotated[str, Field(pattern=r"^[0-9]{9,10}\.[0-9]{1,6}$")]
"""Seconds and a counter: a message's time, and its id within its channel."""


class File(Frozen):
    """A file that was shared."""

    id: str
    name: str | None = None
    title: str | None = None
    mimetype: str = "application/octet-stream"
    size: int | None = None
    mode: str = ""
    subtype: str = ""
    url_private: str | None = None
    url_private_download: str | None = None


class Profile(Frozen):
    """What some messages tell of their writer."""

    real_name: str = ""
    display_name: str = ""
    image_72: str | None = None


class BotProfile(Frozen):
    """The app that wrote."""

    app_id: str | None = None


class Words(Frozen):
    """A text within a block."""

    text: str = ""


class Block(Frozen):
    """A block, or an element of one; the type says which fields hold it."""

    type: str = ""
    text: Words | str | None = None
    title: Words | str | None = None
    alt_text: str = ""
    columns: tuple[Words, ...] = Field(default=(), alias="fields")
    elements: tuple["Block", ...] = ()
    rows: tuple[tuple["Block", ...], ...] = ()
    name: str = ""
    unicode: str | None = None
    url: str = ""
    fallback: str = ""
    user_id: str = ""
    usergroup_id: str = ""
    channel_id: str = ""
    range: str = ""


class Quotation(Frozen):
    """A message that is shared within another."""

    text: str | None = None
    fallback: str | None = None


class Edited(Frozen):
    """When a message was last changed by its writer; Slack's own changes state no time."""

    ts: Ts | None = None


class Payload(Frozen):
    """What we put into a message's metadata."""

    reference: str | None = None


class Metadata(Frozen):
    """What an app keeps with a message."""

    event_type: str = ""
    event_payload: Payload = Field(default_factory=Payload)


class Written(Frozen):
    """A message's content, as it is or was."""

    subtype: str = ""
    user: str | None = None
    username: str | None = None
    bot_id: str | None = None
    app_id: str | None = None
    bot_profile: BotProfile = Field(default_factory=BotProfile)
    user_profile: Profile = Field(default_factory=Profile)
    text: str = ""
    ts: Ts | None = None
    thread_ts: Ts | None = None
    edited: Edited | None = None
    files: tuple[File, ...] = ()
    blocks: tuple[Apart[Block], ...] = ()
    attachments: tuple[Quotation, ...] = ()


class Item(Frozen):
    """What a reaction was put to."""

    type: str = ""
    channel: str = ""
    ts: Ts | None = None


class Event(Written):
    """One of many kinds of news."""

    type: str
    channel: str | None = None
    channel_type: str = ""
    event_ts: Ts | None = None
    deleted_ts: Ts | None = None
    message: Written | None = None
    previous_message: Written | None = None
    reaction: str = ""
    item: Item = Field(default_factory=Item)
    channel_id: str = ""
    message_ts: Ts | None = None
    metadata: Metadata = Field(default_factory=Metadata)


class Authorization(Frozen):
    """For whom the event came."""

    user_id: str | None = None
    is_bot: bool = False


class News(Frozen):
    """Which kind of news an event is."""

    type: str = ""


class Kind(Frozen):
    """What a request is."""

    type: str = ""
    challenge: str = ""
    event: News | None = None


class Envelope(Frozen):
    """What an event comes in."""

    api_app_id: str = ""
    event: Event
    authorizations: tuple[Authorization, ...] = ()

    @property
    def bots(self) -> frozenset[str]:
        """Return the ids by which the app is known where the event happened."""
        return frozenset(item.user_id for item in self.authorizations if item.is_bot and item.user_id)

    def is_own(self, written: Written) -> bool:
        """Tell whether the app itself wrote."""
        apps = {written.app_id, written.bot_profile.app_id} - {None, ""}
        return self.api_app_id in apps or written.user in self.bots


class Member(Frozen):
    """Who did something in Slack's app."""

    id: str
    name: str = ""


class Channel(Frozen):
    """Where they did it."""

    id: str


class Shortcut(Frozen):
    """Something that somebody did in Slack's app; with a message, that they passed it to the app."""

    type: str
    callback_id: str = ""
    user: Member | None = None
    channel: Channel | None = None
    message: Written | None = None


class Command(Frozen):
    """A slash command."""

    command: str
    text: str = ""
    user_id: str
    user_name: str = ""
    trigger_id: str
