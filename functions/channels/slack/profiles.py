"""A member's name, picture and language; events tell hardly ever more than their id."""

import httpx
from pydantic import Field

from channels.slack.api import Api
from channels.slack.payloads import Profile as Shown
from transom.channel import Connection, Profile
from transom.errors import NotFoundError
from transom.model import Door, Frozen, Person
from transom.provider.calls import asked
from transom.provider.reading import read


class Member(Frozen):
    """Somebody of a workspace."""

    profile: Shown = Field(default_factory=Shown)
    locale: str | None = None


class Told(Frozen):
    """What Slack tells of somebody, or why it does not."""

    ok: bool
    error: str = ""
    user: Member = Field(default_factory=Member)


def profile(person: Person, door: Door, connection: Connection, http: httpx.Client) -> Profile:  # noqa: ARG001 - the contract's form
    """Ask who a member is, for which the app needs the permission `users:read`."""
    api, fields = Api(connection, http), {"user": person.address, "include_locale": "true"}
    told = read(Told, asked(lambda: api.ask("users.info", fields), "Slack").content, "profile of Slack")
    if not told.ok:
        raise NotFoundError(f"Slack does not tell who the customer is: {told.error}")
    shown, language = told.user.profile, (told.user.locale or "").partition("-")[0]
    return Profile(name=shown.display_name or shown.real_name, picture=shown.image_72, language=language or None)
