"""The automatic answer's handler."""

from auto_reply.answer import answer
from transom import clock
from transom.consumer import consumer
from transom.events import Event
from transom.log import logger
from transom.store import store


def consume(event: Event) -> None:
    """Answer a conversation's first message."""
    answer(store(), event, clock.now())


handler = consumer(logger("auto_reply"), consume)
