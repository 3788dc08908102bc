"""Whether a provider still takes an answer."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.unit.core.desk import DESK, conversation
from transom.channel import Window
from transom.core import agenda
from transom.core.window import kept, opened
from transom.model import EntryName, Matter, State

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
DAY = Window(duration=timedelta(hours=24), after="template")


def test_it_is_open_for_as_long_as_the_provider_says() -> None:
    """From the customer's last message on; at its end it is closed."""
    state = opened(DAY, NOW)
    assert state is not None
    assert state.open_until == NOW + timedelta(hours=24)
    assert state.is_open(NOW + timedelta(hours=23, minutes=59))
    assert not state.is_open(NOW + timedelta(hours=24))


def test_who_has_not_written_cannot_be_written_to() -> None:
    """The customer opens the window, nobody else."""
    state = opened(DAY, None)
    assert state is not None
    assert not state.is_open(NOW)


def test_most_channels_have_none() -> None:
    """Mail is taken at any time."""
    assert opened(None, NOW) is None


def test_a_window_that_shuts_is_told() -> None:
    """Who is waited for has to write first now: the state says so, once, and not a second early."""
    waiting = kept(conversation(last_customer_message_at=NOW, state=State.WAITING_CUSTOMER), DAY)
    shut_at = NOW + DAY.duration
    assert waiting.agenda == {Matter.WINDOW: shut_at}
    assert agenda.tick(waiting, DESK, shut_at - timedelta(seconds=1), str) == (waiting, ())
    after, (told,) = agenda.tick(waiting, DESK, shut_at, str)
    assert (after.state, after.agenda) == (State.WINDOW_CLOSED, {})
    assert (told.name, told.data) == (
        EntryName.CONVERSATION_CHANGED,
        {"state": {"from": "waiting_customer", "to": "window_closed"}},
    )


@pytest.mark.parametrize("state", [State.OPEN, State.SNOOZED, State.SOLVED])
def test_what_does_not_wait_for_the_customer_stays_as_it_is(state: State) -> None:
    """Work that is open stays work: the agent has to find another way."""
    before = kept(conversation(last_customer_message_at=NOW, state=state), DAY)
    after, told = agenda.tick(before, DESK, NOW + DAY.duration, str)
    assert (after.state, after.agenda, told) == (state, {}, ())


def test_a_channel_without_a_window_puts_nothing_on_the_agenda() -> None:
    """Mail costs no look at it later."""
    assert kept(conversation(last_customer_message_at=NOW), None).agenda == {}
