"""The handler of events that move service clocks, and of answers that failed."""

from sla import clocks, failures, waits
from transom import clock
from transom.consumer import consumer
from transom.events import Event
from transom.log import logger
from transom.model import EntryName
from transom.store import store


def consume(event: Event) -> None:
    """Bring the clocks of the event's conversation to where it leaves them, and learn how long its customer waited."""
    if event.conversation_id and event.entry.name is EntryName.MESSAGE_FAILED:
        failures.follow(store(), event, clock.now())
    elif event.conversation_id and not event.entry.starts_nothing:
        clocks.follow(store(), event)
        waits.learn(store(), event)


handler = consumer(logger("sla"), consume)
