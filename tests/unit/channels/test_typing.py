"""What each channel reads when a customer types."""

import pytest

import channels
from tests.samples import sample_connection, samples
from transom.channel import InboundTyping

DOORS = {
    "inapp": "u-1042",
    "rcs": "+14155550182",
    "teams": "a:1pErSoNaL_sAmPlE",
    "vk": "5500112",
    "webhook": "c-77",
    "x": "dm:2222222222222222222",
}


def test_every_channel_that_tells_of_typing_is_here() -> None:
    """Each has a case."""
    assert {each for each in channels.ids() if "typing" in channels.manifest(each).receives} == set(DOORS)


@pytest.mark.parametrize("channel", DOORS)
def test_typing_is_read(channel: str) -> None:
    """It stands at the customer's door."""
    [event] = channels.inbound(channel).parse(samples(channel)["typing"], sample_connection(channel))
    assert isinstance(event, InboundTyping)
    assert event.door.address == DOORS[channel]
