"""`/hooks/<channel>/<connection>`: proves who sent the request, then keeps what it tells."""

from datetime import datetime
from typing import TYPE_CHECKING

import channels
from channel_receive import history, situation
from channel_receive.gateway import Answer, HookEvent, answer
from channel_receive.taking import Fate, take
from transom import clock, health, raw
from transom.channel import Connection, Request, Response, Situation
from transom.connections import connect, connect_blindly
from transom.errors import (
    NotFoundError,
    TooLargeError,
    TransomError,
    UnauthenticError,
    UnavailableError,
    UnknownKeyError,
)
from transom.log import logger
from transom.model import Door
from transom.settings import settings
from transom.store import Health, store

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

log = logger("channel_receive")


def handler(event: dict[str, object], _context: "LambdaContext") -> Answer:
    """Answer one request of a provider; a refusal says nothing but its status."""
    hook = HookEvent.model_validate(event)
    try:
        response = _receive(hook, clock.now())
    except TransomError as error:
        log.warning("request_refused", channel=settings().channel, code=error.code, reason=error.message)
        response = Response(status=error.status)
    return answer(response)


def _receive(hook: HookEvent, now: datetime) -> Response:
    channel = settings().require("channel")
    request = hook.request(now)
    if len(request.body) > channels.manifest(channel).max_body:
        raise TooLargeError(f"the body has {len(request.body)} bytes")
    connection, is_blind = _connection(channel, hook.connection)
    inbound = channels.inbound(channel)
    if question := inbound.handshake(request, connection):
        return question
    _verify(inbound, request, connection)
    if wanted := channels.wanted_history(channel, request, connection):
        return channels.history(channel).answer(history.of(store(), wanted), wanted)
    fate = _spool(request, connection, now) if is_blind else take(store(), request, connection, now)
    log.info("request_taken", channel=channel, connection=connection.id, fate=fate, size=len(request.body))
    return _answer(request, connection)


def _answer(request: Request, connection: Connection) -> Response:
    manifest = channels.manifest(connection.channel)
    if not manifest.is_spoken:
        return manifest.acknowledgement

    def inquire(door: Door, team: str | None) -> Situation:
        try:
            return situation.of(store(), connection, door, team, request.received_at)
        except UnavailableError:
            return Situation(is_open=True)

    return channels.ivr(connection.channel).answer(request, connection, inquire)


def _verify(inbound: channels.Inbound, request: Request, connection: Connection) -> None:
    try:
        inbound.verify(request, connection)
    except UnauthenticError as error:
        health.note(store(), request.received_at, Health(connection=connection.id, refused=1))
        if isinstance(error, UnknownKeyError):
            store().cursors.set(connection.id, "")  # the next poll asks for the keys of now
        raise


def _connection(channel: str, connection_id: str) -> tuple[Connection, bool]:
    """Return the connection, and whether only its secrets could be read: they are enough to verify and to spool."""
    try:
        spec = store().desk.connection(connection_id)
    except UnavailableError:
        return connect_blindly(connection_id), True
    if spec.channel != channel or not spec.is_enabled:
        raise NotFoundError(f"the connection {connection_id} is not one of {channel}")
    return connect(spec), False


def _spool(request: Request, connection: Connection, now: datetime) -> Fate:
    raw.spool(raw.Kept.of(request, connection), now)
    return Fate.SPOOLED
