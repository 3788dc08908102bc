"""A mailbox of Microsoft 365: the changes of a folder, as Microsoft Graph's delta query tells them.

Its link is the cursor. One that has run out is replaced by a new one of all that came since the desk began.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Self
from urllib.parse import quote

import httpx
from pydantic import Field, ValidationError

from mail_pull import web
from mail_pull.source import MAX_MAIL, Mark, Oversized, Pulled, Step, Steps
from transom.channel import Connection
from transom.errors import TooLargeError, UnavailableError
from transom.model import Frozen, Instant
from transom.provider import microsoft

BASE = "https://graph.microsoft.com/v1.0"
SCOPE = "https://graph.microsoft.com/.default"
STALE = {httpx.codes.BAD_REQUEST, httpx.codes.NOT_FOUND, httpx.codes.GONE}
"""What a link that has run out is answered with."""
PREFER = 'IdType="ImmutableId", odata.maxpagesize=25'


class Message(Frozen):
    """A mail that is new; `removed` is set for one that is gone."""

    id: str
    removed: dict[str, str] | None = Field(default=None, alias="@removed")


class Page(Frozen):
    """Some changes, and where the next are."""

    value: tuple[Message, ...] = ()
    next: str = Field(default="", alias="@odata.nextLink")
    delta: str = Field(default="", alias="@odata.deltaLink")


class Cursor(Frozen):
    """The link that goes on, and since when the desk takes the folder's mail."""

    place: str
    link: str
    since: Instant

    @classmethod
    def of(cls, text: str, place: str, now: datetime) -> Self:
        """Read a cursor; without one of this place it begins now."""
        try:
            known = cls.model_validate_json(text)
        except ValidationError:
            known = None
        return known if known and known.place == place else cls(place=place, link=first(place, now), since=now)

    def after(self, link: str) -> Mark:
        """Return the mark of a page."""
        return Mark(cursor=self.model_copy(update={"link": link}).model_dump_json())


def first(place: str, since: datetime) -> str:
    """Return the link that begins."""
    at = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{BASE}{place}/messages/delta?changeType=created&$select=id&$filter=receivedDateTime+ge+{at}"


def pull(connection: Connection, cursor: str, http: httpx.Client, now: datetime) -> Steps:
    """Give the mails that came into a folder since the cursor."""
    user = connection.settings.get("user") or connection.settings.get("address", "")
    owner = f"/users/{quote(user, safe='')}"
    folder = quote(connection.settings.get("folder") or "inbox", safe="")
    known = Cursor.of(cursor, f"{owner}/mailFolders/{folder}", now)
    link = known.link
    while link:
        page = _page(connection, known, link, http)
        for message in page.value:
            if message.removed is None:
                yield from _mail(connection, f"{BASE}{owner}/messages/{quote(message.id, safe='')}", http)
        yield known.after(page.next or page.delta)
        link = page.next


def _page(connection: Connection, known: Cursor, link: str, http: httpx.Client) -> Page:
    response = _get(connection, link, http)
    if response.status_code in STALE:
        response = _get(connection, first(known.place, known.since), http)
    page = web.read(Page, response)
    if not (page.next or page.delta).startswith(f"{BASE}/"):
        raise UnavailableError("Microsoft Graph does not say where to go on")
    return page


def _mail(connection: Connection, url: str, http: httpx.Client) -> Iterator[Step]:
    """Give a mail as it is; one that was removed meanwhile is none."""
    try:
        response = _get(connection, f"{url}/$value", http)
    except TooLargeError:
        yield Oversized(name=f"a mail of Microsoft Graph's, {url.rpartition('/')[2]},")
        return
    if response.status_code == httpx.codes.NOT_FOUND:
        return
    if not response.is_success:
        raise web.refusal(response)
    if len(response.content) > MAX_MAIL:
        yield Oversized(name=f"a mail of Microsoft Graph's, {url.rpartition('/')[2]},")
        return
    yield Pulled(content=response.content)


def _get(connection: Connection, url: str, http: httpx.Client) -> httpx.Response:
    proof = {"Authorization": f"Bearer {microsoft.token(connection, SCOPE, http)}", "Prefer": PREFER}
    response = web.get(http, url, proof)
    if response.status_code == httpx.codes.UNAUTHORIZED:
        microsoft.forget(connection)
    return response
