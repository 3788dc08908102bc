"""A customer's name and picture; callbacks tell neither."""

import httpx
from pydantic import Field, TypeAdapter, ValidationError

from channels.vk.api import Api, Reply
from transom.channel import Connection, Profile
from transom.errors import NotFoundError
from transom.model import Door, Frozen, Person
from transom.provider.calls import asked


class Told(Frozen):
    """What VK tells of somebody."""

    first_name: str = ""
    last_name: str = ""
    picture: str | None = Field(default=None, alias="photo_100")

    @property
    def name(self) -> str:
        """Return the whole name."""
        return f"{self.first_name} {self.last_name}".strip()


_TOLD: TypeAdapter[tuple[Told]] = TypeAdapter(tuple[Told])


def profile(person: Person, door: Door, connection: Connection, http: httpx.Client) -> Profile:  # noqa: ARG001 - the contract's form
    """Ask who a person is."""
    api, fields = Api(connection, http), {"user_ids": person.address, "fields": "photo_100"}
    reply = Reply.of(asked(lambda: api.call("users.get", fields), "VK"))
    try:
        [told] = _TOLD.validate_python(reply.response if reply else None)
    except ValidationError:
        raise NotFoundError("VK does not tell who the customer is") from None
    return Profile(name=told.name, picture=told.picture)
