"""The part of Viber's callbacks that the desk reads."""

from typing import Annotated

from pydantic import Field

from transom.model.base import Frozen
from transom.provider.reading import Milliseconds

type Token = Annotated[int, Field(ge=0, lt=2**64)]


class Callback(Frozen):
    """Any news: what it is, when, and the id of the message that it is or is about."""

    event: str
    timestamp: Milliseconds
    message_token: Token


class User(Frozen):
    """A customer."""

    id: str
    name: str | None = None
    avatar: str | None = None
    language: str | None = None


class Location(Frozen):
    """A place on the map."""

    lat: float = Field(ge=-90, le=90, allow_inf_nan=False)
    lon: float = Field(ge=-180, le=180, allow_inf_nan=False)


class Card(Frozen):
    """A card from the phone's contacts."""

    name: str | None = None
    phone_number: str | None = None


class Message(Frozen):
    """What a customer wrote; the type says which fields hold it."""

    type: str
    text: str | None = None
    media: str | None = None
    file_name: str | None = None
    size: int | None = None
    location: Location | None = None
    contact: Card | None = None
    sticker_id: int | None = None
    tracking_data: str | None = None
    """That of the last message of ours which the customer's app holds."""


class Written(Callback):
    """A customer wrote."""

    sender: User
    message: Message


class Receipt(Callback):
    """A message of ours reached the customer, was seen, or failed."""

    user_id: str
    desc: str | None = None


class Subscribed(Callback):
    """A customer lets the bot write to them."""

    user: User


class Unsubscribed(Callback):
    """A customer lets the bot write to them no more."""

    user_id: str
