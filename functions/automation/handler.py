"""The handler of events that start rules."""

from automation import acting
from transom import clock
from transom.consumer import consumer
from transom.events import Event
from transom.log import logger
from transom.store import store

log = logger("automation")


def consume(event: Event) -> None:
    """Do what the rules say to an event."""
    for verdict in acting.follow(store(), event, clock.now()):
        log.info("rule_judged", rule=verdict.rule, reasons=verdict.reasons, refusal=verdict.refusal)


handler = consumer(log, consume)
