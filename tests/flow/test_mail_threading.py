"""Which conversation a mail goes on with, and who may go on with it."""

from email import message_from_bytes

import pytest

from tests.flow.customers import mail
from tests.flow.test_mail import sent
from transom.model import Conversation, State
from transom.testing.desk import DeskUnderTest

PROVEN = "amazonses.com; spf=pass; dkim=pass; dmarc=pass header.from=example.org;"
STRANGER = "Mallory <mallory@elsewhere.example>"


def first(desk: DeskUnderTest) -> Conversation:
    """Return the conversation that began first."""
    return next(each for each in desk.conversations if each.may_belong_to is None)


def answered(desk: DeskUnderTest, text: str = "It left this morning.") -> str:
    """Let an agent answer the only conversation, and return the address that leads back to it."""
    path = f"/v1/conversations/{desk.conversation.id}/messages"
    assert desk.call("POST", path, {"text": text}, user="ana").status == 202
    desk.settle()
    return str(sent(desk)[-1]["Reply-To"])


def test_a_stranger_who_knows_the_token_does_not_come_in(desk: DeskUnderTest) -> None:
    """Whoever was forwarded our answer has its address: their mail is a matter of its own, with a link."""
    desk.mail(mail("Where is my order?"))
    desk.settle()
    reply_to = answered(desk)
    desk.mail(mail("Hello", sender=STRANGER, mail_id="<2@example.org>", To=reply_to))
    assert len(desk.conversations) == 2
    [began] = [each for each in desk.conversations if each.may_belong_to]
    assert began.may_belong_to == first(desk).id
    assert began.door.address == "mallory@elsewhere.example"


@pytest.mark.parametrize(
    ("results", "count"), [(PROVEN, 1), ("amazonses.com; dmarc=none;", 2), ("forged; dmarc=pass;", 2)]
)
def test_a_colleague_of_the_customer_comes_in_once_their_domain_vouches(
    desk: DeskUnderTest, results: str, count: int
) -> None:
    """And only if the server that took the mail says so."""
    desk.mail(mail("Where is my order?"))
    colleague = mail(
        "It is for me.",
        sender="Oleg <oleg@example.org>",
        mail_id="<2@example.org>",
        In_Reply_To="<1@example.org>",
        Authentication_Results=results,
    )
    desk.mail(colleague)
    assert len(desk.conversations) == count


def test_people_at_a_public_provider_are_no_colleagues(desk: DeskUnderTest) -> None:
    """Two customers of one mail provider have nothing to do with each other."""
    desk.mail(mail("Where is my order?", sender="olga@gmail.com"))
    other = mail("Me too", sender="x@gmail.com", mail_id="<2@x>", In_Reply_To="<1@example.org>")
    desk.mail(b"Authentication-Results: amazonses.com; dmarc=pass\r\n" + other)
    assert len(desk.conversations) == 2


def test_who_is_in_copy_takes_part(desk: DeskUnderTest) -> None:
    """They may write, and get what the desk answers; the desk's own addresses are nobody's."""
    desk.mail(mail("Where is it?", Cc="Bob <bob@partner.example>, support+x@northwind.example"))
    desk.settle()
    assert [each.address for each in desk.conversation.participants] == ["bob@partner.example"]
    reply_to = answered(desk)
    assert sent(desk)[-1]["Cc"] == "Bob <bob@partner.example>"
    desk.mail(mail("I know!", sender="bob@partner.example", mail_id="<2@x>", To=reply_to, Cc="eve@partner.example"))
    assert [each.address for each in desk.conversation.participants] == ["bob@partner.example", "eve@partner.example"]
    assert desk.conversation.door.address == "olga@example.org"


def test_an_automatic_answer_goes_to_the_customer_alone(desk: DeskUnderTest) -> None:
    """Nobody in copy is told how long it takes."""
    desk.mail(mail("Where is it?", Cc="bob@partner.example"))
    desk.settle()
    assert [(each["To"], each["Cc"]) for each in sent(desk)] == [("olga@example.org", None)]


def test_two_answers_to_a_mail_that_nobody_saw_belong_together(desk: DeskUnderTest) -> None:
    """And that mail too, when it comes at last: once, as itself."""
    desk.mail(mail("About that", mail_id="<2@example.org>", References="<0@example.org>"))
    desk.mail(mail("And this", mail_id="<3@example.org>", References="<0@example.org>"))
    assert len(desk.timeline()) == 2
    for _ in range(2):
        desk.mail(mail("The first of all", mail_id="<0@example.org>"))
    assert [entry.text for entry in desk.timeline()] == ["About that", "And this", "The first of all"]


def test_the_code_in_a_subject_leads_back_who_is_proven_to_take_part(desk: DeskUnderTest) -> None:
    """It is read aloud on the telephone, so that nobody else gets in by it."""
    desk.mail(mail("Where is my order?"))
    code = desk.conversation.code
    desk.mail(mail("More", mail_id="<2@x>", Subject=f"My case {code}", Authentication_Results=PROVEN))
    assert len(desk.conversations) == 1
    desk.mail(mail("Forged", mail_id="<3@x>", Subject=f"My case {code}"))
    desk.mail(mail("Guessed", mail_id="<4@x>", sender=STRANGER, Subject=code, Authentication_Results=PROVEN))
    assert len(desk.conversations) == 3


def test_the_mark_in_the_quoted_text_leads_back(desk: DeskUnderTest) -> None:
    """Where a relay wrote anew both the reply address and the ids."""
    desk.mail(mail("Where is my order?"))
    desk.settle()
    answered(desk)
    body = sent(desk)[-1].get_body(("plain",))
    assert body is not None
    quoted = "\n".join(f"> {line}" for line in body.get_content().splitlines())
    desk.mail(mail(f"Thanks!\n\nOn Monday, 16 Nov 2026 Support wrote:\n{quoted}", mail_id="<2@x>"))
    assert [entry.text for entry in desk.timeline() if entry.name == "message.received"][-1] == "Thanks!"


def test_our_own_mail_that_comes_back_is_no_person_s(desk: DeskUnderTest) -> None:
    """As when the customer's address is forwarded to the desk, by a relay that gives it another id."""
    desk.mail(mail("Where is my order?"))
    desk.settle()
    answered(desk)
    before = desk.cloud.mails()
    back = message_from_bytes(before[-1])
    for name, value in (("To", "support@northwind.example"), ("Message-ID", "<other@relay.example>")):
        back.replace_header(name, value)
    desk.mail(back.as_bytes())
    desk.settle()
    assert len(desk.cloud.mails()) == len(before)
    assert [entry.is_automatic for entry in desk.timeline() if entry.name == "message.received"] == [False, True]


def test_a_stranger_s_mail_is_joined_with_one_click(desk: DeskUnderTest) -> None:
    """Both are read as one, the stranger takes part from then on, and what comes to either goes on there."""
    desk.mail(mail("Where is my order?"))
    desk.settle()
    reply_to = answered(desk)
    desk.mail(mail("It is for me.", sender=STRANGER, mail_id="<2@x>", To=reply_to))
    into, other = first(desk), next(each for each in desk.conversations if each.may_belong_to)
    joined = desk.call("POST", f"/v1/conversations/{other.id}/join", {"into": into.code}, user="ana")
    assert (joined.status, joined.fields["id"]) == (200, into.id)
    assert '"It is for me."' in desk.call("GET", f"/v1/conversations/{into.id}/timeline", user="ana").body

    after = desk.store.conversations.get(into.id)
    assert after.state is State.REOPENED
    assert [each.address for each in after.participants] == ["mallory@elsewhere.example"]
    assert desk.store.conversations.get(other.id).state is State.MERGED
    desk.mail(mail("Any news?", sender=STRANGER, mail_id="<3@x>", In_Reply_To="<2@x>"))
    assert "Any news?" in [entry.text for entry in desk.timeline(into.id)]
    again = desk.call("POST", f"/v1/conversations/{into.id}/join", {"into": other.code}, user="ana")
    assert again.status == 422


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Authentication_Results": "amazonses.com; dmarc=fail (p=reject) header.from=example.org"}, "did not send it"),
        ({"X_SES_Spam_Verdict": "FAIL"}, "spam"),
        ({"X_SES_Virus_Verdict": "FAIL"}, "virus"),
    ],
)
def test_what_nobody_should_see_unasked_waits_in_quarantine(
    desk: DeskUnderTest, headers: dict[str, str], reason: str
) -> None:
    """Until a lead lets it in."""
    desk.mail(mail("Pay here", **headers))
    [item] = desk.store.quarantine.page().items
    assert reason in item.reason
    assert desk.conversations == []
    assert desk.call("POST", f"/v1/quarantine/{item.id}/retry", user="lea").status == 202
    desk.settle()
    assert len(desk.conversations) == 1
