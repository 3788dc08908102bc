"""The handler of notifications that go out by mail."""

from notify.mailing import mail
from transom import clock
from transom.consumer import consumer
from transom.events import Event
from transom.log import logger
from transom.store import store

log = logger("notify")


def consume(event: Event) -> None:
    """Send a notification to everybody whom it names."""
    sent = mail(store(), event.entry, clock.now())
    log.info("agents_notified", sent=sent)


handler = consumer(log, consume)
