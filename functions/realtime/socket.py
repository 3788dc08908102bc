"""The handler of sockets that open, close and speak."""

from typing import TYPE_CHECKING

from pydantic import Field

from realtime.leaving import leave
from transom import clock
from transom.errors import UnauthenticError
from transom.log import logger
from transom.model import Frozen
from transom.store import store

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

log = logger("realtime")


class SocketContext(Frozen):
    """Which socket does what."""

    route: str = Field(alias="routeKey")
    connection_id: str = Field(alias="connectionId")


class SocketEvent(Frozen):
    """What API Gateway tells of a socket."""

    context: SocketContext = Field(alias="requestContext")
    query: dict[str, str] | None = Field(default=None, alias="queryStringParameters")


@log.inject_lambda_context
def handler(event: dict[str, object], context: "LambdaContext") -> dict[str, int]:  # noqa: ARG001
    """Let a socket with a ticket in, forget one that closes; what a console says is of no consequence."""
    told = SocketEvent.model_validate(event)
    match told.context.route:
        case "$connect":
            return {"statusCode": _connect(told)}
        case "$disconnect":
            leave(store(), told.context.connection_id, clock.now())
    return {"statusCode": 200}


def _connect(told: SocketEvent) -> int:
    now = clock.now()
    try:
        user_id = store().sockets.redeem_ticket((told.query or {}).get("ticket", ""), now)
    except UnauthenticError:
        log.info("socket_refused")
        return UnauthenticError.status
    store().sockets.add(told.context.connection_id, user_id, now)
    store().desk.come_back(user_id, now)
    log.info("socket_opened", user_id=user_id)
    return 200
