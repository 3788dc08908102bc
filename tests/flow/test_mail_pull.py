"""Mail that stays at its provider: fetched out of a mailbox, answered through the company's own server."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from mail_pull import handler
from tests.flow.customers import mail
from tests.mailservers import HOST, PASSWORD, USER, Folder, imap, trusting
from transom import raw
from transom.model import ConnectionSpec, EntryName
from transom.store.cursors import Cursors
from transom.testing.desk import DeskUnderTest

PULL = "mail_pull.handler.handler"
ALIAS = "info@northwind.example"
"""An address that the desk knows nothing of, and whose mail lands in the mailbox."""


class CrashError(BaseException):
    """The function is stopped in the middle."""


@pytest.fixture
def folder() -> Folder:
    """An empty inbox."""
    return Folder()


@pytest.fixture
def pulled(
    desk: DeskUnderTest, folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[DeskUnderTest]:
    """Return the desk with the inbox connected and asked for the first time."""
    with trusting(tmp_path, monkeypatch) as file, imap(folder, file) as port:
        given = {"address": USER, "mailbox": "imap", "imap_host": HOST, "imap_port": str(port)}
        connect(desk, **given)
        pull(desk)
        yield desk


def connect(desk: DeskUnderTest, name: str = "box", **given: str) -> None:
    """Connect a mailbox."""
    desk.connect(ConnectionSpec(id=name, channel="email", name="Mailbox", settings=given), {"password": PASSWORD})


def pull(desk: DeskUnderTest) -> None:
    """Let a minute pass, and what it brings be taken in."""
    desk.now += timedelta(minutes=1)
    desk.invoke(PULL, {"source": "aws.events"}, channel="email")
    desk.settle()


def texts(desk: DeskUnderTest) -> list[str | None]:
    """Return what customers wrote."""
    entries = [entry for each in desk.conversations for entry in desk.timeline(each.id)]
    return [entry.text for entry in entries if entry.name is EntryName.MESSAGE_RECEIVED]


def arrives(desk: DeskUnderTest, folder: Folder, text: str, number: int = 1) -> None:
    """Let a mail arrive that names no address of the desk's."""
    folder.add(mail(text, mail_id=f"<{number}@example.org>", To=ALIAS), desk.now)


def test_a_mail_in_the_mailbox_becomes_a_conversation(pulled: DeskUnderTest, folder: Folder) -> None:
    """Of the connection that it was fetched for, whomever it names; the next time brings nothing."""
    arrives(pulled, folder, "Where is my order?")
    for _ in range(2):
        pull(pulled)
    assert pulled.conversation.door.connection == "box"
    assert texts(pulled) == ["Where is my order?"]
    assert len(pulled.cloud.keys("mail/pulled/box/")) == 1


def test_renumbered_mail_is_known_again(pulled: DeskUnderTest, folder: Folder) -> None:
    """The server was built anew: all is fetched again, and nothing is told twice."""
    arrives(pulled, folder, "Where is my order?")
    pull(pulled)
    arrives(pulled, folder, "It is 10428.", 2)
    folder.renumber()
    pull(pulled)
    assert sorted(map(str, texts(pulled))) == ["It is 10428.", "Where is my order?"]
    assert len(pulled.cloud.keys("mail/pulled/box/")) == 3


def test_a_crash_before_the_cursor_moves_doubles_nothing(
    pulled: DeskUnderTest, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mail was kept, and is kept once more."""
    arrives(pulled, folder, "Where is my order?")
    with monkeypatch.context() as broken:
        broken.setattr(Cursors, "set", _crash)
        with pytest.raises(CrashError):
            pull(pulled)
    pulled.settle()
    pull(pulled)
    assert len(pulled.cloud.keys("mail/pulled/box/")) == 2
    assert texts(pulled) == ["Where is my order?"]


def _crash(*_: object) -> None:
    raise CrashError


def test_a_bucket_that_does_not_answer_keeps_the_cursor_where_it_was(
    pulled: DeskUnderTest, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mail waits in its mailbox."""
    before = pulled.store.cursors.get("box")
    arrives(pulled, folder, "Where is my order?")
    with monkeypatch.context() as broken:
        broken.setenv("TRANSOM_BUCKET", "")
        pull_without_bucket(pulled)
    assert pulled.store.cursors.get("box") == before
    pull(pulled)
    assert texts(pulled) == ["Where is my order?"]


def pull_without_bucket(desk: DeskUnderTest) -> None:
    """Let a minute pass, and nothing be taken in."""
    desk.invoke(PULL, {"source": "aws.events"}, channel="email")


def test_a_run_takes_no_more_than_its_measure(
    pulled: DeskUnderTest, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest comes the next minute."""
    monkeypatch.setattr(handler, "MAX_MAILS", 2)
    for number in range(3):
        arrives(pulled, folder, f"Question {number}", number)
    pull(pulled)
    assert len(texts(pulled)) == 2
    pull(pulled)
    assert sorted(map(str, texts(pulled))) == ["Question 0", "Question 1", "Question 2"]


def test_a_mailbox_that_fails_stops_no_other(
    pulled: DeskUnderTest, folder: Folder, caplog: pytest.LogCaptureFixture
) -> None:
    """Whichever comes first; what is wrong is logged, and the alarm counts it."""
    connect(pulled, "another", mailbox="pop3", address=ALIAS)
    connect(pulled, "closed", mailbox="imap", imap_host="10.0.0.7", address=ALIAS)
    arrives(pulled, folder, "Where is my order?")
    for _ in range(3):
        pull(pulled)
    assert texts(pulled) == ["Where is my order?"]
    assert caplog.messages.count("pull_failed") == 6
    assert ALIAS not in str([vars(record) for record in caplog.records if record.name == "mail_pull"])


def test_a_mail_that_is_too_large_waits_in_quarantine_by_its_name(pulled: DeskUnderTest, folder: Folder) -> None:
    """It is still in the mailbox, and those behind it come."""
    arrives(pulled, folder, "huge")
    folder.claimed[1] = 50_000_000
    arrives(pulled, folder, "Where is my order?", 2)
    pull(pulled)
    [record] = pulled.store.quarantine.page().items
    assert (record.connection, record.size) == ("box", 0)
    assert record.reason == "the mail with the UID 1 in INBOX is larger than 40 MB, and still in the mailbox"
    assert texts(pulled) == ["Where is my order?"]


def test_a_mail_that_was_in_quarantine_comes_to_its_own_inbox(pulled: DeskUnderTest, folder: Folder) -> None:
    """Though it names no address of the desk's: the key says whose it is."""
    folder.add(b"To: info@northwind.example\r\nMessage-ID: <1@x>\r\n\r\nWho am I?", pulled.now)
    pull(pulled)
    [record] = pulled.store.quarantine.page().items
    assert record.connection == "box"
    with_sender = b"From: olga@example.org\r\n" + folder.mails[1][0]
    pulled.cloud.put_object(record.key, with_sender, pulled.now)
    raw.replay(record)
    for key in pulled.cloud.keys("mail/pulled/"):
        pulled.cloud.put_object(key, with_sender, pulled.now)
    pulled.settle()
    assert texts(pulled) == ["Who am I?"]


def test_what_a_switched_off_inbox_was_sent_waits(pulled: DeskUnderTest, folder: Folder) -> None:
    """It was fetched, and switched off before it was read."""
    arrives(pulled, folder, "Where is my order?")
    pulled.now += timedelta(minutes=1)
    pulled.invoke(PULL, {"source": "aws.events"}, channel="email")
    off = [each.model_copy(update={"is_enabled": each.id != "box"}) for each in pulled.spec.connections]
    pulled.apply(pulled.spec.model_copy(update={"connections": tuple(off)}))
    pulled.settle()
    [record] = pulled.store.quarantine.page().items
    assert (record.connection, record.reason) == ("box", "its inbox is not connected")


def test_nobody_is_asked_where_there_is_no_mailbox(desk: DeskUnderTest) -> None:
    """Most desks receive their mail through SES."""
    pull(desk)
    assert desk.outbox.requests == []
    assert desk.store.cursors.get("demo-email") == ""


def test_a_mailbox_at_microsoft_s_is_asked_through_the_desk_s_client(desk: DeskUnderTest) -> None:
    """The way in is chosen by the connection."""
    raw = mail("Where is my order?", To=ALIAS)

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            return httpx.Response(200, json={"access_token": "t", "expires_in": 3599})
        if request.url.path.endswith("/$value"):
            return httpx.Response(200, content=raw)
        link = "https://graph.microsoft.com/v1.0/delta"
        return httpx.Response(200, json={"value": [{"id": "m1"}], "@odata.deltaLink": link})

    desk.outbox.answer = answer
    connect(desk, address=USER, mailbox="graph", tenant="northwind.example")
    for _ in range(2):
        pull(desk)
    assert texts(desk) == ["Where is my order?"]
