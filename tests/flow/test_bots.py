"""Conversations that a bot has, by the desk's rules: no agent is disturbed until it hands them over."""

import pytest

from tests.flow.customers import TelegramUser
from transom.model import Desk, State
from transom.testing.desk import DeskUnderTest


@pytest.fixture
def desk_spec(desk_spec: Desk) -> Desk:
    """The desk gives questions about opening hours to a bot, and takes them back when a person is wanted."""
    rules = [
        {
            "id": "to-bot",
            "on": ["message.received"],
            "when": {"all": [{"field": "text", "operator": "contains", "value": "opening hours"}]},
            "then": {"state": "bot_handling"},
        },
        {
            "id": "to-people",
            "on": ["message.received"],
            "when": {
                "all": [
                    {"field": "state", "operator": "is", "value": "bot_handling"},
                    {"field": "text", "operator": "contains", "value": "person"},
                ]
            },
            "then": {"state": "open"},
        },
    ]
    return Desk.model_validate(desk_spec.model_dump(mode="json") | {"automations": rules})


def test_a_bot_has_it_until_a_person_is_wanted(desk: DeskUnderTest) -> None:
    """While the bot has it no agent who comes online is given it; handed over, it goes to one at once."""
    olga = TelegramUser(desk)
    olga.writes("What are your opening hours?")
    desk.settle()
    assert (desk.conversation.state, desk.conversation.assignee) == (State.BOT_HANDLING, None)
    desk.is_online("ana")
    olga.writes("And on Sunday?")
    desk.settle()
    assert (desk.conversation.state, desk.conversation.assignee) == (State.BOT_HANDLING, None)
    olga.writes("I want a person")
    desk.settle()
    assert (desk.conversation.state, desk.conversation.assignee) == (State.OPEN, "ana")
