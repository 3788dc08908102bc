"""Rules, from the event to what they wrote."""

from datetime import timedelta

from pydantic import JsonValue

from tests.flow.customers import TelegramUser
from transom.model import Customer, Desk, EntryName, Priority
from transom.testing.desk import DeskUnderTest


def _with(desk: DeskUnderTest, *automations: JsonValue) -> Desk:
    return Desk.model_validate(desk.spec.model_dump() | {"automations": list(automations)})


RAISE: JsonValue = {
    "id": "raise",
    "on": ["message.received"],
    "when": {"all": [{"field": "text", "operator": "contains", "value": "broken"}]},
    "then": {"priority": "high", "note": "{{contact.first_name|Someone}} is upset."},
}


def test_a_rule_acts_on_a_message_once(desk: DeskUnderTest) -> None:
    """A message starts the rule, its entries name their cause, and the event that comes again starts nothing."""
    desk.apply(_with(desk, RAISE))
    TelegramUser(desk).writes("It came broken")
    event = desk.event_of(desk.timeline()[0])
    desk.settle()
    desk.cloud.put(desk.queue("Automation"), event)
    desk.settle()
    assert desk.conversation.priority is Priority.HIGH
    written = [entry for entry in desk.timeline() if entry.actor.id == "automation"]
    assert {entry.name for entry in written} == {EntryName.NOTE_ADDED, EntryName.CONVERSATION_CHANGED}
    assert [entry.text for entry in written if entry.text] == ["Olga is upset."]
    assert {entry.causation_id for entry in written} == {desk.timeline()[0].id}


def test_a_change_of_a_rule_touches_no_conversation_until_its_next_event(desk: DeskUnderTest) -> None:
    """Neither the conversation nor its timeline changes by a new rule; the next message does."""
    olga = TelegramUser(desk)
    olga.writes("It came broken")
    desk.settle()
    before = desk.conversation, desk.timeline()
    desk.apply(_with(desk, RAISE))
    desk.settle()
    desk.pass_time(timedelta(minutes=2))
    desk.settle()
    assert (desk.conversation, desk.timeline()) == before
    olga.writes("Still broken")
    desk.settle()
    assert desk.conversation.priority is Priority.HIGH


def test_time_starts_a_rule(desk: DeskUnderTest) -> None:
    """The minutely check does what a rule says some time after the customer's last message."""
    wait: JsonValue = {"since": "last_customer_message_at", "passed": "PT10M"}
    desk.apply(_with(desk, {"id": "late", "after": wait, "then": {"add_tags": ["late"]}}))
    TelegramUser(desk).writes("Hello?")
    desk.settle()
    desk.pass_time(timedelta(minutes=9))
    assert not desk.conversation.tags
    desk.pass_time(timedelta(minutes=2))
    assert desk.conversation.tags == ("late",)


def test_a_rule_sets_what_is_known_of_the_customer(desk: DeskUnderTest) -> None:
    """The contact and their other conversations have it, the timeline tells it once, and a rule that asks sees it."""
    then: JsonValue = {"tier": "gold", "company": "Acme", "contact_fields": {"seats": 3, "plan": "business"}}
    gold: JsonValue = {
        "id": "gold",
        "on": ["message.received", "conversation.changed"],
        "when": {"all": [{"field": "text", "operator": "contains", "value": "gold"}]},
        "then": then,
    }
    seen: JsonValue = {
        "id": "seen",
        "on": ["conversation.changed"],
        "when": {"all": [{"field": "tier", "operator": "is", "value": "gold"}]},
        "then": {"add_tags": ["vip"]},
    }
    spec = _with(desk, gold, seen).model_dump()
    own: list[JsonValue] = [
        {"id": "seats", "name": "Seats", "type": "number"},
        {"id": "plan", "name": "Plan", "type": "choice", "choices": ["starter", "business"]},
    ]
    brand = spec["brand"] | {"tiers": ["gold"], "auto_reply": False}
    desk.apply(Desk.model_validate(spec | {"contact_fields": own, "brand": brand}))
    TelegramUser(desk).writes("I paid for gold")
    desk.settle()
    contact = desk.store.contacts.get(desk.conversation.contact_id)
    assert (contact.tier, contact.company, contact.fields) == ("gold", "Acme", {"seats": 3, "plan": "business"})
    assert desk.conversation.customer == Customer.of(contact)
    assert desk.conversation.tags == ("vip",)
    told = [entry.data for entry in desk.timeline() if "tier" in entry.data]
    assert [(each["tier"], each["contact_fields"]) for each in told] == [
        (
            {"from": None, "to": "gold"},
            {"from": {"seats": None, "plan": None}, "to": {"seats": 3, "plan": "business"}},
        )
    ]
    TelegramUser(desk, written=5).writes("Is it gold now?")
    desk.settle()
    assert desk.store.contacts.get(contact.id).version == contact.version
