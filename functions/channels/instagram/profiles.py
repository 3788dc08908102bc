"""A customer's name and picture; webhooks tell neither."""

import httpx

from channels.instagram.channel import BASE_URL
from channels.messenger.api import Graph
from channels.messenger.profiles import told
from transom.channel import Connection, Profile
from transom.model import Door, Person


def profile(person: Person, door: Door, connection: Connection, http: httpx.Client) -> Profile:  # noqa: ARG001 - the contract's form
    """Ask who somebody is that the account knows by a number."""
    graph = Graph(connection, http, base=BASE_URL, token="access_token")  # noqa: S106 - the field's name
    return told(person, graph, "name,username,profile_pic")
