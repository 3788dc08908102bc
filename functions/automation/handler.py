"""The handler of events that start rules."""

from automation import acting, learning
from transom import clock
from transom.consumer import consumer
from transom.events import Event
from transom.log import logger
from transom.store import store

log = logger("automation")


def consume(event: Event) -> None:
    """Let customers be known as the event tells, and do what the rules say to it."""
    learning.follow(store(), event, clock.now())
    for verdict in acting.follow(store(), event, clock.now()):
        log.info("rule_judged", rule=verdict.rule, reasons=verdict.reasons, refusal=verdict.refusal)


handler = consumer(log, consume)
