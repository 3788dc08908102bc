"""Whether a provider still takes an answer."""

from datetime import UTC, datetime, timedelta

from transom.channel import Window
from transom.core.window import opened

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
