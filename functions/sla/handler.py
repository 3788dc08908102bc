"""The handler of events that move service clocks, and of answers that failed."""

from sla import clocks, failures, waits
from transom import clock
from transom.consumer import consumer
from transom.events import Event
from transom.log import logger
from transom.model import EntryName
from transom.store import store

LEAVING = {EntryName.MESSAGE_SENT, EntryName.MESSAGE_ECHOED}
"""What tells that an answer is with the customer."""


def consume(event: Event) -> None:
    """Bring the clocks of the event's conversation to where it leaves them, and learn how long its customer waited."""
    if not event.conversation_id:
        return
    name = event.entry.name
    if name is EntryName.MESSAGE_FAILED:
        failures.follow(store(), event, clock.now())
    elif name is not EntryName.MESSAGE_SENT and not event.entry.starts_nothing:
        clocks.follow(store(), event)
    if name in LEAVING:
        waits.learn(store(), event)


handler = consumer(logger("sla"), consume)
