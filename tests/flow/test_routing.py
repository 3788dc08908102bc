"""Teams by rules, agents by turns."""

from datetime import timedelta

import pytest

from tests.flow.customers import TELEGRAM, TelegramUser
from transom import intake
from transom.channel import Connection, InboundMessage, Sender
from transom.model import Door, EntryName, State
from transom.testing.desk import DeskUnderTest


def test_agents_online_take_turns(desk: DeskUnderTest) -> None:
    """Four conversations, two agents: two each, in turn."""
    desk.is_online("ana")
    desk.is_online("ben")
    for number in range(4):
        desk.now += timedelta(minutes=1)
        TelegramUser(desk, id=7000 + number).writes("Where is my order?")
        desk.settle()
    assert [conversation.assignee for conversation in desk.conversations] == ["ana", "ben", "ana", "ben"]
    assert {conversation.state for conversation in desk.conversations} == {State.OPEN}


def test_a_keyword_chooses_the_team_and_only_its_agents_are_asked(desk: DeskUnderTest) -> None:
    """Ben is online, but not in billing: an invoice waits there, and the entry says why."""
    desk.is_online("ben")
    TelegramUser(desk).writes("My invoice is wrong")
    desk.settle()
    conversation = desk.conversation
    assert (conversation.team, conversation.assignee, conversation.state) == ("billing", None, State.NEW)
    routed = next(entry for entry in desk.timeline() if entry.name == "conversation.routed")
    assert routed.causation_id == desk.timeline()[0].id
    assert "'candidates': [{'user_id': 'ana'" in str(routed.data["reasons"])


def test_waiting_work_goes_to_the_agent_who_comes_online(desk: DeskUnderTest) -> None:
    """What nobody could take is given out, the oldest first, once somebody is there."""
    for number in range(2):
        desk.now += timedelta(minutes=1)
        TelegramUser(desk, id=7000 + number).writes("Where is my order?")
    desk.settle()
    assert [conversation.state for conversation in desk.conversations] == [State.NEW, State.NEW]
    desk.is_online("ana")
    desk.is_online("ben")
    desk.settle()
    assert {conversation.assignee for conversation in desk.conversations} == {"ana", "ben"}


def test_an_event_that_comes_again_routes_nothing_again(desk: DeskUnderTest) -> None:
    """Whatever is delivered twice, a conversation is routed once."""
    desk.is_online("ana")
    TelegramUser(desk).writes("Where is my order?")
    event = desk.event_of(desk.timeline()[0])
    desk.settle()
    desk.cloud.put(desk.queue("Router"), event)
    desk.settle()
    assert [entry.name for entry in desk.timeline()].count(EntryName.CONVERSATION_ROUTED) == 1


def test_a_choice_moves_a_conversation_that_an_agent_has(desk: DeskUnderTest) -> None:
    """Who pressed "billing" in a menu comes to billing, though support had the call already; once."""
    desk.is_online("ben")
    door = Door(channel="telegram", connection=TELEGRAM, address="7001")
    for number, team in enumerate((None, "billing")):
        call = InboundMessage(
            provider_message_id=str(number),
            door=door,
            sender=Sender(address="7001"),
            text="Call",
            occurred_at=desk.now,
            wanted_team=team,
        )
        intake.receive(desk.store, call, connection=Connection(id=TELEGRAM, channel="telegram"), now=desk.now)
        desk.settle()
        desk.now += timedelta(seconds=20)
    assert (desk.conversation.team, desk.conversation.assignee) == ("billing", None)
    routed = [entry.data["team"] for entry in desk.timeline() if entry.name is EntryName.CONVERSATION_ROUTED]
    assert routed == ["support", "billing"]


def test_the_router_rests_while_an_agent_has_the_conversation(
    desk: DeskUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second message to an agent's open conversation costs no routing; one that changes its state is routed."""
    desk.is_online("ana")
    olga = TelegramUser(desk)
    olga.writes("Where is my order?")
    desk.settle()
    routed: list[str | None] = []
    monkeypatch.setattr("router.routing.route", lambda _store, event, _now: routed.append(event.entry.text))

    olga.writes("It should have come on Monday.")
    desk.settle()
    desk.store.conversations.save(desk.conversation, desk.conversation.model_copy(update={"state": State.SOLVED}))
    olga.writes("It is here, but broken.")
    desk.settle()

    assert routed == ["It is here, but broken."]
