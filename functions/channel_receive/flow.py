"""Tells a provider's flow, before it routes, who calls and how the desk stands."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import channels
from channel_receive import situation
from transom import clock
from transom.channel import Asking, Connection
from transom.errors import NotFoundError, TransomError
from transom.log import logger
from transom.settings import settings
from transom.store import store

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

log = logger("flow")


def handler(event: dict[str, object], _context: "LambdaContext") -> dict[str, str]:
    """Answer a flow; an error sends it down its branch for errors."""
    channel = settings().require("channel")
    try:
        connection, asking = _asked(event, channel)
        caller = situation.caller(store(), asking)
        told = channels.flow(channel).answer(caller, situation.of(store(), connection, asking.door, None, clock.now()))
    except TransomError as error:
        log.warning("flow_refused", channel=channel, code=error.code, reason=error.message)
        raise
    log.info("flow_answered", channel=channel, connection=connection.id, is_known=caller is not None)
    return told


def _asked(event: Mapping[str, object], channel: str) -> tuple[Connection, Asking]:
    for spec in store().desk.load().connections:
        if spec.channel == channel and spec.is_enabled:
            connection = Connection(id=spec.id, channel=channel, settings=spec.settings)
            if asking := channels.flow(channel).asked(event, connection):
                return connection, asking
    raise NotFoundError("The flow is of no instance that is connected.")
