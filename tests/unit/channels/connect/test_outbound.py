"""What the desk says in chats of Amazon Connect."""

from datetime import UTC, datetime

import httpx
import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError

from channels.connect import participant
from channels.connect.outbound import fetch, send
from tests.samples import sample_connection
from transom.channel import Accepted, OutboundMessage, OutcomeLost, Receipt, Refused, RetryAfter
from transom.errors import NotFoundError
from transom.http import new_client
from transom.model import Attachment, Door
from transom.testing.fakes import Outbox

CONNECTION = sample_connection("connect")


class FakeConnect:
    """Stands for both services: lets the desk in, and takes what it says."""

    def __init__(self) -> None:
        self.joined: list[tuple[str, str]] = []
        self.said: list[tuple[str, str, str]] = []
        self.failure: Exception | None = None

    def create_participant(self, **given: object) -> participant.Created:
        """Let the desk into a chat."""
        self.joined.append((str(given["InstanceId"]), str(given["ContactId"])))
        return {"ParticipantCredentials": {"ParticipantToken": "pt"}}

    def create_participant_connection(self, **_: object) -> participant.Joined:
        """Give it a token."""
        return {"ConnectionCredentials": {"ConnectionToken": "ct", "Expiry": "2999-01-01T00:00:00.000Z"}}

    def send_message(self, **given: object) -> participant.Said:
        """Take what it says."""
        if self.failure:
            raise self.failure
        self.said.append((str(given["ConnectionToken"]), str(given["ClientToken"]), str(given["Content"])))
        return {"Id": f"m-{len(self.said)}"}

    def get_attachment(self, **given: object) -> participant.Linked:
        """Say where a file lies."""
        if self.failure:
            raise self.failure
        return {"Url": f"https://files.s3.eu-central-1.amazonaws.com/{given['AttachmentId']}"}


@pytest.fixture
def connect(monkeypatch: pytest.MonkeyPatch) -> FakeConnect:
    """Put a stand-in in the place of AWS."""
    fake = FakeConnect()
    monkeypatch.setattr(participant, "contacts", lambda _region: fake)
    monkeypatch.setattr(participant, "participants", lambda _region: fake)
    monkeypatch.setattr(participant, "_tokens", {})
    return fake


def answer(text: str = "On its way.", address: str = "chat:c-1", **fields: object) -> OutboundMessage:
    """Return an agent's answer."""
    message = OutboundMessage(
        id="01K0000000000000000000000A",
        conversation_id="ABCD1234",
        door=Door(channel="connect", connection="sample", address=address),
        text=text,
        queued_at=datetime(2026, 11, 16, tzinfo=UTC),
    )
    return message.model_copy(update=fields)


def outcome(message: OutboundMessage | None = None) -> Receipt:
    """Send a message."""
    return send(message or answer(), CONNECTION, new_client(Outbox().transport()))


def failure(code: str) -> ClientError:
    """Return how AWS says no."""
    return ClientError({"Error": {"Code": code}}, "SendMessage")


def test_the_desk_joins_once_and_speaks(connect: FakeConnect) -> None:
    """Each part has its own client token, which is the same when it is sent again."""
    assert outcome(answer("word " * 300)) == Accepted(provider_message_ids=("m-1", "m-2"))
    outcome()
    assert connect.joined == [("12345678-1234-1234-1234-123456789012", "c-1")]
    keys = [key for _, key, _ in connect.said]
    assert keys == [f"01K0000000000000000000000A-{part}" for part in (0, 1, 0)]
    assert all(len(text) <= 1024 for _, _, text in connect.said)


@pytest.mark.parametrize(
    "message",
    [
        answer(address="voice:+48500100200"),
        answer(" "),
    ],
)
def test_what_cannot_be_said_is_refused(connect: FakeConnect, message: OutboundMessage) -> None:
    """Callers cannot be written to."""
    assert isinstance(outcome(message), Refused)
    assert connect.joined == []


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (failure("AccessDeniedException"), Refused),
        (failure("ThrottlingException"), RetryAfter),
        (ConnectTimeoutError(endpoint_url="https://connect.test"), RetryAfter),
        (ReadTimeoutError(endpoint_url="https://connect.test"), OutcomeLost),
    ],
)
def test_each_failure_has_its_meaning(connect: FakeConnect, error: Exception, kind: type[Receipt]) -> None:
    """A chat that has ended takes nothing more."""
    connect.failure = error
    assert isinstance(outcome(), kind)


def test_a_refused_token_is_dropped(connect: FakeConnect) -> None:
    """The next answer joins anew."""
    connect.failure = failure("AccessDeniedException")
    outcome()
    connect.failure = None
    assert isinstance(outcome(), Accepted)
    assert len(connect.joined) == 2


@pytest.mark.usefixtures("connect")
def test_a_file_is_fetched_through_its_chat() -> None:
    """Connect says where it lies."""
    outbox = Outbox(lambda _: httpx.Response(200, content=b"%PDF"))
    attachment = Attachment(id="a-1", name="i.pdf", mime="application/pdf", provider_media_id="c-1 a-1")
    assert fetch(attachment, CONNECTION, new_client(outbox.transport())).read() == b"%PDF"
    assert outbox.requests[0].url.path == "/a-1"


def test_a_file_of_an_ended_chat_is_lost(connect: FakeConnect) -> None:
    """There is no way to it any more."""
    connect.failure = failure("AccessDeniedException")
    with pytest.raises(NotFoundError):
        fetch(Attachment(id="a-1", name="i.pdf", provider_media_id="c-1 a-1"), CONNECTION, new_client())
