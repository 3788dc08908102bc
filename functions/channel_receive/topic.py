"""What other services of the account tell a channel: SNS or EventBridge puts it on a queue, a record for each."""

from typing import TYPE_CHECKING

import channels
from channel_receive.taking import Fate, take
from transom import clock, raw
from transom.batches import Batch, Outcome, Record, process
from transom.channel import Connection, Request
from transom.connections import connect
from transom.errors import TransomError
from transom.log import logger
from transom.settings import settings
from transom.store import store

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

log = logger("topic")


def handler(batch: Batch, _context: "LambdaContext") -> Outcome:
    """Take each record; one that fails comes again by itself."""
    return process(batch, _take)


def _take(record: Record) -> None:
    channel = settings().require("channel")
    now = clock.now()
    request = Request(body=record["body"].encode(), received_at=now)
    try:
        fate = _store(channel, request)
    except TransomError as error:
        log.warning("record_failed", channel=channel, code=error.code, reason=error.message)
        raise
    log.info("record_taken", channel=channel, fate=fate, size=len(request.body))


def _store(channel: str, request: Request) -> Fate:
    """Store what a record tells the connection that it concerns; one that concerns none waits in quarantine."""
    inbound = channels.inbound(channel)
    for connection in _connections(channel):
        if channels.concerns(channel, request, connection):
            inbound.verify(request, connection)
            return take(store(), request, connection, request.received_at)
    nobody = Connection(id="", channel=channel)
    raw.quarantine_request(store(), raw.Kept.of(request, nobody), "it is for no connection", request.received_at)
    return Fate.QUARANTINED


def _connections(channel: str) -> list[Connection]:
    specs = store().desk.load().connections
    return [connect(spec) for spec in specs if spec.channel == channel and spec.is_enabled]
