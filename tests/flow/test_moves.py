"""A customer who has another address from now on."""

from tests.flow.customers import TELEGRAM, TelegramUser
from transom import intake
from transom.channel import Connection, InboundMove
from transom.model import Door
from transom.testing.desk import DeskUnderTest

OLD, NEW = (Door(channel="telegram", connection=TELEGRAM, address=address) for address in ("7001", "7002"))


def moves(desk: DeskUnderTest) -> None:
    """Let the provider tell that the customer moved."""
    event = InboundMove(door=OLD, address=NEW.address, phone="+48500100999", occurred_at=desk.now)
    intake.receive(desk.store, event, connection=Connection(id=TELEGRAM, channel="telegram"), now=desk.now)


def test_the_conversation_goes_on_at_the_new_address(desk: DeskUnderTest) -> None:
    """The answer goes there, and what is written from there is the same customer's; told twice, it is done once."""
    TelegramUser(desk, id=7001).writes("Where is my order?")
    moves(desk)
    moves(desk)
    assert desk.conversation.door == NEW
    TelegramUser(desk, id=7002).writes("And my invoice?")
    assert [entry.actor.id for entry in desk.timeline()] == [desk.conversation.contact_id] * 2
    assert desk.store.contacts.get(desk.conversation.contact_id).phone == "+48500100999"


def test_an_address_that_is_somebody_elses_stays_theirs(desk: DeskUnderTest) -> None:
    """Numbers are given out anew: who wrote from it already is not taken for the other."""
    TelegramUser(desk, id=7001).writes("Where is my order?")
    TelegramUser(desk, id=7002, name="Piotr").writes("Hello")
    moves(desk)
    owner = desk.store.identities.find(NEW)
    assert owner is not None
    assert desk.store.contacts.get(owner.contact_id).name == "Piotr"
    assert {conversation.door for conversation in desk.conversations} == {OLD, NEW}


def test_who_never_wrote_moves_nothing(desk: DeskUnderTest) -> None:
    """There is nobody whose address it could be."""
    moves(desk)
    assert desk.store.identities.find(NEW) is None
