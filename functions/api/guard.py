"""The one guard around all views: who may call, what is read, what is told when it fails, and the log line."""

from collections.abc import Callable, Mapping
from functools import wraps
from time import perf_counter

from chalice.app import Chalice, Response
from pydantic import BaseModel, ValidationError

from api import replaying
from api.call import Call
from api.endpoint import Endpoint
from api.gateway import GatewayEvent
from api.problem import problem
from api.views import FileLink
from transom import clock
from transom.core import wording
from transom.errors import InvalidError, NotFoundError, TransomError
from transom.log import logger
from transom.store import store

MAX_ID = 128
HEADERS = {"Content-Type": "application/json", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

log = logger("api")


def guarded(endpoint: Endpoint, app: Chalice) -> Callable[..., Response]:
    """Return a view as Chalice calls it: it always answers, and never raises."""

    @wraps(endpoint.view)
    def view(**path: str) -> Response:
        began = perf_counter()
        request = app.current_request
        event = GatewayEvent.model_validate(request.to_original_event() if request else {})
        log.set_correlation_id(event.context.request_id)
        response = _respond(endpoint, event, path)
        response.headers["X-Correlation-Id"] = event.context.request_id
        log.info(
            "request_answered",
            method=endpoint.method,
            route=endpoint.path,
            status=response.status_code,
            milliseconds=round((perf_counter() - began) * 1000),
            user_id=event.claims.user_id if event.claims else None,
        )
        return response

    return view


def _respond(endpoint: Endpoint, event: GatewayEvent, path: Mapping[str, str]) -> Response:
    try:
        return _success(endpoint, _answer(endpoint, event, path))
    except TransomError as error:
        return problem(error)
    except Exception:
        log.exception("request_failed")
        return problem(TransomError("something broke here; the log tells under this correlation id"))


def _success(endpoint: Endpoint, answer: BaseModel) -> Response:
    version = getattr(answer, "version", None)
    headers = HEADERS if version is None else HEADERS | {"ETag": f'"{version}"'}
    if isinstance(answer, FileLink):
        headers = headers | {"Location": answer.location}
    return Response(body=answer.model_dump_json(), status_code=endpoint.status, headers=dict(headers))


def _answer(endpoint: Endpoint, event: GatewayEvent, path: Mapping[str, str]) -> BaseModel:
    call = Call(store=store(), now=clock.now(), correlation_id=event.context.request_id, claims=event.claims)
    if endpoint.role:
        call.admit(endpoint.role)
    if any(len(value) > MAX_ID for value in path.values()):
        raise NotFoundError("there is nothing of this name")
    arguments = _input(endpoint, event)
    key = arguments.pop("idempotency_key", None) if endpoint.is_replayed else None

    def view() -> BaseModel:
        return endpoint.view(call=call, **path, **arguments)

    return replaying.once(call, str(key), endpoint, event.told(path), view) if key else view()


def _input(endpoint: Endpoint, event: GatewayEvent) -> dict[str, object]:
    """Return the arguments that the view asks for by their names."""
    arguments: dict[str, object] = {}
    if endpoint.is_conditional:
        arguments["version"] = event.version()
    if endpoint.is_idempotent:
        arguments["idempotency_key"] = event.idempotency_key()
    if endpoint.is_of_a_site:
        arguments["origin"] = event.header("Origin") or ""
    try:
        if endpoint.query:
            arguments["query"] = endpoint.query.model_validate(event.parameters)
        if endpoint.body:
            arguments["body"] = endpoint.body.model_validate_json(event.content())
    except ValidationError as error:
        fields = wording.fields(error.errors(), "body")
        raise InvalidError("the request is not of the documented form", fields=fields) from None
    return arguments
