"""How a connection logs in to its mail server: by a password, or by a token of Google's or Microsoft's."""

from typing import TYPE_CHECKING

from pydantic import Field

from transom.channel import Connection
from transom.model import Frozen

if TYPE_CHECKING:
    import httpx

OUTLOOK = "https://outlook.office365.com/.default"
GOOGLE = ("client_id", "client_secret", "refresh_token")


class Login(Frozen):
    """A user, with a password or with a token."""

    user: str
    password: str = Field(default="", repr=False)
    token: str = Field(default="", repr=False)

    @property
    def xoauth2(self) -> str:
        """Return what SASL's XOAUTH2 wants, before it is put into base64."""
        return f"user={self.user}\x01auth=Bearer {self.token}\x01\x01"


def login(connection: Connection, http: "httpx.Client") -> Login:
    """Return a connection's login; raises `ForbiddenError` or `UnavailableError` when no token is given for it."""
    from transom.provider import microsoft  # noqa: PLC0415 - httpx is slow to import, and a password needs none

    user = connection.settings.get("user") or connection.settings.get("address", "")
    if password := connection.secret.get("password"):
        return Login(user=user, password=password)
    if connection.settings.get("tenant"):
        return Login(user=user, token=microsoft.token(connection, OUTLOOK, http))
    return Login(user=user, token=google_token(connection, http))


def google_token(connection: Connection, http: "httpx.Client") -> str:
    """Return the access token that the mailbox's owner grants."""
    from transom.provider import google  # noqa: PLC0415 - as above

    given = {**connection.settings, **connection.secret}
    fields = {name: given.get(name, "") for name in GOOGLE} | {"grant_type": "refresh_token"}
    return google.token(connection, google.TOKEN_URL, lambda: fields, http)


def forget(connection: Connection) -> None:
    """Forget a connection's tokens, which are not taken any more."""
    from transom.provider import google, microsoft  # noqa: PLC0415 - as above

    google.forget(connection)
    microsoft.forget(connection)
