"""The handler of SES's events: each finds the very message that it is about."""

from typing import TYPE_CHECKING

import channels
from mail_events import events
from transom import clock, intake
from transom.batches import Batch, Outcome, Record, process
from transom.channel import Connection, InboundDelivery
from transom.errors import TransomError
from transom.log import logger
from transom.store import store

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

log = logger("mail_events")


def handler(batch: Batch, _context: "LambdaContext") -> Outcome:
    """Take each event; one that fails comes again by itself."""
    return process(batch, _take)


def _take(record: Record) -> None:
    try:
        found = [_store(delivery) for delivery in events.deliveries(record["body"])]
    except TransomError as error:
        log.warning("event_failed", code=error.code, reason=error.message)
        raise
    log.info("event_taken", told=len(found), known=sum(found))


def _store(delivery: InboundDelivery) -> bool:
    """Write down what became of a mail; SES does not say by which connection it left."""
    for spec in store().desk.load().connections:
        if "subject" not in channels.manifest(spec.channel).sends:
            continue
        connection = Connection(id=spec.id, channel=spec.channel, name=spec.name)
        if intake.receive(store(), delivery, connection=connection, now=clock.now()):
            return True
    return False
