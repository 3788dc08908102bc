"""What a customer does to a message later, and what they wish."""

import json

import pytest
from pydantic import JsonValue

from tests.flow.customers import TelegramUser
from transom import intake
from transom.aws import blobs
from transom.channel import Connection, InboundDelivery
from transom.core.delivery import present
from transom.model import DeliveryState, Door, EntryName
from transom.testing.desk import DeskUnderTest

BUSINESS = "bc1"


@pytest.fixture
def olga(desk: DeskUnderTest) -> TelegramUser:
    """A customer on Telegram."""
    return TelegramUser(desk)


def tells(olga: TelegramUser, **update: object) -> None:
    """Let Telegram tell some news."""
    assert olga.delivers(json.dumps({"update_id": 9, **update}).encode()) == 200


def deletes(olga: TelegramUser, number: int) -> None:
    """Take a message back, as a business's customer can."""
    chat = {"id": olga.id, "type": "private"}
    tells(olga, deleted_business_messages={"business_connection_id": BUSINESS, "chat": chat, "message_ids": [number]})


def blocks(olga: TelegramUser, status: str) -> None:
    """Block the bot, or start it again."""
    chat = {"id": olga.id, "type": "private"}
    at = int(olga.desk.now.timestamp())
    tells(olga, my_chat_member={"chat": chat, "date": at, "new_chat_member": {"status": status}})


def test_what_is_taken_back_is_gone_from_the_desk(desk: DeskUnderTest, olga: TelegramUser) -> None:
    """Text, edits and preview; the item itself stays and says that there was one."""
    olga.writes("my card is 4111 1111 1111 1111")
    olga.edits("my card is 4222 2222 2222 2222")
    deletes(olga, 1)
    deletes(olga, 1)
    [moment] = [each for each in desk.store.timeline.page(desk.conversation.id).items if each.entry.direction]
    shown = present(moment.entry, moment.beneath)
    assert shown.deleted_at == desk.now
    assert shown.text is None
    assert "4111" not in repr(moment)
    assert "4222" not in repr(moment)
    assert desk.conversation.preview == ""


def test_a_long_text_goes_from_the_bucket_too(olga: TelegramUser) -> None:
    """The table holds only its beginning."""
    olga.writes("a" * 120_000)
    assert list(blobs.listed("bodies/"))
    deletes(olga, 1)
    assert not list(blobs.listed("bodies/"))


def test_news_of_a_message_that_was_never_seen_changes_nothing(desk: DeskUnderTest, olga: TelegramUser) -> None:
    """It was written before the desk was connected."""
    deletes(olga, 77)
    blocks(olga, "kicked")
    assert not desk.store.quarantine.page().items


def test_what_became_of_a_message_that_was_taken_back_before_it_came_is_kept_nowhere(desk: DeskUnderTest) -> None:
    """There is no conversation that it could stand in."""
    line = Connection(id="telegram", channel="telegram")
    desk.store.references.bury(Door(channel=line.channel, connection=line.id, address="7"), "77")
    told = InboundDelivery(provider_message_id="77", state=DeliveryState.DELIVERED, occurred_at=desk.now)
    assert intake.receive(desk.store, told, connection=line, now=desk.now) is None
    assert not list(desk.store.timeline.entries(""))


def test_a_reaction_is_shown_at_its_message(desk: DeskUnderTest, olga: TelegramUser) -> None:
    """The last sign of each person counts, and a sign that is taken back is none."""
    olga.writes("Thanks!")
    person = {"id": olga.id, "first_name": olga.name}
    told = {"chat": {"id": olga.id}, "message_id": 1, "user": person, "old_reaction": []}
    at = int(desk.now.timestamp())
    for second, signs in enumerate(([{"type": "emoji", "emoji": "👍"}], [{"type": "emoji", "emoji": "🎉"}])):
        tells(olga, message_reaction={**told, "date": at + second - 9, "new_reaction": signs})
    [moment] = desk.store.timeline.page(desk.conversation.id).items
    assert [(each.by, each.sign) for each in present(moment.entry, moment.beneath).reactions] == [("Olga", "🎉")]
    tells(olga, message_reaction={**told, "date": at, "new_reaction": []})
    [moment] = desk.store.timeline.page(desk.conversation.id).items
    assert present(moment.entry, moment.beneath).reactions == ()


def test_who_blocks_the_desk_is_not_written_to(desk: DeskUnderTest, olga: TelegramUser) -> None:
    """The answer fails with the reason; after they allow it again, the next one leaves."""
    olga.writes("Where is my order?")
    desk.settle()
    sent = len(desk.outbox.requests)
    blocks(olga, "kicked")
    answer: JsonValue = {"text": "It left this morning."}
    desk.call("POST", f"/v1/conversations/{desk.conversation.id}/messages", answer, user="ana")
    desk.settle()
    assert len(desk.outbox.requests) == sent
    [failed] = [entry for entry in desk.timeline() if entry.name is EntryName.MESSAGE_FAILED]
    assert "asked not to be written to" in str(failed.data["reason"])
    blocks(olga, "member")
    desk.call("POST", f"/v1/conversations/{desk.conversation.id}/messages", answer, user="ana")
    desk.settle()
    assert len(desk.outbox.requests) == sent + 1
    names = [entry.name for entry in desk.timeline()]
    assert [name for name in names if "opted" in name] == [EntryName.CONTACT_OPTED_OUT, EntryName.CONTACT_OPTED_IN]
