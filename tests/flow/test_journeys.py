"""One matter over several channels: by a link that was sent, or by a one-time code."""

import re
from datetime import timedelta

import pytest
from pydantic import JsonValue

from tests.flow.customers import EMAIL, TELEGRAM, TelegramUser, mail
from transom.model import Conversation
from transom.model.link import LinkKind
from transom.testing.desk import DeskUnderTest
from transom.testing.rest import ApiAnswer

OLGA = "Olga <olga@example.org>"


@pytest.fixture
def known(desk: DeskUnderTest) -> Conversation:
    """Olga asks for a refund by mail."""
    desk.is_online("ana")
    desk.mail(mail("I want to return my lamp", sender=OLGA, Subject="Return"))
    desk.settle()
    desk.now += timedelta(minutes=1)
    return desk.conversation


def invited(desk: DeskUnderTest, known: Conversation) -> str:
    """Return the text of an invitation to go on elsewhere."""
    answer = desk.call("POST", f"/v1/conversations/{known.id}/journey", user="ana")
    assert answer.status == 201, answer.body
    return str(answer.fields["text"])


def later(desk: DeskUnderTest, known: Conversation) -> Conversation:
    """Return the conversation that is not the known one."""
    (found,) = (each for each in desk.conversations if each.id != known.id)
    return found


def journey(desk: DeskUnderTest, conversation: Conversation) -> list[str]:
    """Return the stages of a journey as the API lists them."""
    items = desk.call("GET", f"/v1/conversations/{conversation.id}/journey", user="ana").fields["items"]
    assert isinstance(items, list)
    return [str(each["id"]) for each in items if isinstance(each, dict)]


def test_a_link_leads_to_another_channel(desk: DeskUnderTest, known: Conversation) -> None:
    """Who writes the text that was sent to Olga is Olga: one journey, one customer, with the evidence."""
    text = invited(desk, known)
    TelegramUser(desk, name="Olga K.").writes(f"/start {text}")
    desk.settle()
    chat = later(desk, known)
    assert journey(desk, chat) == journey(desk, desk.store.conversations.get(known.id)) == [known.id, chat.id]
    customer = desk.store.contacts.get(known.contact_id)
    assert [(each.contact_id, each.evidence) for each in customer.merges] == [
        (chat.contact_id, f"wrote by a link of {known.code}")
    ]
    assert [each.kind for each in chat.links] == [LinkKind.CONTINUES]


def test_the_ways_are_links_where_a_channel_has_them(desk: DeskUnderTest) -> None:
    """The mail's address is known; the bot's name is a setting that may be missing, and then the text is written."""
    TelegramUser(desk).writes("Hello")
    desk.settle()
    answer = desk.call("POST", f"/v1/conversations/{desk.conversation.id}/journey", user="ana").fields
    ways = {each["connection"]: each["url"] for each in answer["ways"] if isinstance(each, dict)}  # type: ignore[union-attr]
    assert TELEGRAM not in ways
    assert ways[EMAIL] == f"mailto:support@northwind.example?subject={answer['text']}"


def test_a_pass_is_used_once(desk: DeskUnderTest, known: Conversation) -> None:
    """Whoever writes it after its first use, or after a week, is a stranger."""
    text = invited(desk, known)
    TelegramUser(desk).writes(text)
    desk.settle()
    TelegramUser(desk, 7002, "Mallory").writes(text)
    desk.settle()
    assert len(journey(desk, known)) == 2
    late = invited(desk, known)
    desk.now += timedelta(days=7)
    TelegramUser(desk, 7003, "Late").writes(late)
    desk.settle()
    assert len(journey(desk, known)) == 2


def test_a_redelivered_message_joins_once(desk: DeskUnderTest, known: Conversation) -> None:
    """A webhook that comes twice makes no second link."""
    olga = TelegramUser(desk)
    body = olga.writes(invited(desk, known))
    olga.delivers(body)
    desk.settle()
    changes = [entry for entry in desk.timeline(known.id) if "link" in entry.data]
    assert len(changes) == 1


@pytest.mark.parametrize("text", ["TR-0000000000000000", "TR-123", "TRANSOM", "tr-"])
def test_what_is_no_pass_is_a_message(desk: DeskUnderTest, known: Conversation, text: str) -> None:
    """A guess joins nothing, and is kept as it was written."""
    TelegramUser(desk).writes(text)
    desk.settle()
    assert journey(desk, later(desk, known)) == [later(desk, known).id]


# ── one-time codes ────────────────────────────────────────────────────────────────────────────────────────────────────


def asks(desk: DeskUnderTest, known: Conversation) -> tuple[str, Conversation]:
    """Let somebody claim to be Olga in a chat, and a code be sent to her; returns it, and the chat."""
    TelegramUser(desk, name="Olga?").writes("It is me, Olga")
    desk.settle()
    chat = later(desk, known)
    answer = desk.call("POST", f"/v1/conversations/{chat.id}/proofs", {"of": known.code}, user="ana")
    assert answer.status == 202, answer.body
    (sent,) = (entry for entry in desk.timeline(known.id) if entry.actor.id == "journeys")
    found = re.search(r"[0-9]{6}", sent.text or "")
    assert found
    return found[0], chat


def tells(desk: DeskUnderTest, chat: Conversation, known: Conversation, code: str) -> ApiAnswer:
    """Enter the code that the customer told."""
    return desk.call("POST", f"/v1/conversations/{chat.id}/proofs/{known.id}", {"code": code}, user="ana")


def test_a_code_proves_who_somebody_is(desk: DeskUnderTest, known: Conversation) -> None:
    """It goes to the address that is known, and whoever tells it is its owner."""
    code, chat = asks(desk, known)
    answer = tells(desk, chat, known, code)
    assert answer.status == 200, answer.body
    assert journey(desk, known) == [known.id, chat.id]
    (merge,) = desk.store.contacts.get(known.contact_id).merges
    assert merge.evidence == f"told the one-time code that {known.code} was sent"
    assert tells(desk, chat, known, code).status == 422


def test_codes_are_not_guessed(desk: DeskUnderTest, known: Conversation) -> None:
    """After five wrong ones the right one is refused, too; a new one is sent no sooner than after a minute."""
    code, chat = asks(desk, known)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"
    assert [tells(desk, chat, known, wrong).status for _ in range(5)] == [422] * 5
    assert "not valid any more" in tells(desk, chat, known, code).body
    again: JsonValue = {"of": known.id}
    assert desk.call("POST", f"/v1/conversations/{chat.id}/proofs", again, user="ana").status == 429
    desk.now += timedelta(minutes=1)
    assert desk.call("POST", f"/v1/conversations/{chat.id}/proofs", again, user="ana").status == 202


def test_a_code_is_over_after_ten_minutes(desk: DeskUnderTest, known: Conversation) -> None:
    """And it proves nothing of any other conversation."""
    code, chat = asks(desk, known)
    assert tells(desk, known, chat, code).status == 422
    desk.now += timedelta(minutes=10)
    assert tells(desk, chat, known, code).status == 422
    assert journey(desk, known) == [known.id]
