"""Asks the providers that call nobody; what they answer goes the way of a webhook's request."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import channels
from channel_receive.taking import take
from transom import clock, http
from transom.channel import Connection, Source
from transom.connections import connect, keep_renewed
from transom.errors import TransomError
from transom.log import logger
from transom.settings import settings
from transom.store import store

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

FRESH = timedelta(days=1)
"""What is older when a provider is first asked is history: it is kept, and nothing is done because of it by itself."""

log = logger("poll")


def handler(_event: dict[str, object], _context: "LambdaContext") -> None:
    """Ask for each connection; one whose provider does not answer is asked again the next time."""
    channel = settings().require("channel")
    for spec in store().desk.load().connections:
        if spec.channel == channel and spec.is_enabled:
            _ask(connect(spec), clock.now())
            keep_renewed(log)


def _ask(connection: Connection, now: datetime) -> None:
    """Take in what is new; the cursor moves on only after all of it is kept."""
    desk = store()
    try:
        cursor = desk.cursors.get(connection.id)
        polled = channels.polling(connection.channel).poll(connection, cursor, http.client())
        history = None if cursor or _is_called(connection) else now - FRESH
        fates = [take(desk, request, connection, now, history) for request in polled.requests]
        if polled.cursor != cursor:
            desk.cursors.set(connection.id, polled.cursor)
    except TransomError as error:
        log.warning("poll_failed", connection=connection.id, code=error.code, reason=error.message)
        return
    log.info("polled", connection=connection.id, pages=len(fates))


def _is_called(connection: Connection) -> bool:
    """Tell whether the provider calls, and is only asked for what it told nobody."""
    return channels.manifest(connection.channel).source is not Source.POLL
