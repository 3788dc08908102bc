"""A mailbox of Gmail's: what its history tells since the last known id.

Gmail keeps the history for about a week. When an id is too old (404), all that came since the desk began is listed,
page by page over as many runs as it takes, and the history goes on from where it stood when the list was begun.
"""

from base64 import urlsafe_b64decode
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Self

import httpx
from pydantic import Field, ValidationError

from mail_pull import web
from mail_pull.source import MAX_MAIL, Mark, Oversized, Pulled, Step, Steps
from transom.channel import Connection
from transom.errors import TooLargeError, UnavailableError
from transom.mail import login
from transom.model import Frozen, Instant

BASE = "https://gmail.googleapis.com/gmail/v1/users/me"
PAGE = 25


class Message(Frozen):
    """A mail's id."""

    id: str


class Added(Frozen):
    """A mail that came."""

    message: Message


class Change(Frozen):
    """What happened at one moment of the history."""

    id: str
    added: tuple[Added, ...] = Field(default=(), alias="messagesAdded")


class History(Frozen):
    """A page of the history, and the id at which it stands now."""

    history: tuple[Change, ...] = ()
    next: str = Field(default="", alias="nextPageToken")
    now: str = Field(alias="historyId")


class Listing(Frozen):
    """A page of a list of mails."""

    messages: tuple[Message, ...] = ()
    next: str = Field(default="", alias="nextPageToken")


class Profile(Frozen):
    """The mailbox, and the id at which its history stands now."""

    history: str = Field(alias="historyId")


class Raw(Frozen):
    """A mail in base64."""

    raw: str = Field(repr=False)


class Cursor(Frozen):
    """How far a mailbox is known."""

    place: str
    history: str
    since: Instant
    page: str | None = None
    """The page at which a list goes on, the empty text for its first; None while the history is enough."""

    @classmethod
    def of(cls, text: str, place: str) -> Self | None:
        """Read a cursor; one of another place is none."""
        try:
            known = cls.model_validate_json(text)
        except ValidationError:
            return None
        return known if known.place == place else None

    def to(self, **changes: str | None) -> Self:
        """Return the cursor moved on."""
        return self.model_copy(update=changes)

    @property
    def mark(self) -> Mark:
        """Return it as a mark."""
        return Mark(cursor=self.model_dump_json())


class Mailbox:
    """A mailbox's calls."""

    def __init__(self, connection: Connection, http: httpx.Client) -> None:
        self.label = connection.settings.get("folder") or "INBOX"
        self._connection = connection
        self._http = http

    def get(self, path: str, query: Mapping[str, str | int] | None = None) -> httpx.Response:
        """Return an answer of any status; a token that is not taken is forgotten."""
        proof = {"Authorization": f"Bearer {login.google_token(self._connection, self._http)}"}
        response = web.get(self._http, f"{BASE}/{path}", proof, query)
        if response.status_code == httpx.codes.UNAUTHORIZED:
            login.forget(self._connection)
        return response

    def profile(self) -> Profile:
        """Return where the history stands."""
        return web.read(Profile, self.get("profile"))

    def mail(self, message: Message) -> Iterator[Step]:
        """Give a mail as it is; one that was removed meanwhile is none."""
        try:
            response = self.get(f"messages/{message.id}", {"format": "raw"})
            if response.status_code == httpx.codes.NOT_FOUND:
                return
            content = _decoded(web.read(Raw, response).raw)
        except TooLargeError:
            content = None
        if content is None or len(content) > MAX_MAIL:
            yield Oversized(name=f"a mail of Gmail's, {message.id},")
            return
        yield Pulled(content=content)


def pull(connection: Connection, cursor: str, http: httpx.Client, now: datetime) -> Steps:
    """Give the mails that got the label since the cursor."""
    mailbox = Mailbox(connection, http)
    place = f"{connection.settings.get('user') or connection.settings.get('address', '')}/{mailbox.label}"
    known = Cursor.of(cursor, place)
    if known is None:
        yield Cursor(place=place, history=mailbox.profile().history, since=now).mark
    elif known.page is None:
        yield from _news(mailbox, known)
    else:
        yield from _list(mailbox, known)


def _news(mailbox: Mailbox, known: Cursor) -> Iterator[Step]:
    query: dict[str, str | int] = {
        "startHistoryId": known.history,
        "historyTypes": "messageAdded",
        "labelId": mailbox.label,
        "maxResults": PAGE,
    }
    while True:
        response = mailbox.get("history", query)
        if response.status_code == httpx.codes.NOT_FOUND:
            yield from _list(mailbox, known.to(history=mailbox.profile().history, page=""))
            return
        page = web.read(History, response)
        for change in page.history:
            for added in change.added:
                yield from mailbox.mail(added.message)
            yield known.to(history=change.id).mark
        if not page.next:
            break
        query["pageToken"] = page.next
    if page.now != known.history:
        yield known.to(history=page.now).mark


def _list(mailbox: Mailbox, known: Cursor) -> Iterator[Step]:
    """Give all mails since the beginning; a page that is not known any more lets the list begin anew."""
    while known.page is not None:
        query: dict[str, str | int] = {
            "labelIds": mailbox.label,
            "q": f"after:{int(known.since.timestamp())}",
            "maxResults": PAGE,
        }
        response = mailbox.get("messages", query | ({"pageToken": known.page} if known.page else {}))
        if response.status_code == httpx.codes.BAD_REQUEST and known.page:
            known = known.to(page="")
            yield known.mark
            continue
        page = web.read(Listing, response)
        for message in page.messages:
            yield from mailbox.mail(message)
        known = known.to(page=page.next or None)
        yield known.mark


def _decoded(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raise UnavailableError("Gmail hands out a mail that is no base64") from None
