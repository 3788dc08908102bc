"""What comes up in a conversation by itself once its time has come."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from transom.core import offers, promises, radar, requests, resting, rules, sending, sla, window
from transom.model import Conversation, Desk, Entry, Matter


class ComesUp(Protocol):
    """What a matter of the agenda does; it leaves itself a later moment, or goes off the agenda."""

    def __call__(
        self, conversation: Conversation, desk: Desk, now: datetime, new_id: Callable[[datetime], str]
    ) -> tuple[Conversation, tuple[Entry, ...]]:
        """Return the conversation as it is then, and the entries that tell what was done."""
        ...


_MATTERS: Mapping[Matter, ComesUp] = {
    Matter.CLOCKS: sla.fire,
    Matter.PROMISE: promises.judge,
    Matter.SNOOZE: resting.wake,
    Matter.CLOSING: resting.close,
    Matter.SENDING: sending.release,
    Matter.RULES: rules.tick,
    Matter.OFFER: offers.lapse,
    Matter.RADAR: radar.tick,
    Matter.REQUEST: requests.tick,
    Matter.WINDOW: window.shut,
}


def tick(
    conversation: Conversation, desk: Desk, now: datetime, new_id: Callable[[datetime], str]
) -> tuple[Conversation, tuple[Entry, ...]]:
    """Return the conversation with everything done that has come up by now, and the entries that tell it."""
    entries: tuple[Entry, ...] = ()
    for matter in sorted(conversation.agenda, key=conversation.agenda.__getitem__):
        if conversation.agenda.get(matter, now) <= now:
            conversation, told = _MATTERS[matter](conversation, desk, now, new_id)
            entries += told
    return radar.watched(conversation, desk, now), entries
