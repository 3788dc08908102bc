"""The command line: how it ends, and the decisions of its smaller commands."""

import sys
from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws
from mypy_boto3_sqs import SQSClient

from transom.aws.secrets import Rotating, rotated
from transom.channel import FieldSpec, Idempotency, Manifest, Source
from transom.errors import ConflictError, InvalidError, NotFoundError
from transom.model import Role, User
from transom.store import Change, Turn
from transom_cli import app, dead_letters
from transom_cli.apply import described
from transom_cli.connect import fields
from transom_cli.demo import demo_desk
from transom_cli.users import user_id, with_user

MANIFEST = Manifest(
    id="telegram",
    label="Telegram",
    source=Source.WEBHOOK,
    idempotency=Idempotency.NONE,
    secrets=(FieldSpec(name="token", label="Token"), FieldSpec(name="webhook_secret", label="Secret")),
)
DESK = demo_desk("http://outbox.test")


@pytest.mark.usefixtures("home")
def test_a_failure_ends_in_one_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Show that a command without a local stack says what to do, ends with 1, and shows no traceback."""
    monkeypatch.setattr(sys, "argv", ["transom", "send", "telegram", "--from", "Ana", "Hello"])

    with pytest.raises(SystemExit) as ended:
        app.main()

    assert ended.value.code == 1
    assert capsys.readouterr() == ("", "No local stack is known here: start one with `make up`.\n")


def test_every_field_is_told_below_the_sentence() -> None:
    """Show that what is wrong with a file stands under the sentence, a line each."""
    error = InvalidError("desk.yaml states no valid desk.", fields={"desk.yaml:3:1 users": "Field required"})

    assert app.sentence(error) == "desk.yaml states no valid desk.\n  desk.yaml:3:1 users: Field required"


def test_a_plan_is_read_at_a_glance() -> None:
    """Show that each change is a line with its sign, and that a rule's place is not shown, and what changes."""
    plan = [
        Change(turn=Turn.ADDED, record="team#billing"),
        Change(turn=Turn.CHANGED, record="rule#001#urgent", before={"a": 1, "b": "x"}, after={"a": 1, "b": "y"}),
        Change(turn=Turn.REMOVED, record="brand"),
    ]

    shown = described(plan)

    assert [mark in shown for mark in ("+ team billing", "~ rule urgent", "- brand")] == [True] * 3
    assert '\n    b: "x" → "y"\n' in shown
    assert "a: 1" not in shown
    assert "nothing to change" in described([])


def test_secrets_are_read_from_arguments_and_lines() -> None:
    """Show that both ways give fields, and that a value may hold an equals sign."""
    given = fields(MANIFEST, ["token=1:a=b", "-"], ["webhook_secret=s\n", "\n"])

    assert given == {"token": "1:a=b", "webhook_secret": "s"}


@pytest.mark.parametrize("given", [["tokn=hush-hush"], ["hush-hush"], ["token="], []])
def test_a_wrong_secret_is_refused_without_showing_it(given: list[str]) -> None:
    """Show that a typing error does not print the value."""
    with pytest.raises(InvalidError) as wrong:
        fields(MANIFEST, given, [])

    assert "hush-hush" not in app.sentence(wrong.value)


def test_a_rotation_keeps_the_previous_secret() -> None:
    """Show that new fields replace the old ones, which stay as previous, and that the same again changes nothing."""
    first = rotated(Rotating(), {"token": "1", "webhook_secret": "a"})
    second = rotated(first, {"webhook_secret": "b"})

    assert second.current == {"token": "1", "webhook_secret": "b"}
    assert second.previous == {"token": "1", "webhook_secret": "a"}
    assert rotated(second, {"webhook_secret": "b"}) == second


def test_a_user_is_named_after_the_address() -> None:
    """Show how ids are made, that a known user keeps theirs, and that a taken one is refused."""
    assert user_id("Mary.Ann@other.example", DESK) == "mary-ann"
    assert user_id("ANA@northwind.example", DESK) == "ana"
    with pytest.raises(ConflictError, match="taken by ana@northwind"):
        user_id("ana@other.example", DESK)


def test_a_user_is_added_once() -> None:
    """Show that adding the same user again changes the user, and that an unknown team is refused."""
    user = User(id="ana", email="ana@northwind.example", name="Ana", role=Role.LEAD, teams=("billing",))

    changed = with_user(DESK, user)

    assert len(changed.users) == len(DESK.users)
    assert user in changed.users
    with pytest.raises(InvalidError) as refused:
        with_user(DESK, user.model_copy(update={"teams": ("nowhere",)}))
    assert "'nowhere'" in next(iter(refused.value.fields.values()))


@pytest.fixture
def sqs(monkeypatch: pytest.MonkeyPatch) -> Iterator[SQSClient]:
    """Give queues that stand in memory."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    with mock_aws():
        yield boto3.client("sqs", region_name="us-east-1")


def test_dead_letters_go_back_where_they_came_from(sqs: SQSClient) -> None:
    """Show that all messages, more than one call takes, are handed on, and that none is left behind."""
    to = sqs.create_queue(QueueName="transom-local-router")["QueueUrl"]
    dead = sqs.create_queue(QueueName="transom-local-router-dlq")["QueueUrl"]
    for number in range(12):
        sqs.send_message(QueueUrl=dead, MessageBody=f"letter {number}")

    assert dead_letters.queues(sqs, "local") == [dead]
    assert dead_letters.move(sqs, "transom-local-router-dlq") == 12

    assert (dead_letters.count(sqs, dead), dead_letters.count(sqs, to)) == (0, 12)


def test_dead_letters_of_a_conversation_stay_in_its_group(sqs: SQSClient) -> None:
    """Show that a send job goes back under its conversation, and is not dropped as a duplicate of itself."""
    to = sqs.create_queue(QueueName="transom-local-send-email.fifo", Attributes={"FifoQueue": "true"})["QueueUrl"]
    name = "transom-local-send-email-dlq.fifo"
    dead = sqs.create_queue(QueueName=name, Attributes={"FifoQueue": "true"})["QueueUrl"]
    for url in (to, dead):
        sqs.send_message(QueueUrl=url, MessageBody="job", MessageGroupId="C0DE0001", MessageDeduplicationId="1")

    dead_letters.move(sqs, name)

    first, second = sqs.receive_message(
        QueueUrl=to, MaxNumberOfMessages=10, MessageSystemAttributeNames=["MessageGroupId"]
    )["Messages"]
    assert first["Attributes"]["MessageGroupId"] == second["Attributes"]["MessageGroupId"] == "C0DE0001"


def test_only_dead_letters_are_redriven() -> None:
    """Show that a living queue is not emptied by mistake."""
    with pytest.raises(NotFoundError, match="no dead-letter queue"):
        dead_letters.origin("transom-local-router")
