"""A customer's name, picture and language; webhooks tell none of them."""

from urllib.parse import quote

import httpx
from pydantic import Field

from channels.line.api import address, proof
from transom.channel import Connection, Profile
from transom.model import Door, Frozen, Person
from transom.provider.calls import asked
from transom.provider.reading import read


class Told(Frozen):
    """What LINE tells of a customer."""

    name: str = Field(default="", alias="displayName")
    picture: str | None = Field(default=None, alias="pictureUrl")
    language: str | None = None


def profile(person: Person, door: Door, connection: Connection, http: httpx.Client) -> Profile:
    """Ask for the profile of who follows the account, or of a member of the group or room."""
    url, headers = address(connection, _place(person, door)), proof(connection)
    told = read(Told, asked(lambda: http.get(url, headers=headers), "LINE").content, "profile of LINE")
    return Profile(name=told.name, picture=told.picture, language=told.language)


def _place(person: Person, door: Door) -> str:
    known, place = quote(person.address, safe=""), quote(door.address, safe="")
    if person.address == door.address:
        return f"profile/{known}"
    return f"{'group' if door.address.startswith('C') else 'room'}/{place}/member/{known}"
