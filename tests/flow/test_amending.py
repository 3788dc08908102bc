"""What agents change of what was said: the customer has it so, or the desk says why not."""

import json
from datetime import timedelta
from typing import cast

import httpx
import pytest
from pydantic import JsonValue

from tests.flow.customers import TelegramUser, mail
from transom.model import EntryName
from transom.testing.desk import DeskUnderTest
from transom.testing.rest import ApiAnswer

LATER = httpx.Response(429, json={"parameters": {"retry_after": 1}})


def take(request: httpx.Request) -> httpx.Response:
    """Answer as Telegram does when it takes a message."""
    chat = json.loads(request.content)["chat_id"]
    return httpx.Response(200, json={"ok": True, "result": {"message_id": 9, "chat": {"id": chat}}})


class Answered:
    """A conversation on Telegram in which Ana has answered."""

    def __init__(self, desk: DeskUnderTest) -> None:
        self.desk = desk
        TelegramUser(desk).writes("Where is my order?")
        desk.settle()
        self.path = f"/v1/conversations/{desk.conversation.id}/messages"
        answer = desk.call("POST", self.path, {"text": "It left today."}, user="ana")
        self.id = str(answer.fields["id"])
        self.question = desk.timeline()[0].id

    def leaves(self) -> None:
        """Let the answer leave, and forget how."""
        self.desk.settle()
        self.desk.outbox.requests.clear()
        self.desk.now += timedelta(minutes=1)

    def edits(self, text: str) -> ApiAnswer:
        """Put another text in the place of the answer's."""
        return self.desk.call("PATCH", f"{self.path}/{self.id}", {"text": text}, user="ana")

    def deletes(self) -> ApiAnswer:
        """Delete the answer."""
        return self.desk.call("DELETE", f"{self.path}/{self.id}", user="ana")

    def reacts(self, sign: str, user: str = "ana") -> ApiAnswer:
        """Put a sign to the customer's message."""
        return self.desk.call("PUT", f"{self.path}/{self.question}/reaction", {"sign": sign}, user=user)

    def item(self, message_id: str) -> dict[str, JsonValue]:
        """Return a message as the console shows it."""
        path = f"/v1/conversations/{self.desk.conversation.id}/timeline"
        items = cast("list[dict[str, JsonValue]]", self.desk.call("GET", path, user="ana").fields["items"])
        return next(item for item in items if item["id"] == message_id)

    @property
    def methods(self) -> list[str]:
        """Return the methods of the Bot API that were called."""
        return [request.url.path.rpartition("/")[2] for request in self.desk.outbox.requests]


@pytest.fixture
def answered(desk: DeskUnderTest) -> Answered:
    """An answer that has left a minute ago."""
    told = Answered(desk)
    told.leaves()
    return told


def test_an_edit_reaches_the_customer(desk: DeskUnderTest, answered: Answered) -> None:
    """The timeline shows the last text, and the provider is told it, once."""
    assert answered.edits("It leaves tomorrow.").status == 200
    desk.settle()
    assert answered.methods == ["editMessageText"]
    assert desk.outbox.bodies[0] == {"chat_id": "7001", "message_id": 1001, "text": "It leaves tomorrow."}
    item = answered.item(answered.id)
    assert (item["text"], item["refused"]) == ("It leaves tomorrow.", None)
    assert item["edited_at"]


def test_a_deletion_reaches_the_customer(desk: DeskUnderTest, answered: Answered) -> None:
    """What is deleted is shown as that, and changed no more."""
    assert answered.deletes().status == 200
    desk.settle()
    assert answered.methods == ["deleteMessage"]
    assert answered.item(answered.id)["deleted_at"]
    assert answered.edits("Again").status == 422


def test_the_desk_reacts_with_one_sign(desk: DeskUnderTest, answered: Answered) -> None:
    """Whoever of its agents puts it; an empty one takes it back."""
    for sign, user in (("👍", "ana"), ("🙏", "ben")):
        assert answered.reacts(sign, user).status == 200
    desk.settle()
    assert answered.item(answered.question)["reactions"] == [{"by": "Ben", "sign": "🙏", "is_ours": True}]
    answered.reacts("")
    desk.settle()
    assert answered.item(answered.question)["reactions"] == []
    assert answered.methods == ["setMessageReaction"] * 3
    assert [body["reaction"] for body in desk.outbox.bodies][-1] == []


def test_an_answer_that_has_not_left_is_taken_back(desk: DeskUnderTest) -> None:
    """Nobody has it, so nothing is deleted there; nor is it edited."""
    waiting = Answered(desk)
    assert waiting.edits("Wait").status == 422
    assert waiting.deletes().status == 200
    desk.settle()
    assert EntryName.MESSAGE_TAKEN_BACK in {entry.name for entry in desk.timeline()}
    assert "deleteMessage" not in waiting.methods


def test_a_refused_change_is_shown_with_its_reason(desk: DeskUnderTest, answered: Answered) -> None:
    """The message stands again as the customer has it."""
    refusal = {"ok": False, "description": "Bad Request: message can't be edited"}
    desk.outbox.answer = lambda _: httpx.Response(400, json=refusal)
    answered.edits("It leaves tomorrow.")
    desk.settle()
    item = answered.item(answered.id)
    assert (item["text"], item["edited_at"]) == ("It left today.", None)
    assert "can't be edited" in str(item["refused"])


def test_a_change_follows_what_it_changes(desk: DeskUnderTest, answered: Answered) -> None:
    """While the provider rests, later answers wait behind it."""
    desk.outbox.answer = lambda _: LATER
    answered.edits("It leaves tomorrow.")
    desk.call("POST", answered.path, {"text": "Sorry!"}, user="ana")
    desk.settle()
    assert answered.methods == ["editMessageText"]

    desk.outbox.answer = take
    desk.now += timedelta(minutes=5)
    desk.settle()
    assert answered.methods == ["editMessageText", "editMessageText", "sendMessage"]


def test_a_change_has_a_patience_of_its_own(desk: DeskUnderTest) -> None:
    """However long ago its answer had trouble."""
    waiting = Answered(desk)
    desk.outbox.answer = lambda _: LATER
    waiting.leaves()
    desk.outbox.answer = take
    waiting.leaves()
    desk.now += timedelta(hours=2)
    desk.outbox.answer = lambda _: LATER
    waiting.edits("It leaves tomorrow.")
    desk.settle()
    assert waiting.item(waiting.id)["refused"] is None


@pytest.mark.parametrize("hours", [47, 49])
def test_a_provider_s_time_for_a_change_is_known(desk: DeskUnderTest, answered: Answered, hours: int) -> None:
    """Telegram deletes for two days."""
    desk.now += timedelta(hours=hours)
    refused = answered.deletes()
    assert (refused.status == 422) == (hours > 48)
    assert refused.status == 200 or "48 hours" in refused.body


def test_what_a_provider_does_not_have_is_refused_at_once(desk: DeskUnderTest) -> None:
    """A mail is out for good."""
    desk.mail(mail("Where is my order?"))
    desk.settle()
    path, question = f"/v1/conversations/{desk.conversation.id}/messages", desk.timeline()[0].id
    answer = desk.call("PUT", f"{path}/{question}/reaction", {"sign": "👍"}, user="ana")
    assert answer.status == 422
    assert "takes no reaction" in answer.body


def test_only_what_is_one_s_own_is_edited(desk: DeskUnderTest, answered: Answered) -> None:
    """A customer's words are theirs, and the desk's own are not reacted to."""
    path = f"{answered.path}/{answered.question}"
    assert desk.call("PATCH", path, {"text": "Better"}, user="ana").status == 422
    assert desk.call("PUT", f"{answered.path}/{answered.id}/reaction", {"sign": "👍"}, user="ana").status == 422
