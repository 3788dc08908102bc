"""The company's own app: a user writes from any device, and reads what was written."""

import json
from datetime import timedelta

import pytest
from pydantic import JsonValue

from channels.inapp import push
from tests.flow.customers import TelegramUser
from tests.samples import sample_connection
from transom.model import ConnectionSpec, EntryName
from transom.provider.proof import hmac_hex
from transom.testing.desk import DeskUnderTest

SAMPLE = sample_connection("inapp")
SECRET = SAMPLE.secret["identity_secret"]
PHONE, TABLET = (f"arn:aws:sns:eu-central-1:123456789012:endpoint/APNS/Shop/{number}" for number in (1, 2))


class Sns:
    """Stands for SNS: notes which devices are told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def publish(self, *, TargetArn: str, Message: str, MessageStructure: str) -> push.Published:  # noqa: ARG002, N803 - SNS's names
        """Take a notification."""
        self.told.append(TargetArn)
        return {"MessageId": "p-1"}


class User:
    """A user of the app, whom the company's backend vouches for."""

    def __init__(self, desk: DeskUnderTest, name: str = "u-1") -> None:
        self.desk, self.sent = desk, 0
        self.headers = {"x-user-id": name, "x-identity-hash": hmac_hex(SECRET, name.encode())}

    def writes(self, text: str, device: str | None = None, **fields: JsonValue) -> None:
        """Write from a device, or from one that tells nothing of itself."""
        self.sent += 1
        body = {"version": 1, "type": "message", "id": f"m{self.sent}", "text": text, "push_endpoint": device, **fields}
        answer = self.desk.hook("inapp", "app", json.dumps(body).encode(), self.headers)
        assert answer["statusCode"] == 200
        self.desk.settle()
        self.desk.now += timedelta(seconds=1)

    def reads(self, cursor: str = "") -> dict[str, JsonValue]:
        """Return a page of what was written."""
        answer = self.desk.hook("inapp", "app", b"", self.headers, f"cursor={cursor}", method="GET")
        assert answer["statusCode"] == 200
        page: dict[str, JsonValue] = json.loads(str(answer["body"]))
        return page

    @property
    def texts(self) -> list[JsonValue]:
        """Return the texts of the newest page."""
        messages = self.reads()["messages"]
        assert isinstance(messages, list)
        return [message["text"] for message in messages if isinstance(message, dict)]


@pytest.fixture
def sns(desk: DeskUnderTest, monkeypatch: pytest.MonkeyPatch) -> Sns:
    """A desk with an app, and the service that tells its devices."""
    desk.connect(ConnectionSpec(id="app", channel="inapp", name="App", settings=SAMPLE.settings), SAMPLE.secret)
    sns = Sns()
    monkeypatch.setattr(push, "client", lambda _region: sns)
    return sns


def answers(desk: DeskUnderTest, text: str) -> None:
    """Let an agent answer."""
    desk.call("POST", f"/v1/conversations/{desk.conversation.id}/messages", {"text": text}, user="ana")
    desk.settle()
    desk.now += timedelta(seconds=1)


def test_a_user_is_one_customer_whatever_they_hold(desk: DeskUnderTest, sns: Sns) -> None:
    """Without a device, with one, and with another it is one conversation; the latest device is told."""
    user = User(desk)
    user.writes("Where is my order?")
    user.writes("It is number 10428.", PHONE)
    user.writes("Hello?", TABLET)
    user.writes("Are you there?")
    answers(desk, "On its way.")
    assert sns.told[-1] == TABLET
    assert desk.conversation.messages == 4


def test_an_answer_without_a_device_waits_to_be_read(desk: DeskUnderTest, sns: Sns) -> None:
    """Whole, however long it is."""
    user = User(desk)
    user.writes("Where is my order?")
    answers(desk, "x" * 4000)
    assert sns.told == []
    assert user.texts[0] == "x" * 4000
    assert EntryName.MESSAGE_SENT in [entry.name for entry in desk.timeline()]


def test_a_user_reads_files_and_edits_but_nobody_else_s_messages(desk: DeskUnderTest, sns: Sns) -> None:  # noqa: ARG001
    """Their messages have the ids that the app gave them; a note among colleagues is none of them."""
    user, other = User(desk), User(desk, "u-2")
    file: JsonValue = {"name": "box.jpg", "mime": "image/jpeg", "kind": "image", "content": "aGVsbG8="}
    user.writes("Look at this.", files=[file])
    desk.call("POST", f"/v1/conversations/{desk.conversation.id}/messages", {"text": "Oh.", "type": "note"}, user="ana")
    assert other.reads() == {"messages": [], "cursor": ""}
    messages = user.reads()["messages"]
    assert isinstance(messages, list)
    first = messages[-1]
    assert isinstance(first, dict)
    assert (first["id"], first["is_ours"], first["text"]) == ("m1", False, "Look at this.")
    [shown] = first["files"] if isinstance(first["files"], list) else []
    assert isinstance(shown, dict)
    assert (shown["name"], str(shown["url"]).partition("?")[0].rpartition("/")[0]) != ("box.jpg", "")
    assert "Oh." not in user.texts


def test_older_conversations_are_further_pages(desk: DeskUnderTest, sns: Sns) -> None:  # noqa: ARG001
    """The cursor leads from one to the next, and to no other customer's."""
    user = User(desk)
    user.writes("The first matter.")
    first = desk.conversation.id
    version = {"If-Match": f'"{desk.conversation.version}"'}
    desk.call("PATCH", f"/v1/conversations/{first}", {"state": "solved"}, user="ana", headers=version)
    desk.now += timedelta(days=60)
    user.writes("The second matter.")
    newest = user.reads()
    assert user.texts[-1] == "The second matter."
    older = user.reads(str(newest["cursor"]))["messages"]
    assert isinstance(older, list)
    assert isinstance(older[-1], dict)
    assert older[-1]["text"] == "The first matter."
    assert User(desk, "u-2").reads(f"{first}~")["messages"] == []


def test_a_conversation_that_goes_on_in_another_is_read_there(desk: DeskUnderTest, sns: Sns) -> None:  # noqa: ARG001
    """What came in by other doors is not shown in the app."""
    user = User(desk)
    TelegramUser(desk).writes("By the messenger.")
    user.writes("In the app.")
    telegram, app = desk.conversations
    path = f"/v1/conversations/{app.id}/join"
    assert desk.call("POST", path, {"into": telegram.id}, user="ana").status == 200
    assert "In the app." in user.texts
    assert "By the messenger." not in user.texts


def test_who_cannot_prove_who_they_are_reads_nothing(desk: DeskUnderTest, sns: Sns) -> None:  # noqa: ARG001
    """Another user's hash is refused."""
    User(desk).writes("Where is my order?")
    headers = User(desk).headers | {"x-user-id": "u-2"}
    assert desk.hook("inapp", "app", b"", headers, method="GET")["statusCode"] == 401
