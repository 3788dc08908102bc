"""The handler of events that move service clocks, of answers that left or failed, and of promises that were judged."""

from sla import clocks, failures, waits
from transom import clock
from transom.consumer import consumer
from transom.events import Event
from transom.log import logger
from transom.model import EntryName
from transom.store import store


def consume(event: Event) -> None:
    """Bring the clocks of the event's conversation to where it leaves them, and count waits and promises."""
    if not event.conversation_id:
        return
    match event.entry.name:
        case EntryName.MESSAGE_FAILED:
            failures.follow(store(), event, clock.now())
        case EntryName.MESSAGE_SENT:
            waits.learn(store(), event)
        case EntryName.PROMISE_KEPT | EntryName.PROMISE_BROKEN:
            waits.judge(store(), event)
        case name if not event.entry.starts_nothing:
            clocks.follow(store(), event)
            if name is EntryName.MESSAGE_ECHOED:
                waits.learn(store(), event)


handler = consumer(logger("sla"), consume)
