"""Mail in and out, and forms, which are answered by mail."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from pydantic import JsonValue

from tests.flow.customers import mail
from transom.aws import ses
from transom.channel import Accepted
from transom.model import State
from transom.testing.desk import DeskUnderTest


def sent(desk: DeskUnderTest) -> list[EmailMessage]:
    """Return the mails that left, oldest first."""
    return [message_from_bytes(raw, policy=policy.default) for raw in desk.cloud.mails()]


def test_a_mail_is_answered_and_the_customers_answer_finds_its_conversation(desk: DeskUnderTest) -> None:
    """The answer's reply address carries our signed token, and by it the thread goes on."""
    desk.mail(mail("Where is my order?", Subject="Order 10428"))
    desk.settle()
    path = f"/v1/conversations/{desk.conversation.id}/messages"
    assert desk.call("POST", path, {"text": "It left this morning."}, user="ana").status == 202
    desk.settle()
    answer = sent(desk)[-1]
    assert "olga@example.org" in answer["To"]
    assert "Order 10428" in answer["Subject"]
    assert "<1@example.org>" in answer["References"]

    thanks = mail(
        "Thank you!", mail_id="<2@example.org>", To=str(answer["Reply-To"] or answer["From"]), Subject="Re: x"
    )
    desk.mail(thanks)
    desk.settle()
    assert desk.conversation.state is State.REOPENED
    assert [entry.text for entry in desk.timeline() if entry.name == "message.received"] == [
        "Where is my order?",
        "Thank you!",
    ]


def test_a_mail_that_names_an_earlier_one_joins_it(desk: DeskUnderTest) -> None:
    """Without our token the ids that a mail answers are enough."""
    desk.mail(mail("Where is my order?"))
    desk.mail(mail("I meant 10428.", mail_id="<2@example.org>", In_Reply_To="<1@example.org>"))
    assert len(desk.timeline()) == 2


def test_mails_that_answer_nothing_are_matters_of_their_own(desk: DeskUnderTest) -> None:
    """One customer, two subjects: two conversations of one contact."""
    desk.mail(mail("Where is my order?", Subject="Order"))
    desk.mail(mail("My invoice is wrong", mail_id="<2@example.org>", Subject="Invoice"))
    first, second = desk.conversations
    assert first.contact_id == second.contact_id


def test_the_same_mail_twice_is_one_message(desk: DeskUnderTest) -> None:
    """A mail that is delivered twice has one id."""
    for _ in range(2):
        desk.mail(mail("Where is my order?"))
    assert len(desk.timeline()) == 1


def test_machine_mail_is_kept_and_never_answered(desk: DeskUnderTest) -> None:
    """An absence note starts no ping-pong between two machines."""
    desk.mail(mail("I am away until Monday.", Auto_Submitted="auto-replied"))
    desk.settle()
    assert desk.timeline()[0].is_automatic
    assert sent(desk) == []


def test_machine_mail_moves_no_state(desk: DeskUnderTest) -> None:
    """An absence note on our answer does not reopen what waits for the customer."""
    desk.mail(mail("Where is my order?"))
    desk.settle()
    desk.call("POST", f"/v1/conversations/{desk.conversation.id}/messages", {"text": "On its way."}, user="ana")
    desk.mail(
        mail("I am away.", mail_id="<2@example.org>", In_Reply_To="<1@example.org>", Auto_Submitted="auto-replied")
    )
    desk.settle()
    assert desk.conversation.state is State.WAITING_CUSTOMER


def test_a_bounce_marks_the_very_message_failed(desk: DeskUnderTest) -> None:
    """With the server's reason; the question is as unanswered as before, and however many come, none is answered."""
    desk.mail(mail("Where is my order?"))
    desk.settle()
    path = f"/v1/conversations/{desk.conversation.id}/messages"
    assert desk.call("POST", path, {"text": "It left this morning."}, user="ana").status == 202
    desk.settle()
    before = len(sent(desk))
    for number in range(3):
        desk.mail(_bounce(str(sent(desk)[before - 1]["Message-ID"]), f"<b{number}@mx.example.org>"))
    desk.settle()
    assert len(sent(desk)) == before
    [told] = {str(entry.data["reason"]) for entry in desk.timeline() if entry.name == "message.failed"}
    assert told == "550 5.1.1 no such user"
    problem = desk.conversation.delivery_problem
    assert (desk.conversation.state, problem and problem.reason) == (State.NEW, told)


def _bounce(failed: str, mail_id: str) -> bytes:
    return f"""\
From: MAILER-DAEMON@mx.example.org
To: support@northwind.example
Message-ID: {mail_id}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; olga@example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b
Content-Type: text/rfc822-headers

Message-ID: {failed}
--b--
""".encode()


def test_a_mail_for_nobody_is_kept_in_quarantine(desk: DeskUnderTest) -> None:
    """Raw first: what no inbox is for is not lost."""
    desk.mail(mail("Hello", To="nobody@northwind.example"))
    assert len(desk.store.quarantine.page().items) == 1


def test_a_form_is_answered_by_mail_and_goes_on_by_mail(desk: DeskUnderTest) -> None:
    """A visitor gets a code, then a mail; the answer to it comes to the same conversation, from the same contact."""
    form: dict[str, JsonValue] = {
        "name": "Olga",
        "email": "olga@example.org",
        "subject": "Order 10428",
        "message": "Where is my order?",
    }
    answer = desk.call("POST", "/v1/forms/contact", form)
    assert answer.status == 202
    assert answer.fields["code"] == desk.conversation.code
    desk.settle()
    reply_to = sent(desk)[-1]["Reply-To"] or sent(desk)[-1]["From"]
    desk.mail(mail("Any news?", To=str(reply_to), Subject="Re: Order 10428"))
    assert "Any news?" in [entry.text for entry in desk.timeline()]
    assert len(desk.store.contacts.page().items) == 1


def test_a_form_sent_twice_with_one_key_is_one_message(desk: DeskUnderTest) -> None:
    """A visitor's browser that tries again makes no second conversation."""
    form: dict[str, JsonValue] = {"name": "Olga", "email": "olga@example.org", "message": "Where is my order?"}
    codes = {
        str(desk.call("POST", "/v1/forms/contact", form, headers={"Idempotency-Key": "once"}).fields["code"])
        for _ in range(2)
    }
    assert codes == {desk.conversation.code}


def test_a_mail_over_ten_megabytes_leaves_by_the_api_that_takes_it(desk: DeskUnderTest) -> None:
    """SES's first API ends at 10 MB; a larger mail goes by the second."""
    receipt = ses.send(
        b"Subject: large\r\n\r\n" + b"x" * 10_000_000,
        sender="support@northwind.example",
        recipients=["olga@example.org"],
    )
    assert isinstance(receipt, Accepted)
    assert len(desk.cloud.mails()) == 1


def test_a_gateway_s_faxes_are_one_conversation_and_answers_go_to_the_gateway(desk: DeskUnderTest) -> None:
    """By the number, whatever the subjects are."""
    settings = {"fax_from": "{number}@in.example", "fax_to": "{number}@out.example"}
    known = [each for each in desk.spec.connections if each.channel != "email"]
    inbox = next(each for each in desk.spec.connections if each.channel == "email")
    faxing = inbox.model_copy(update={"settings": inbox.settings | settings})
    desk.apply(desk.spec.model_copy(update={"connections": (*known, faxing)}))
    for number in (1, 2):
        desk.mail(
            mail("See the PDF.", sender="+48223070001@in.example", mail_id=f"<{number}@in.example>", Subject="Fax")
        )
    desk.settle()
    assert desk.conversation.contact_name == "+48223070001"
    desk.call("POST", f"/v1/conversations/{desk.conversation.id}/messages", {"text": "Thank you."}, user="ana")
    desk.settle()
    assert "48223070001@out.example" in sent(desk)[-1]["To"]
