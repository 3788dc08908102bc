"""The handler of events that open consoles are told of."""

from realtime.push import push
from transom.consumer import consumer
from transom.events import Event
from transom.log import logger
from transom.store import store


def consume(event: Event) -> None:
    """Tell every open console."""
    push(store(), event)


handler = consumer(logger("realtime"), consume)
