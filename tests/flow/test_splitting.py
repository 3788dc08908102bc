"""Splitting messages off a conversation, over the API."""

import json
from datetime import timedelta

from pydantic import JsonValue

from tests.flow.customers import TelegramUser, mail
from transom import intake
from transom.channel import Connection, InboundMessage, Sender
from transom.model import ConnectionSpec, Door, EntryName, Matter
from transom.testing.desk import DeskUnderTest


def split(desk: DeskUnderTest, conversation_id: str, *messages: str) -> str:
    """Split messages off, and return the new conversation's id."""
    body: JsonValue = {"messages": [*messages], "subject": "The refund"}
    answer = desk.call("POST", f"/v1/conversations/{conversation_id}/split", body, user="ana")
    assert answer.status == 201, answer.body
    desk.settle()
    return str(answer.fields["id"])


def received(desk: DeskUnderTest, conversation_id: str) -> list[str]:
    """Return the ids of what the customer wrote in a conversation."""
    return [each.id for each in desk.timeline(conversation_id) if each.name is EntryName.MESSAGE_RECEIVED]


def load(desk: DeskUnderTest, user_id: str) -> int:
    """Return how much an agent has."""
    users = json.loads(desk.call("GET", "/v1/users", user=user_id).body)["items"]
    return next(int(each["load"]) for each in users if each["id"] == user_id)


def test_answers_to_a_split_mail_go_to_the_new_conversation(desk: DeskUnderTest) -> None:
    """And those to what stays go on in the old one; both show the mail, and the old one where it went."""
    desk.mail(mail("Where is my order?"))
    desk.mail(mail("And my refund?", mail_id="<2@x>", In_Reply_To="<1@example.org>"))
    desk.settle()
    old = desk.conversation
    second = received(desk, old.id)[1]
    new = split(desk, old.id, second)

    desk.mail(mail("The refund again", mail_id="<3@x>", In_Reply_To="<2@x>"))
    desk.mail(mail("The order again", mail_id="<4@x>", In_Reply_To="<1@example.org>"))
    texts = {each: [entry.text for entry in desk.timeline(each) if entry.text] for each in (old.id, new)}
    assert any("The refund again" in each for each in texts[new])
    assert any("The order again" in each for each in texts[old.id])

    shown = desk.call("GET", f"/v1/conversations/{new}/timeline", user="ana").body
    assert "And my refund?" in shown
    assert f'"goes_on_in":"{new}"' in desk.call("GET", f"/v1/conversations/{old.id}/timeline", user="ana").body
    detail = desk.call("GET", f"/v1/conversations/{new}", user="ana").fields
    assert detail["split_from"] == {"id": old.id, "code": old.code, "subject": old.subject}
    assert (detail["subject"], detail["contact"]["id"]) == ("The refund", old.contact_id)  # type: ignore[call-overload, index]


def test_a_split_mail_is_answered_by_a_mail_that_names_it(desk: DeskUnderTest) -> None:
    """The customer's program shows the answer beneath what they wrote."""
    desk.mail(mail("Where is my order?"))
    desk.mail(mail("And my refund?", mail_id="<2@x>", In_Reply_To="<1@example.org>"))
    desk.settle()
    old = desk.conversation
    second = received(desk, old.id)[1]
    new = split(desk, old.id, second)
    path = f"/v1/conversations/{new}/messages"
    assert desk.call("POST", path, {"text": "It is on its way.", "reply_to": second}, user="ana").status == 202


def test_an_agent_s_load_counts_both_conversations(desk: DeskUnderTest) -> None:
    """The new one has the same agent, and takes its own share of their capacity."""
    olga = TelegramUser(desk)
    olga.writes("Where is my order?")
    olga.writes("And my refund?")
    desk.settle()
    desk.call("PUT", "/v1/me/presence", {"state": "online"}, user="ana")
    first = desk.conversation
    path = f"/v1/conversations/{first.id}"
    desk.call("PATCH", path, {"assignee": "ana"}, user="ana", headers={"If-Match": f'"{first.version}"'})
    before = load(desk, "ana")
    split(desk, first.id, received(desk, first.id)[1])
    assert load(desk, "ana") == before + first.weight


def test_a_message_is_split_off_once(desk: DeskUnderTest) -> None:
    """The second time is refused with the reason, and begins nothing."""
    olga = TelegramUser(desk)
    olga.writes("Where is my order?")
    desk.settle()
    old = desk.conversation
    [only] = received(desk, old.id)
    split(desk, old.id, only)
    again = desk.call("POST", f"/v1/conversations/{old.id}/split", {"messages": [only]}, user="ana")
    assert (again.status, len(desk.conversations)) == (422, 2)
    missing = desk.call("POST", f"/v1/conversations/{old.id}/split", {"messages": ["0" * 26]}, user="ana")
    assert missing.status == 404


def test_the_reply_window_of_the_new_conversation_shuts_too(desk: DeskUnderTest) -> None:
    """A day after what the customer wrote in it."""
    desk.apply(desk.spec.model_copy(update={"brand": desk.spec.brand.model_copy(update={"auto_reply": False})}))
    desk.connect(ConnectionSpec(id="wa", channel="whatsapp", name="WhatsApp"), {})
    door, connection = (
        Door(channel="whatsapp", connection="wa", address="4366"),
        Connection(id="wa", channel="whatsapp"),
    )
    for number, text in enumerate(("Where is my order?", "And my refund?")):
        event = InboundMessage(
            provider_message_id=f"m{number}", door=door, sender=Sender(address="4366"), text=text, occurred_at=desk.now
        )
        intake.receive(desk.store, event, connection=connection, now=desk.now)
        desk.now += timedelta(hours=1)
    desk.settle()
    new = split(desk, desk.conversation.id, received(desk, desk.conversation.id)[0])
    begun = desk.store.conversations.get(new)
    assert begun.agenda[Matter.WINDOW] == begun.created_at + timedelta(days=1)
