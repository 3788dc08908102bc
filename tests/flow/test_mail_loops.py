"""Two machines, and no people: what must stop by itself."""

from datetime import timedelta
from email.message import EmailMessage

from tests.flow.customers import mail
from tests.flow.test_mail import _bounce, sent
from transom.channel import Connection, OutboundMessage
from transom.mail import read
from transom.mail.compose import compose
from transom.model import Door, EntryName
from transom.testing.desk import DeskUnderTest

OTHER = Connection(
    id="help",
    channel="email",
    name="Help",
    settings={"address": "help@other.example"},
    secret={"token_key": "another key"},
)
"""Another company's desk, which answers by itself as ours does."""


def other_desk_answers(received: EmailMessage, number: int) -> bytes:
    """Return what the other desk writes by itself to a mail of ours."""
    answer = OutboundMessage(
        id=f"01K000000000000000000000{number:02}",
        conversation_id=f"ABCD12{number:02}",
        door=Door(channel="email", connection="help", address=str(received["Reply-To"].addresses[0].addr_spec)),
        text="We have received your message, and answer within a day.",
        subject=received["Subject"],
        references=(received["Message-ID"].strip("<>"),),
        is_automatic=True,
        queued_at=received["Date"].datetime,
    )
    return compose(answer, OTHER).raw


def test_two_desks_that_answer_by_themselves_stop_after_the_first_exchange(desk: DeskUnderTest) -> None:
    """A person of the other desk writes once; each desk says once that it has the message."""
    desk.mail(mail("Do you deliver to Poland?", sender="Help <help@other.example>"))
    desk.settle()
    for number in range(5):
        desk.mail(other_desk_answers(sent(desk)[-1], number))
        desk.settle()
    assert len(sent(desk)) == 1


def test_a_loop_through_a_relay_that_takes_off_all_signs_is_broken(desk: DeskUnderTest) -> None:
    """No token, no references, no header says that a machine writes: three answers a day to one address, no more."""
    for number in range(10):
        desk.mail(mail("Thank you for your message!", sender="x@other.example", mail_id=f"<{number}@other.example>"))
        desk.settle()
    assert len(sent(desk)) == 3
    failed = [
        entry
        for conversation in desk.conversations
        for entry in desk.timeline(conversation.id)
        if entry.name is EntryName.MESSAGE_FAILED
    ]
    assert len(failed) == 7
    assert "automatic answers within a day" in str(failed[0].data["reason"])


def test_an_agent_who_repeats_the_same_words_is_stopped(desk: DeskUnderTest) -> None:
    """With the reason, on the message."""
    desk.mail(mail("Where is my order?"))
    desk.settle()
    path = f"/v1/conversations/{desk.conversation.id}/messages"
    for _ in range(4):
        desk.call("POST", path, {"text": "It left."}, user="ana")
    desk.settle()
    reasons = [str(entry.data["reason"]) for entry in desk.timeline() if entry.name is EntryName.MESSAGE_FAILED]
    assert [reason.partition(":")[0] for reason in reasons] == ["the same text was sent 3 times within a day"]


def test_a_storm_of_bounces_sends_nothing(desk: DeskUnderTest) -> None:
    """Each of a thousand is known for what it is, so that what holds for thirty on their way through holds for all."""
    assert all(
        read(_bounce("<x@elsewhere.example>", f"<b{number}@mx.example.org>")).is_machine for number in range(1000)
    )
    desk.mail(mail("Where is my order?"))
    desk.settle()
    [answer] = sent(desk)
    for number in range(30):
        failed = str(answer["Message-ID"]) if number == 0 else "<x@elsewhere.example>"
        desk.mail(_bounce(failed, f"<b{number}@mx.example.org>"))
    desk.settle()
    assert len(sent(desk)) == 1


def test_an_address_that_does_not_exist_is_left_alone(desk: DeskUnderTest) -> None:
    """Until its owner writes; the agent sees why."""
    desk.mail(mail("Where is my order?"))
    desk.settle()
    [answer] = sent(desk)
    desk.mail(_bounce(str(answer["Message-ID"]), "<b1@mx.example.org>"))
    path = f"/v1/conversations/{desk.conversation.id}/messages"
    desk.call("POST", path, {"text": "It left."}, user="ana")
    desk.settle()
    assert len(sent(desk)) == 1
    reasons = [str(entry.data["reason"]) for entry in desk.timeline() if entry.name is EntryName.MESSAGE_FAILED]
    assert "the address takes no mail: 550 5.1.1 no such user" in reasons
    desk.now += timedelta(minutes=5)
    desk.mail(mail("I am here.", mail_id="<2@example.org>", In_Reply_To="<1@example.org>"))
    desk.call("POST", path, {"text": "It left again."}, user="ana")
    desk.settle()
    assert len(sent(desk)) == 2


def test_a_bounce_of_a_mail_that_we_did_not_send_leaves_nobody_alone(desk: DeskUnderTest) -> None:
    """Otherwise anybody could keep a customer from being answered."""
    desk.mail(_bounce("<x@elsewhere.example>", "<b1@mx.example.org>"))
    assert desk.store.suppressions.find("olga@example.org", desk.now) is None
