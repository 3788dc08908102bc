"""The router's handler."""

from router import routing
from transom import clock
from transom.consumer import consumer
from transom.events import AGENT_AVAILABLE, Event
from transom.log import logger
from transom.model import EntryName
from transom.store import store


def consume(event: Event) -> None:
    """Route a conversation that something happened to, or give waiting work to an agent who has time."""
    match event.name:
        case EntryName.MESSAGE_RECEIVED | EntryName.OFFER_LAPSED | EntryName.CONVERSATION_CHANGED:
            routing.route(store(), event, clock.now())
        case _ if event.name == AGENT_AVAILABLE:
            routing.distribute(store(), event, clock.now())


handler = consumer(logger("router"), consume)
