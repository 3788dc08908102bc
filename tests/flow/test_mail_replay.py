"""`transom mail replay`: the mail of a span again, through the code of now."""

from collections.abc import Callable, Iterable
from datetime import timedelta

import pytest
from typer.testing import CliRunner

from tests.flow.customers import mail
from transom.mail import read
from transom.model import ConnectionSpec, Door, EntryName
from transom.testing.cloud import ENVIRONMENT
from transom.testing.desk import DeskUnderTest
from transom_cli import target
from transom_cli.mail import replay
from transom_cli.mail.commands import app


@pytest.fixture
def replays(desk: DeskUnderTest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return what replays the span in which the test is, and what is then on the queue."""
    outputs = {"BucketName": ENVIRONMENT["TRANSOM_BUCKET"], "TableName": ENVIRONMENT["TRANSOM_TABLE"]}
    found = target.Target(stack="transom-test", parameters={"Stage": "test"}, outputs=outputs)
    monkeypatch.setattr(target, "find", lambda _stack: found)

    def announce(queue: str, keys: Iterable[str]) -> None:
        assert queue == "transom-test-email-mail"
        for key in keys:
            desk.announce_mail(key)

    monkeypatch.setattr(replay, "announce", announce)

    def run(*options: str) -> str:
        ends = desk.now - timedelta(minutes=1), desk.now + timedelta(minutes=1)
        span = [f"--{name}={moment:%Y-%m-%dT%H:%M}" for name, moment in zip(("since", "until"), ends, strict=True)]
        return CliRunner().invoke(app, ["replay", *span, *options], catch_exceptions=False).output

    return run


def test_a_dry_run_tells_and_changes_nothing(desk: DeskUnderTest, replays: Callable[..., str]) -> None:
    """What nobody took would be a message; what is one stays one."""
    desk.mail(mail("Where is my order?"))
    lost = desk.keep_mail(mail("Is anybody there?", mail_id="<2@example.org>"))
    told = replays()
    assert f"missing      → message        {lost}" in told
    assert "2 mails; 1 missing → message" in told
    assert len(desk.conversations) == 1


def test_what_was_lost_is_taken_for_real(desk: DeskUnderTest, replays: Callable[..., str]) -> None:
    """And nothing is there twice."""
    desk.mail(mail("Where is my order?"))
    desk.keep_mail(mail("Is anybody there?", mail_id="<2@example.org>"))
    assert "They are on their way." in replays("--for-real")
    assert sorted(each.preview for each in desk.conversations) == ["Is anybody there?", "Where is my order?"]
    assert "none changes" in replays()


def test_what_is_read_better_now_is_put_right(
    desk: DeskUnderTest, replays: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message that an older reading cut too short is shown whole, once, as an edit of the desk's own."""
    with monkeypatch.context() as older:
        older.setattr("channels.email.inbound.read", lambda raw: read(raw).model_copy(update={"visible_text": "Where"}))
        desk.mail(mail("Where is my order?"))
    assert "1 message → read otherwise" in replays()
    replays("--for-real")
    replays("--for-real")
    edits = [each for each in desk.timeline() if each.name is EntryName.MESSAGE_EDITED]
    assert [(each.text, each.actor.id) for each in edits] == [("Where is my order?", "mail_receive")]


def test_what_is_for_an_inbox_of_now_leaves_quarantine(desk: DeskUnderTest, replays: Callable[..., str]) -> None:
    """The inbox was connected after the mail had come."""
    desk.mail(mail("A question", To="sales@northwind.example"))
    assert "none changes" in replays()
    sales = ConnectionSpec(id="sales", channel="email", name="Sales", settings={"address": "sales@northwind.example"})
    desk.connect(sales, {})
    assert "1 quarantined → message" in replays("--for-real")
    assert desk.store.quarantine.page().items == []
    assert desk.store.identities.find(Door(channel="email", connection="sales", address="olga@example.org"))


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    """The message names both options."""
    answer = CliRunner().invoke(app, ["replay", "--since=2026-11-16", "--until=2026-11-15"])
    assert "--until must be later than --since" in str(answer.exception)
