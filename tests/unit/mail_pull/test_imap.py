"""Mailboxes that speak IMAP, spoken to over real sockets."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from mail_pull import imap as source
from mail_pull.source import MAX_MAIL, Mark, Oversized, Pulled, Step
from tests.mailservers import HOST, PASSWORD, TOKEN, USER, Folder, certificate, imap
from transom.channel import Connection
from transom.errors import ForbiddenError, InvalidError, NotFoundError, TransomError, UnavailableError
from transom.http import new_client
from transom.provider import google
from transom.settings import settings

pytestmark = pytest.mark.loopback

NOBODY = new_client(httpx.MockTransport(lambda _: httpx.Response(500)))
BEGUN = datetime(2026, 11, 16, 9, tzinfo=UTC)
LATER = BEGUN + timedelta(days=3)

type Pull = Callable[..., list[Step]]


@pytest.fixture
def folder() -> Folder:
    """An inbox with two old mails."""
    inbox = Folder()
    for number in range(2):
        inbox.add(f"Subject: old {number}\r\n\r\n".encode(), BEGUN - timedelta(days=30))
    return inbox


@pytest.fixture
def pull(folder: Folder, trusted: Path) -> Iterator[Pull]:
    """Ask the inbox, and return the steps."""
    with imap(folder, trusted) as port:

        def ask(cursor: str = "", http: httpx.Client | None = None, **changes: str) -> list[Step]:
            return list(source.pull(connection(port, **changes), cursor, http or NOBODY, BEGUN))

        yield ask


def connection(port: int, **changes: str) -> Connection:
    """Return a connection to the inbox; `password` is its secret."""
    secret = {"password": changes.pop("password", PASSWORD)}
    given = {"address": USER, "imap_host": HOST, "imap_port": str(port)} | changes
    return Connection(id="mail", channel="email", settings=given, secret=secret)


def mails(steps: list[Step]) -> list[bytes]:
    """Return the mails among the steps."""
    return [step.content for step in steps if isinstance(step, Pulled)]


def mark(steps: list[Step]) -> str:
    """Return the cursor that the last step gives."""
    assert isinstance(steps[-1], Mark)
    return steps[-1].cursor


def test_what_is_there_at_the_beginning_stays_there(pull: Pull) -> None:
    """Nobody gets an automatic answer to what they wrote years ago."""
    steps = pull()
    assert len(steps) == 1
    assert pull(mark(steps)) == []


def test_what_comes_later_is_taken_once_and_in_order(pull: Pull, folder: Folder) -> None:
    """Each mail is followed by the mark that covers it; the folder is only examined, and no mail is marked as read."""
    cursor = mark(pull())
    new = [b"Subject: 1\r\n\r\nOne", b"Subject: 2\r\n\r\n" + bytes(range(128, 256))]
    for mail in new:
        folder.add(mail, BEGUN - timedelta(days=400))  # moved here by hand: its age does not matter
    steps = pull(cursor)
    assert mails(steps) == new
    assert [type(step) for step in steps[:4]] == [Pulled, Mark, Pulled, Mark]
    assert pull(mark(steps)) == []
    assert not [each for each in folder.commands if each.startswith(("SELECT", "STORE", "EXPUNGE", "UID STORE"))]


def test_other_uids_let_all_be_taken_again_that_came_since_the_beginning(pull: Pull, folder: Folder) -> None:
    """What the desk never took stays where it is; what came since the numbers changed is taken whatever its age."""
    cursor = mark(pull())
    folder.add(b"known", LATER)
    cursor = mark(pull(cursor))
    folder.add(b"unknown", LATER)
    folder.renumber()
    steps = pull(cursor)
    assert mails(steps) == [b"known", b"unknown"]
    folder.add(b"moved here", BEGUN - timedelta(days=400))
    assert mails(pull(mark(steps))) == [b"moved here"]


def test_a_run_that_ends_among_renumbered_mails_goes_on_with_the_same_measure(pull: Pull, folder: Folder) -> None:
    """The mark in the middle still says which UIDs are of old mails."""
    cursor = mark(pull())
    folder.renumber()
    folder.mails = dict(sorted({**folder.mails, 9: (b"new", LATER), 10: (b"old", BEGUN - timedelta(days=9))}.items()))
    folder.next = 11
    folder.mails[1] = (b"first", LATER)
    first, middle, *_ = pull(cursor)
    assert isinstance(first, Pulled)
    assert isinstance(middle, Mark)
    assert mails(pull(middle.cursor)) == [b"new"]


def test_uids_with_large_gaps_are_looked_through_in_windows(
    pull: Pull, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer to one question stays short."""
    cursor = mark(pull())
    monkeypatch.setattr(source, "WINDOW", 10)
    folder.next = 38
    folder.add(b"far", LATER)
    assert mails(pull(cursor)) == [b"far"]
    assert [each for each in folder.commands if "SEARCH" in each][-1] == "UID SEARCH UID 33:38"


def test_another_folder_begins_anew(pull: Pull, folder: Folder) -> None:
    """The same UIDs are other mails there, though both have the UIDVALIDITY 1."""
    cursor = mark(pull()).replace("INBOX", "Archive")
    folder.add(b"new", LATER)
    assert mails(pull(cursor)) == []


def test_a_mail_that_is_too_large_is_named_and_not_fetched(pull: Pull, folder: Folder) -> None:
    """The next ones come all the same."""
    cursor = mark(pull())
    folder.claimed[folder.add(b"huge", LATER)] = MAX_MAIL + 1
    folder.add(b"small", LATER)
    steps = pull(cursor)
    assert [step.name for step in steps if isinstance(step, Oversized)] == ["the mail with the UID 3 in INBOX"]
    assert mails(steps) == [b"small"]


def test_a_literal_larger_than_was_told_is_not_read(
    pull: Pull, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that lies fills no memory."""
    cursor = mark(pull())
    folder.claimed[folder.add(b"x" * 2000, LATER)] = 10
    monkeypatch.setattr(source, "MAX_MAIL", 1000)
    with pytest.raises(UnavailableError):
        pull(cursor)


def test_a_token_lets_in_where_there_is_no_password(pull: Pull, folder: Folder) -> None:
    """XOAUTH2, with a token for the refresh token."""
    grant = httpx.Response(200, json={"access_token": TOKEN, "expires_in": 3599})
    google._tokens.clear()
    pull("", new_client(httpx.MockTransport(lambda _: grant)), password="")
    assert "AUTHENTICATE XOAUTH2" in folder.commands


def test_a_token_that_is_not_taken_is_forgotten(pull: Pull) -> None:
    """The next time asks for another."""
    grant = httpx.Response(200, json={"access_token": "stale", "expires_in": 3599})
    google._tokens.clear()
    with pytest.raises(ForbiddenError):
        pull("", new_client(httpx.MockTransport(lambda _: grant)), password="")
    assert "mail" not in google._tokens


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"password": "wrong"}, ForbiddenError),
        ({"password": "zażółć"}, ForbiddenError),
        ({"folder": "Zgłoszenia"}, NotFoundError),
        ({"imap_port": "1"}, UnavailableError),
        ({"imap_port": "all"}, InvalidError),
        ({"imap_host": "no such host"}, UnavailableError),
    ],
)
def test_what_is_wrong_is_told_without_the_user_s_name(
    pull: Pull, changes: dict[str, str], error: type[TransomError]
) -> None:
    """An administrator mends it, or it passes."""
    with pytest.raises(error) as told:
        pull("", **changes)
    assert USER not in told.value.message


@pytest.mark.parametrize("is_trusted", [True, False])
def test_a_server_that_is_another_or_nobody_vouches_for_hears_no_password(
    folder: Folder, trusted: Path, monkeypatch: pytest.MonkeyPatch, *, is_trusted: bool
) -> None:
    """Its certificate stands for another host, or is its own alone."""
    other = certificate(trusted.parent, "other.example" if is_trusted else HOST)
    authority = other if is_trusted else certificate(trusted.parent, "elsewhere.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    with imap(folder, other) as port, pytest.raises(UnavailableError, match="SSLCertVerificationError"):
        list(source.pull(connection(port), "", NOBODY, BEGUN))
    assert folder.commands == []


def test_this_machine_is_no_mail_server_in_the_cloud(pull: Pull, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a local stack says that it may be."""
    monkeypatch.delenv("TRANSOM_HAS_LOOPBACK")
    settings.cache_clear()
    with pytest.raises(ForbiddenError):
        pull()
