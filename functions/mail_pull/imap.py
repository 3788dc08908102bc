"""A mailbox that speaks IMAP (RFC 3501): what has a higher UID than the last one is new.

The folder is only examined: nothing in it is marked, moved or removed. A folder whose UIDVALIDITY has changed has given
its mails other UIDs; then all that came since the desk began is taken again, and known by its Message-ID.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Self

from pydantic import ValidationError

from mail_pull.folders import quoted
from mail_pull.source import MAX_MAIL, Mark, Oversized, Pulled, Step, Steps
from transom.channel import Connection
from transom.errors import ForbiddenError, NotFoundError, UnavailableError
from transom.mail import login, servers
from transom.mail.login import Login
from transom.model import Frozen, Instant

if TYPE_CHECKING:
    import httpx

PORT = 993
SECONDS = 10.0
WINDOW = 5000
"""UIDs that are looked through at once: the answer must fit into a line."""
CHUNK = 100
MAX_UID = 2**32 - 1
"""Instead of `*`, which is the last mail even where that is below the span."""
_UID = re.compile(rb"\bUID (\d+)")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")


class Cursor(Frozen):
    """How far a folder is known."""

    place: str
    """The folder: in another one the same UIDs are other mails."""
    validity: int
    uid: int
    old: int = 0
    """The UIDs up to here are of mails that had others before; of these only those since the beginning are new."""
    since: Instant

    @classmethod
    def of(cls, text: str, place: str) -> Self | None:
        """Read a cursor; one of another place is none."""
        try:
            known = cls.model_validate_json(text)
        except ValidationError:
            return None
        return known if known.place == place else None

    def at(self, uid: int) -> Mark:
        """Return the mark of a UID."""
        return Mark(cursor=self.model_copy(update={"uid": uid}).model_dump_json())


class Session(imaplib.IMAP4_SSL):
    """A conversation with a server that is reached at a public address alone."""

    ssl_context: ssl.SSLContext

    def _create_socket(self, _timeout: float | None) -> ssl.SSLSocket:
        return self.ssl_context.wrap_socket(servers.connect(self.host, self.port, SECONDS), server_hostname=self.host)

    def read(self, size: int) -> bytes:
        """Read what a server announces, unless it announces more than was asked for."""
        if size > MAX_MAIL:
            raise self.abort("the server sends too much")
        return super().read(size)


def pull(connection: Connection, cursor: str, http: "httpx.Client", now: datetime) -> Steps:
    """Give the mails of a folder that came since the cursor, oldest first."""
    given = connection.settings
    host, port, folder = given.get("imap_host", ""), servers.port(given.get("imap_port"), PORT), _folder(connection)
    proof = login.login(connection, http)
    known = Cursor.of(cursor, f"{host}/{proof.user}/{folder}")
    try:
        with _session(host, port) as session:
            _log_in(session, proof, connection)
            begun = known or Cursor(place=f"{host}/{proof.user}/{folder}", validity=0, uid=0, since=now)
            yield from _news(session, folder, begun, is_first=known is None)
    except (imaplib.IMAP4.error, OSError) as error:
        raise UnavailableError(f"the mailbox does not answer: {type(error).__name__}") from None


@contextmanager
def _session(host: str, port: int) -> Iterator[Session]:
    """Connect, and hang up whatever happens: with a farewell only where all went well."""
    session = Session(host, port, ssl_context=servers.trust())
    try:
        yield session
        session.logout()
    finally:
        with suppress(OSError):
            session.shutdown()


def _folder(connection: Connection) -> str:
    return connection.settings.get("folder") or "INBOX"


def _log_in(session: Session, proof: Login, connection: Connection) -> None:
    try:
        if proof.token:
            # a refusal comes as a challenge that wants an empty answer
            session.authenticate("XOAUTH2", lambda challenge: b"" if challenge else proof.xoauth2.encode())
        else:
            session.login(proof.user, proof.password)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, ValueError):
        login.forget(connection)
        raise ForbiddenError("the mailbox does not let the desk in: check its user and its secrets") from None


def _news(session: Session, folder: str, known: Cursor, *, is_first: bool) -> Iterator[Step]:
    if session.select(quoted(folder), readonly=True)[0] != "OK":
        raise NotFoundError(f"the mailbox has no folder {folder}")
    validity, last = _told(session, "UIDVALIDITY"), _told(session, "UIDNEXT") - 1
    if is_first:
        yield known.model_copy(update={"validity": validity}).at(last)
        return
    if validity != known.validity:
        known = known.model_copy(update={"validity": validity, "uid": 0, "old": last})
    for first in range(known.uid + 1, last + 1, WINDOW):
        end = min(first + WINDOW - 1, last)
        yield from _window(session, folder, known, (first, end))
        yield known.at(end)


def _window(session: Session, folder: str, known: Cursor, span: tuple[int, int]) -> Iterator[Step]:
    uids = _found(session, known, span)
    for start in range(0, len(uids), CHUNK):
        for uid, size in _sizes(session, uids[start : start + CHUNK]):
            if size > MAX_MAIL:
                yield Oversized(name=f"the mail with the UID {uid} in {folder}")
            elif (content := _content(session, uid)) is not None:
                yield Pulled(content=content)
            yield known.at(uid)


def _found(session: Session, known: Cursor, span: tuple[int, int]) -> list[int]:
    """Return the UIDs of a span, in order; a day more than is new, since servers count days in their own time zone."""
    wanted = [f"UID {span[0]}:{span[1]}"]
    if span[0] <= known.old:
        day = format_datetime(known.since - timedelta(days=1)).split()[1:4]
        wanted.append(f"OR SINCE {'-'.join(day)} UID {known.old + 1}:{MAX_UID}")
    answer = _asked(session, "SEARCH", " ".join(wanted))
    numbers = b" ".join(part for part in answer if isinstance(part, bytes)).split()
    return sorted(uid for uid in map(int, numbers) if span[0] <= uid <= span[1])


def _sizes(session: Session, uids: Sequence[int]) -> list[tuple[int, int]]:
    """Return UID and size of those mails that are still there."""
    answer = _asked(session, "FETCH", f"{','.join(map(str, uids))} (UID RFC822.SIZE)")
    lines = [part for part in answer if isinstance(part, bytes)]
    found = [(_UID.search(line), _SIZE.search(line)) for line in lines]
    return sorted((int(uid[1]), int(size[1])) for uid, size in found if uid and size)


def _content(session: Session, uid: int) -> bytes | None:
    """Return a mail; None when it is gone meanwhile."""
    answer = _asked(session, "FETCH", f"{uid} (UID BODY.PEEK[])")
    return next((part[1] for part in answer if isinstance(part, tuple) and b"BODY[]" in part[0]), None)


def _asked(session: Session, command: str, arguments: str) -> list[bytes | tuple[bytes, bytes] | None]:
    kind, answer = session.uid(command, arguments)
    if kind != "OK":
        raise UnavailableError(f"the mailbox refuses {command}")
    return answer


def _told(session: Session, name: str) -> int:
    """Return a number that a server tells of the folder it opens."""
    value = session.response(name)[1][-1]
    if not isinstance(value, bytes) or not value.isdigit():
        raise UnavailableError(f"the mailbox tells no {name}")
    return int(value)
