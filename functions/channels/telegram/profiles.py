"""A customer's picture; their name comes with each message."""

import httpx

from channels.telegram.bot import Bot, Fields, Reply
from transom.channel import Connection, Profile
from transom.model import Door, Person
from transom.provider.calls import asked


def profile(person: Person, door: Door, connection: Connection, http: httpx.Client) -> Profile:  # noqa: ARG001 - the contract's form
    """Return the newest picture in its smallest size, if the customer shows any to the bot."""
    bot = Bot(connection, http)
    fields: Fields = {"user_id": person.address, "limit": 1}
    told = Reply.of(asked(lambda: bot.call("getUserProfilePhotos", fields), "Telegram")).file
    sizes = sorted(told.photos[0], key=lambda size: size.width) if told.photos else []
    return Profile(picture=sizes[0].file_id if sizes else None)
