"""One matter over several channels: by a link that was sent, or by a one-time code."""

import re
from datetime import timedelta

import pytest
from pydantic import JsonValue

from tests.flow.customers import EMAIL, FORM, TELEGRAM, TelegramUser, mail
from transom.core import contacts
from transom.model import Actor, Conversation
from transom.model.evidence import Evidence, EvidenceKind
from transom.model.link import LinkKind
from transom.testing.desk import DeskUnderTest
from transom.testing.rest import ApiAnswer

OLGA = "Olga <olga@example.org>"
PROVEN = "amazonses.com; spf=pass; dkim=pass; dmarc=pass header.from=example.org;"


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


def test_agents_do_not_read_the_code(desk: DeskUnderTest, known: Conversation) -> None:
    """It leaves as it is, and stands in the timeline without its figures."""
    code, _ = asks(desk, known)
    items = desk.call("GET", f"/v1/conversations/{known.id}/timeline", user="ana").fields["items"]
    assert code not in str(items)
    assert "••••••" in str(items)


def _claims(desk: DeskUnderTest, known: Conversation) -> ApiAnswer:
    TelegramUser(desk, name="Olga?").writes("It is me, Olga")
    desk.settle()
    return desk.call("POST", f"/v1/conversations/{later(desk, known).id}/proofs", {"of": known.code}, user="ana")


def test_no_code_goes_where_nothing_may_go(desk: DeskUnderTest, known: Conversation) -> None:
    """Who does not want to be written to is not; the agent is told so at once."""
    desk.store.identities.set_opted_out(known.door, is_opted_out=True)
    answer = _claims(desk, known)
    assert (answer.status, "has asked not to be written to there" in answer.body) == (422, True)
    assert not [entry for entry in desk.timeline(known.id) if entry.actor.id == "journeys"]


# ── addresses ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def form(desk: DeskUnderTest) -> Conversation:
    """Olga wrote by a form, and it was proven that she has that address."""
    body: JsonValue = {"name": "Olga", "email": "olga@example.org", "message": "Where is my refund?"}
    assert desk.call("POST", f"/v1/forms/{FORM}", body).status == 202
    desk.settle()
    identity = desk.store.identities.find(desk.conversation.door)
    assert identity
    desk.store.identities.learn(identity, Evidence(kind=EvidenceKind.ONE_TIME_CODE, at=desk.now, by="ana"))
    return desk.conversation


def _asks_by_mail(desk: DeskUnderTest, form: Conversation, **headers: str) -> ApiAnswer:
    desk.mail(mail("It is me again", sender=OLGA, **headers))
    desk.settle()
    return desk.call("POST", f"/v1/conversations/{later(desk, form).id}/proofs", {"of": form.code}, user="ana")


def test_an_address_that_both_have_verified_is_proof(desk: DeskUnderTest, form: Conversation) -> None:
    """Without a code they are one journey and one customer."""
    answer = _asks_by_mail(desk, form, Authentication_Results=PROVEN)
    assert (answer.status, answer.fields["until"]) == (202, None)
    assert journey(desk, form) == [form.id, later(desk, form).id]
    (merge,) = desk.store.contacts.get(form.contact_id).merges
    assert "has the same verified e-mail address: olga@example.org" in merge.evidence


def test_an_address_that_is_only_claimed_proves_nothing(desk: DeskUnderTest, form: Conversation) -> None:
    """Anybody may write any sender into a mail: a code is sent."""
    answer = _asks_by_mail(desk, form)
    assert (answer.status, journey(desk, form)) == (202, [form.id])
    assert answer.fields["until"]


def test_a_forged_mail_is_not_proven_by_what_came_before(desk: DeskUnderTest, form: Conversation) -> None:
    """The address is verified since the first mail; who forges it in a second one still has to tell a code."""
    desk.mail(mail("Thanks", sender=OLGA, mail_id="<1@example.org>", Authentication_Results=PROVEN))
    desk.settle()
    known = {each.id for each in desk.conversations}
    desk.mail(mail("Send it to my new address", sender=OLGA, mail_id="<2@example.org>"))
    desk.settle()
    forged = [each for each in desk.conversations if each.id not in known]
    for each in forged:
        answer = desk.call("POST", f"/v1/conversations/{each.id}/proofs", {"of": form.code}, user="ana")
        assert answer.fields["until"]
    assert forged


# ── customers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _chat(desk: DeskUnderTest, number: int) -> Conversation:
    """Let somebody write in a chat, and return it."""
    TelegramUser(desk, number, "Olga K.").writes("Hello")
    desk.settle()
    return next(each for each in desk.conversations if each.door.address == str(number))


def _merge(desk: DeskUnderTest, one: Conversation, into: Conversation) -> None:
    before = desk.store.contacts.get(one.contact_id), desk.store.contacts.get(into.contact_id)
    after = contacts.merge(*before, "said so", Actor.system("test"), desk.now)
    desk.store.contacts.save(*zip(before, after, strict=True))


def test_customers_are_merged_the_way_that_is_possible(desk: DeskUnderTest, known: Conversation) -> None:
    """Who writes later has another one merged into them already: then it is the known one that goes into theirs."""
    chat = _chat(desk, 7001)
    _merge(desk, _chat(desk, 7002), chat)
    TelegramUser(desk, 7001, "Olga K.").writes(invited(desk, known))
    desk.settle()
    assert desk.store.contacts.get(known.contact_id).merged_into == chat.contact_id


def test_customers_who_stay_two_are_told_of(desk: DeskUnderTest, known: Conversation) -> None:
    """Both have others merged into them: the journey stands, and a note says what is left to the agent."""
    chat = _chat(desk, 7001)
    _merge(desk, _chat(desk, 7002), chat)
    _merge(desk, _chat(desk, 7003), known)
    TelegramUser(desk, 7001, "Olga K.").writes(invited(desk, known))
    desk.settle()
    assert journey(desk, known) == [known.id, chat.id]
    (note,) = (entry for entry in desk.timeline(chat.id) if entry.name == "note.added")
    assert note.text
    assert note.text.startswith(f"The customer of {known.code} stays another one in the desk: ")


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
