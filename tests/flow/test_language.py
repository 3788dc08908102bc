"""The language of a conversation: what is written decides, then what its customer was seen to use, then the device."""

from datetime import timedelta

from tests.flow.customers import TelegramUser, mail
from transom.model import State
from transom.testing.desk import DeskUnderTest

POLISH = "Dzień dobry, gdzie jest moje zamówienie?"


def test_history_outweighs_the_device(desk: DeskUnderTest) -> None:
    """What is too short to tell is in the customer's language, also when it begins a conversation weeks later."""
    user = TelegramUser(desk, language="en")
    user.writes(POLISH)
    desk.pass_time(timedelta(days=40))
    first = desk.conversation
    desk.store.conversations.save(first, first.model_copy(update={"state": State.CLOSED}))
    user.writes("ok?")
    assert [each.language for each in desk.conversations] == ["pl", "pl"]


def test_what_is_written_outweighs_history(desk: DeskUnderTest) -> None:
    """A customer who goes on in another language is answered in it."""
    user = TelegramUser(desk, language="pl")
    user.writes(POLISH)
    user.writes("Sorry, where is my order, please?")
    assert desk.conversation.language == "en"


def test_a_new_customer_who_says_nothing_yet_speaks_as_the_device_does(desk: DeskUnderTest) -> None:
    """There is nothing else to go by."""
    TelegramUser(desk, language="de").writes("ok?")
    assert desk.conversation.language == "de"


def test_what_an_agent_sets_holds_at_every_door(desk: DeskUnderTest) -> None:
    """The language of the contact decides what a mail's few words do not tell, in a matter of its own."""
    desk.mail(mail("?", Subject="?"))
    contact = desk.store.contacts.get(desk.conversation.contact_id)
    assert contact.language is None
    headers = {"If-Match": f'"{contact.version}"'}
    assert (
        desk.call("PATCH", f"/v1/contacts/{contact.id}", {"language": "pl"}, user="ana", headers=headers).status == 200
    )
    desk.mail(mail("ok?", mail_id="<2@example.org>", Subject="?!"))
    assert {each.language for each in desk.conversations} == {None, "pl"}


def test_a_contact_begins_with_the_language_that_is_written(desk: DeskUnderTest) -> None:
    """Not with that of the device."""
    TelegramUser(desk, language="en").writes(POLISH)
    assert desk.store.contacts.get(desk.conversation.contact_id).language == "pl"
