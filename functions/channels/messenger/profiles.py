"""A customer's name and picture; webhooks tell neither."""

import httpx
from pydantic import Field

from channels.messenger.api import Graph
from channels.messenger.channel import BASE_URL
from transom.channel import Connection, Profile
from transom.model import Door, Frozen, Person
from transom.provider.reading import read


class Told(Frozen):
    """What Meta tells of a customer who has written."""

    name: str = ""
    username: str = ""
    picture: str | None = Field(default=None, alias="profile_pic")


def profile(person: Person, door: Door, connection: Connection, http: httpx.Client) -> Profile:  # noqa: ARG001 - the contract's form
    """Ask who somebody is that the page knows by a number."""
    return told(person, Graph(connection, http, base=BASE_URL, token="page_token"), "name,profile_pic")  # noqa: S106 - the field's name


def told(person: Person, graph: Graph, fields: str) -> Profile:
    """Return what the Graph API says of somebody."""
    found = read(Told, graph.ask(person.address, fields).content, "profile of Meta")
    return Profile(name=found.name or found.username, picture=found.picture)
